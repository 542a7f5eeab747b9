// How each node and edge looks: selected, part of the selected span's lineage, pointed at, or aside.

/** @typedef {import('./graph-state.js').Picture} Picture */
/** @typedef {import('../state/state.js').Selection} Selection */
/** @typedef {import('./bundles.js').Bundle} Bundle */

/**
 * @param {Picture} picture
 * @param {Selection | undefined} selection @param {Selection | undefined} hover
 * @param {import('./lineage.js').Lineage | undefined} lineage of the selected span
 * @param {readonly string[]} [found] IDs of spans that the search has found
 */
export function looksOf({ trace, graph }, selection, hover, lineage, found = []) {
  const nodeOf = (/** @type {string | undefined} */ spanId) => {
    const span = spanId === undefined ? -1 : trace.spans.findIndex((one) => one.spanId === spanId);
    return span < 0 ? undefined : graph.nodeOf(span);
  };
  const selected = nodeOf(selection?.spanId);
  const hovered = nodeOf(hover?.spanId);
  const lit = new Set();
  for (const span of lineage ? [...lineage.producers.keys(), ...lineage.consumers.keys()] : []) {
    const node = graph.nodeOf(span);
    if (node !== undefined) lit.add(node);
  }
  const withHits = nodesOf(trace, graph, new Set(found));
  const isLink = (/** @type {Bundle} */ edge, /** @type {Selection['link']} */ link) =>
    link !== undefined &&
    edge.links.some((index) => {
      const { from, to } = trace.links[index];
      return trace.spans[from].spanId === link.from && trace.spans[to].spanId === link.to;
    });
  const bySpan = new Map(graph.nodes.map(({ id, span, type }) => [id, type === 'more' ? -1 : span]));
  const touches = (/** @type {Bundle} */ edge, /** @type {string | undefined} */ node) =>
    node !== undefined &&
    [edge.from, edge.to].some((end) => bySpan.get(end) === bySpan.get(node) && bySpan.get(node) !== -1);

  return {
    selected,
    /** @param {import('./visible.js').GraphNode} node */
    node: (node) => {
      const hit = withHits.has(node.id) ? ' found' : '';
      if (node.id === selected) return `selected${node.id === hovered ? ' hovered' : ''}${hit}`;
      const isLit =
        lit.has(node.id) ||
        (node.type === 'result' && node.span === graph.nodes.find(({ id }) => id === selected)?.span);
      const state = !lineage ? '' : isLit ? 'lit' : 'dim';
      return `${state}${node.id === hovered ? ' hovered' : ''}${hit}`;
    },
    /** @param {Bundle} edge */
    edge: (edge) => {
      if (isLink(edge, selection?.link)) return 'selected';
      if (hover?.link ? isLink(edge, hover.link) : touches(edge, hovered)) return 'hovered';
      if (!lineage) return '';
      return edge.links.some((index) => lineage.links.has(index)) ? 'lit' : 'dim';
    },
  };
}

/** The nodes that stand for some spans. @param {Picture['trace']} trace @param {Picture['graph']} graph @param {ReadonlySet<string>} spanIds */
function nodesOf({ spans }, graph, spanIds) {
  if (spanIds.size === 0) return new Set();
  return new Set(spans.flatMap(({ spanId }, index) => (spanIds.has(spanId) ? (graph.nodeOf(index) ?? []) : [])));
}
