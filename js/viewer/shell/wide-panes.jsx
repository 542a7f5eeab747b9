import { useSignal } from '@preact/signals';
import { PaneOf } from './pane.jsx';
import { Splitter } from './splitter.jsx';
import { Tabs } from './tabs.jsx';

const VIEWS = /** @type {const} */ ([
  { pane: 'graph', label: 'Graph' },
  { pane: 'timeline', label: 'Timeline' },
]);
const PANELS = /** @type {const} */ ([
  { pane: 'content', label: 'Content' },
  { pane: 'details', label: 'Details' },
]);
/** Widths, in pixels. */
const LIST = { initial: 280, min: 180, max: 480 };
const SIDE = { wide: { initial: 400, min: 300, max: 640 }, huge: { initial: 560, min: 300, max: 960 } };

/**
 * List, views and panels side by side.
 * @param {{ state: import('../state/state.js').State, layout: import('./layout.js').Layout, isCompact: boolean, show: (pane: import('./layout.js').Pane) => void }} props
 */
export function WidePanes({ state, layout, isCompact, show }) {
  const { view, panel } = state;
  const side = SIDE[layout === 'huge' ? 'huge' : 'wide'];
  const listSize = useSignal(LIST.initial);
  const sideSize = useSignal(/** @type {number} */ (side.initial));
  const hasSplitters = layout !== 'medium';
  return (
    <div class="panes" style={{ '--list': `${listSize.value}px`, '--side': `${sideSize.value}px` }}>
      {!isCompact && <PaneOf pane="list" state={state} />}
      {!isCompact && hasSplitters && <Splitter label="Width of the list" size={listSize} direction={1} {...LIST} />}
      {layout === 'huge' ? (
        <div class="both">
          <PaneOf pane="graph" state={state} />
          <PaneOf pane="timeline" state={state} />
        </div>
      ) : (
        <div class="tabbed">
          <Tabs label="Views" tabs={VIEWS} shown={view.value} show={show} />
          <PaneOf pane={view.value} state={state} />
        </div>
      )}
      {hasSplitters && <Splitter label="Width of the panels" size={sideSize} direction={-1} {...side} />}
      <div class="tabbed">
        <Tabs label="Panels" tabs={PANELS} shown={panel.value} show={show} />
        <PaneOf pane={panel.value} state={state} />
      </div>
    </div>
  );
}
