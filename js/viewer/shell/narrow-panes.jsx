import { useSignal, useSignalEffect } from '@preact/signals';
import { tabsOf } from './layout.js';
import { PaneOf } from './pane.jsx';
import { Tabs } from './tabs.jsx';

/**
 * One pane at a time.
 * @param {{ state: import('../state/state.js').State, isCompact: boolean }} props
 */
export function NarrowPanes({ state, isCompact }) {
  const tabs = tabsOf(isCompact);
  const shown = useSignal(/** @type {import('./layout.js').Pane} */ (state.traceId.value ? state.view.value : 'list'));
  useSignalEffect(() => {
    if (!state.traceId.value) shown.value = 'list';
    else if (shown.peek() === 'list') shown.value = state.view.peek();
  });
  const pane = tabs.some((tab) => tab.pane === shown.value) ? shown.value : tabs[0].pane;
  const show = (/** @type {import('./layout.js').Pane} */ next) => {
    shown.value = next;
    if (next === 'graph' || next === 'timeline') state.view.value = next;
    if (next === 'content' || next === 'details') state.panel.value = next;
  };
  return (
    <div class="panes">
      <Tabs label="Panes" tabs={tabs} shown={pane} show={show} />
      <PaneOf pane={pane} state={state} />
    </div>
  );
}
