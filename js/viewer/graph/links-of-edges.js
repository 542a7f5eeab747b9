// What is selected and pointed at when it is an edge.

/** @typedef {import('./graph-state.js').Picture} Picture */

/** The consumer, and the strongest link of the edge. @param {Picture} picture @param {string} id of an edge @returns {import('../state/state.js').Selection | undefined} */
export function linkOf({ trace, graph }, id) {
  const edge = graph.edges.find((one) => one.id === id);
  if (!edge) return undefined;
  const { from, to } = trace.links[edge.links[0]];
  const link = { from: trace.spans[from].spanId, to: trace.spans[to].spanId };
  return { spanId: link.to, link };
}

/**
 * @param {import('../state/state.js').State} state @param {Picture} picture
 * @param {import('./visible.js').GraphNode | undefined} node @param {string | undefined} edge
 */
export function pointAt(state, picture, node, edge) {
  const isSpan = node !== undefined && node.type !== 'more';
  const next = isSpan
    ? { spanId: picture.trace.spans[node.span].spanId }
    : edge === undefined
      ? undefined
      : linkOf(picture, edge);
  const before = state.hover.peek();
  const isSame = before?.spanId === next?.spanId && before?.link?.from === next?.link?.from;
  if (!isSame) state.hover.value = next;
}
