// The sources of the selected span, as the reader numbers them, on the nodes that stand for them.

/** @typedef {import('../reader/reading.js').Source} Source */

/** Of those that a folded node stands for. */
export const MAX_BADGES = 3;

/**
 * @param {Pick<import('./graph-state.js').Picture, 'trace' | 'graph'>} picture @param {import('../reader/reading.js').Reading | undefined} reading
 * @param {string} [selected] its output may be made of its own input: it has no number
 * @returns {Map<string, Source[]>}
 */
export function sourcesByNode({ trace, graph }, reading, selected) {
  /** @type {Map<string, Source[]>} */
  const byNode = new Map();
  if (!reading) return byNode;
  const indexes = new Map(trace.spans.map(({ spanId }, index) => [spanId, index]));
  for (const source of reading.sources) {
    const span = indexes.get(source.spanId);
    const node = span === undefined || source.spanId === selected ? undefined : graph.nodeOf(span);
    if (node !== undefined) byNode.set(node, [...(byNode.get(node) ?? []), source]);
  }
  return byNode;
}

/** What a screen reader hears of them. @param {readonly Source[]} sources @param {import('../reader/reading.js').Mode} mode */
export const sourcesText = (sources, mode) =>
  `${mode === 'origins' ? 'source' : 'use'} ${sources.map(({ number }) => number).join(', ')} of the selected step`;
