import { count } from '../parts/format.js';
import { ZOOM_STEP } from './pane.jsx';

/**
 * @param {{
 *   graphState: import('./graph-state.js').GraphState,
 *   mover: { current: import('./pane.jsx').Mover | null },
 * }} props
 */
export function Tools({ graphState, mover }) {
  const { only, picture, isBusy, scale, state } = graphState;
  const isOnly = only.value !== undefined;
  const canFold = !isOnly && picture.value?.trace.spans.some(({ parent }) => parent >= 0);
  return (
    <div class="graph-tools" role="toolbar" aria-label="Graph">
      <span class="graph-told muted cut">{summaryOf(graphState)}</span>
      {isBusy.value && <span class="graph-busy muted">Laying out…</span>}
      <button
        type="button"
        aria-pressed={isOnly}
        disabled={!isOnly && !state.selection.value}
        title="Show only the selected step, what it was made of, and what was made of it (o)"
        onClick={graphState.toggleOnly}
      >
        Lineage only
      </button>
      <button
        type="button"
        disabled={!canFold}
        title="Open as many groups as there is room for"
        onClick={graphState.openAll}
      >
        Expand
      </button>
      <button type="button" disabled={!canFold} title="Fold all groups" onClick={graphState.foldAll}>
        Fold
      </button>
      <span class="graph-zoom">
        <button
          type="button"
          aria-label="Zoom out"
          title="Zoom out (-)"
          onClick={() => mover.current?.zoom(1 / ZOOM_STEP)}
        >
          −
        </button>
        <button type="button" class="graph-fit" title="Fit the graph (0)" onClick={() => mover.current?.fit()}>
          <span class="told">Fit the graph, now at </span>
          <Scale scale={scale} />
        </button>
        <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => mover.current?.zoom(ZOOM_STEP)}>
          +
        </button>
      </span>
    </div>
  );
}

/** Alone, so that zooming renders nothing else. @param {{ scale: import('@preact/signals').Signal<number> }} props */
const Scale = ({ scale }) => <>{Math.round(100 * scale.value)} %</>;

/** @param {import('./graph-state.js').GraphState} graphState */
function summaryOf({ picture }) {
  const shown = picture.value;
  if (!shown) return '';
  const { spans, edges } = shown.graph.leftOut;
  const { length } = shown.trace.spans;
  return [
    count(length, 'step'),
    count(shown.trace.links.length, 'link'),
    ...(spans > 0 ? [`${spans.toLocaleString('en')} folded`] : []),
    ...(edges > 0 ? [`${count(edges, 'weaker link')} not drawn`] : []),
  ].join(' · ');
}
