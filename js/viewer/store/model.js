import { linkOf } from './span-row.js';
import { treeOf } from './tree.js';

/** @typedef {import('../model.js').TraceModel} TraceModel */
/** @typedef {import('../model.js').LinkRow} LinkRow */

/** @param {import('./trace.js').Trace} trace @param {import('./linked.js').Linked} linked @returns {TraceModel} */
export function modelOf({ traceId, version, rows, summary }, linked) {
  const tree = treeOf(rows);
  const { start, duration } = summary;
  const first = Math.round(start * 1000);
  /** A span without times stands at the start. @param {number} microseconds */
  const sinceStart = (microseconds) => Math.max(0, microseconds - first);
  return {
    traceId,
    version,
    start,
    duration,
    spans: tree.map(({ row, parent, depth }) => ({
      ...{ spanId: row.spanId, parent, depth, name: row.name, kind: linked.kinds[row.spanId] ?? row.kind },
      ...{
        service: row.service,
        start: sinceStart(row.start) / 1000,
        duration: (sinceStart(row.end) - sinceStart(row.start)) / 1000,
        status: row.status,
      },
      ...(row.model !== undefined && { model: row.model }),
      ...(row.tokens && { tokens: row.tokens }),
    })),
    links: linksOf(tree, linked),
    ...(linked.problem !== undefined && { problem: linked.problem }),
  };
}

/** Recorded and computed links, each once. @param {import('./tree.js').TreeRow[]} tree @param {import('./linked.js').Linked} linked @returns {LinkRow[]} */
function linksOf(tree, linked) {
  const indexes = new Map(tree.map(({ row }, index) => [row.spanId, index]));
  /** @type {Map<string, LinkRow>} */
  const links = new Map();
  for (const [to, { row }] of tree.entries()) {
    const computed = (linked.links[row.spanId] ?? []).map(({ spanId, attributes }) => linkOf(spanId, attributes));
    for (const { spanId, ...link } of [...row.links, ...computed]) {
      const from = indexes.get(spanId);
      const key = `${from} ${to} ${link.fromSide} ${link.toSide}`;
      if (from !== undefined && !links.has(key)) links.set(key, { from, to, ...link });
    }
  }
  return [...links.values()];
}
