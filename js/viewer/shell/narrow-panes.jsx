import { useSignalEffect } from '@preact/signals';
import { paneAtFirst, tabsOf } from './layout.js';
import { PaneOf } from './pane.jsx';
import { Tabs } from './tabs.jsx';

/**
 * One pane at a time.
 * @param {{ state: import('../state/state.js').State, isCompact: boolean, pane: import('@preact/signals').Signal<import('./layout.js').Pane>, show: (pane: import('./layout.js').Pane) => void }} props
 */
export function NarrowPanes({ state, isCompact, pane, show }) {
  const tabs = tabsOf(isCompact);
  useSignalEffect(() => {
    void state.openings.value;
    if (!state.traceId.peek() || pane.peek() === 'list') pane.value = paneAtFirst(state);
  });
  const shown = tabs.some((tab) => tab.pane === pane.value) ? pane.value : tabs[0].pane;
  return (
    <div class="panes">
      <Tabs label="Panes" tabs={tabs} shown={shown} show={show} />
      <PaneOf pane={shown} state={state} />
    </div>
  );
}
