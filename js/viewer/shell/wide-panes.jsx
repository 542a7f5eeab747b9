import { PaneOf } from './pane.jsx';
import { Tabs } from './tabs.jsx';

const VIEWS = /** @type {const} */ ([
  { pane: 'graph', label: 'Graph' },
  { pane: 'timeline', label: 'Timeline' },
]);
const PANELS = /** @type {const} */ ([
  { pane: 'content', label: 'Content' },
  { pane: 'details', label: 'Details' },
]);

/**
 * List, views and panels side by side.
 * @param {{ state: import('../state/state.js').State, layout: import('./layout.js').Layout, isCompact: boolean }} props
 */
export function WidePanes({ state, layout, isCompact }) {
  const { view, panel } = state;
  return (
    <div class="panes">
      {!isCompact && <PaneOf pane="list" state={state} />}
      {layout === 'huge' ? (
        <div class="both">
          <PaneOf pane="graph" state={state} />
          <PaneOf pane="timeline" state={state} />
        </div>
      ) : (
        <div class="tabbed">
          <Tabs
            label="Views"
            tabs={VIEWS}
            shown={view.value}
            show={(next) => {
              view.value = next;
            }}
          />
          <PaneOf pane={view.value} state={state} />
        </div>
      )}
      <div class="tabbed">
        <Tabs
          label="Panels"
          tabs={PANELS}
          shown={panel.value}
          show={(next) => {
            panel.value = next;
          }}
        />
        <PaneOf pane={panel.value} state={state} />
      </div>
    </div>
  );
}
