import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import base from '../styles/base.css';
import { addStyles } from '../styles/sheets.js';
import tokens from '../styles/tokens.css';
import { layoutOf } from './layout.js';
import { Messages } from './messages.jsx';
import { NarrowPanes } from './narrow-panes.jsx';
import css from './shell.css';
import { Start } from './start.jsx';
import { Toolbar } from './toolbar.jsx';
import { WidePanes } from './wide-panes.jsx';

addStyles(tokens);
addStyles(base);
addStyles(css);

/**
 * @typedef {Object} ShellProps
 * @property {import('../state/state.js').State} state
 * @property {import('../state/intake.js').Intake} intake
 * @property {HTMLElement} host
 * @property {boolean} isCompact
 */

/** @param {ShellProps} props */
export function Shell({ state, intake, host, isCompact }) {
  const width = useSignal(host.clientWidth);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      width.value = host.clientWidth;
    });
    observer.observe(host);
    return () => observer.disconnect();
  }, [host]);
  const layout = useComputed(() => layoutOf(width.value));
  const hasTraces = useComputed(() => state.traces.value.length > 0);
  const Panes = layout.value === 'narrow' ? NarrowPanes : WidePanes;
  return (
    <div class={`shell ${layout.value}`}>
      <Toolbar state={state} intake={intake} host={host} />
      <Messages state={state} />
      {hasTraces.value ? (
        <Panes state={state} layout={layout.value} isCompact={isCompact} />
      ) : (
        <Start state={state} intake={intake} />
      )}
      <div class="drop-hint" aria-hidden="true">
        Drop files of OTLP here
      </div>
      <div class="told" role="status" aria-live="polite">
        {state.messages.notice}
      </div>
    </div>
  );
}
