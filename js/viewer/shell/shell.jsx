import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import base from '../styles/base.css';
import { addStyles } from '../styles/sheets.js';
import tokens from '../styles/tokens.css';
import { Help } from './help.jsx';
import { layoutOf, paneAtFirst } from './layout.js';
import { Messages } from './messages.jsx';
import { NarrowPanes } from './narrow-panes.jsx';
import notices from './notices.css';
import { takePageKeys } from './page-keys.js';
import panes from './panes.css';
import css from './shell.css';
import { onShellKey } from './shell-keys.js';
import { Start } from './start.jsx';
import toolbar from './toolbar.css';
import { Toolbar } from './toolbar.jsx';
import { WidePanes } from './wide-panes.jsx';

for (const sheet of [tokens, base, css, toolbar, panes, notices]) addStyles(sheet);

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
  const isHelpOpen = useSignal(false);
  const frame = useRef(/** @type {HTMLDivElement | null} */ (null));
  const openHelp = () => {
    isHelpOpen.value = true;
  };
  const pane = useSignal(paneAtFirst(state));
  const show = (/** @type {import('./layout.js').Pane} */ next) => {
    pane.value = next;
    if (next === 'graph' || next === 'timeline') state.view.value = next;
    if (next === 'content' || next === 'details') state.panel.value = next;
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) =>
    onShellKey(event, {
      '/': () => /** @type {HTMLElement | null | undefined} */ (frame.current?.querySelector('.search input'))?.focus(),
      '?': openHelp,
      f: () => {
        state.fit.value++;
      },
      g: () => show('graph'),
      t: () => show('timeline'),
      c: () => show('content'),
      d: () => show('details'),
      b: () => state.back(),
    });
  useLayoutEffect(() => takePageKeys(host, onKeyDown), [host, state]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that act in all of the element
    <div ref={frame} class={`shell ${layout.value}${isCompact ? ' compact' : ''}`} onKeyDown={onKeyDown}>
      {state.reading.value > 0 && <div class="progress" role="progressbar" aria-label="Reading" />}
      <Toolbar state={state} intake={intake} host={host} openHelp={openHelp} />
      {hasTraces.value ? (
        <Panes state={state} layout={layout.value} isCompact={isCompact} pane={pane} show={show} />
      ) : (
        <Start state={state} intake={intake} />
      )}
      <Messages state={state} />
      <Help isOpen={isHelpOpen} />
      <div class="drop-hint" aria-hidden="true">
        <span>Drop files of OTLP here</span>
      </div>
      <div class="told" role="status" aria-live="polite">
        {state.messages.notice}
      </div>
    </div>
  );
}
