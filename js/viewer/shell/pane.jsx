import { DetailsView } from '../details/details-view.jsx';
import { GraphView } from '../graph/graph-view.jsx';
import { TraceList } from '../list/trace-list.jsx';
import { ContentView } from '../reader/content-view.jsx';
import { TimelineView } from '../timeline/timeline-view.jsx';
import { Skeleton } from './skeleton.jsx';

const VIEWS = { list: TraceList, graph: GraphView, timeline: TimelineView, content: ContentView, details: DetailsView };
const LABELS = { list: 'Traces', graph: 'Graph', timeline: 'Timeline', content: 'Content', details: 'Details' };

/** @param {{ pane: import('./layout.js').Pane, state: import('../state/state.js').State }} props */
export function PaneOf({ pane, state }) {
  const View = VIEWS[pane];
  return (
    <section class={`pane pane-${pane}`} aria-label={LABELS[pane]}>
      {pane === 'list' || state.trace.value ? <View state={state} /> : <NoTrace state={state} />}
    </section>
  );
}

/** @param {{ state: import('../state/state.js').State }} props */
function NoTrace({ state: { traceId, isMissing } }) {
  if (traceId.value && !isMissing.value) return <Skeleton />;
  return (
    <p class="nothing muted">
      {traceId.value ? `Trace ${traceId.value} has not come yet.` : 'Choose a trace in the list.'}
    </p>
  );
}
