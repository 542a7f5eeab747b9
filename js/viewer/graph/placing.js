// Where the view is put by itself: until the user moves it, it keeps showing the beginning of the graph, or all of it.
import { bringIn, fit, open } from './viewport.js';
import { nodeId } from './visible.js';

/** @typedef {import('./graph-state.js').GraphState} GraphState */
/** @typedef {(viewport: import('./viewport.js').Viewport) => unknown} Move */

/** @param {GraphState} graphState @param {Move} move */
export function placeView({ picture, view, state }, move) {
  const shown = picture.peek();
  if (!shown || view.keeps === 'place' || view.pane.width === 0) return;
  const { graph, layout } = shown;
  if (view.keeps === 'whole') {
    move(fit(layout.bounds, view.pane));
    return;
  }
  const first = graph.nodes.find(({ type }) => type === 'span') ?? graph.nodes[0];
  move(open(layout.bounds, view.pane, first && layout.nodes[first.id]));
  const selected = layout.nodes[nodeId(state.selection.peek()?.spanId ?? '')];
  if (selected) move(bringIn(view.viewport, selected, view.pane));
}

/** Shows a new picture from its beginning, if it is of another trace or asked for, and brings in a span that was selected. @param {GraphState} graphState @param {Move} move */
export function followPicture(graphState, move) {
  const { followed, picture, state, view } = graphState;
  const shown = picture.value;
  const spanId = state.selection.value?.spanId;
  if (!shown) return;
  if (followed.opening !== shown.opening) {
    followed.opening = shown.opening;
    if (!shown.opening.isResize) view.keeps = 'beginning';
    placeView(graphState, move);
  }
  const isKnown = shown.trace.spans.some((one) => one.spanId === spanId);
  const box = !isKnown || followed.spanId === spanId ? undefined : shown.layout.nodes[nodeId(spanId ?? '')];
  if (box) move(bringIn(view.viewport, box, view.pane));
  if (box || spanId === undefined) followed.spanId = spanId;
  move(view.viewport);
}
