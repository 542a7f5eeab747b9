// Keeps a node where it was when the graph is laid out anew.

/** @typedef {import('../layout/layout.js').Layout} Layout */
/** @typedef {import('../layout/layout.js').Box} Box */

/**
 * The layout, moved so that a node keeps its place. It stays as it is if one of both has no such node.
 * @param {Layout} layout @param {Layout | undefined} before @param {string | undefined} anchor
 */
export function keepInPlace(layout, before, anchor) {
  const [old, now] = anchor === undefined ? [] : [before?.nodes[anchor], layout.nodes[anchor]];
  return old && now ? moved(layout, old.x - now.x, old.y - now.y) : layout;
}

/** @param {Layout} layout @param {number} dx @param {number} dy @returns {Layout} */
function moved({ nodes, groups, edges, bounds }, dx, dy) {
  const box = (/** @type {Box} */ { x, y, width, height }) => ({ x: x + dx, y: y + dy, width, height });
  const point = (/** @type {import('../layout/layout.js').Point} */ [x, y]) =>
    /** @type {import('../layout/layout.js').Point} */ ([x + dx, y + dy]);
  return {
    nodes: mapped(nodes, box),
    groups: mapped(groups, box),
    edges: mapped(edges, ({ points, label }) => ({ points: points.map(point), label: label && point(label) })),
    bounds: box(bounds),
  };
}

/** @template T @param {Record<string, T>} record @param {(value: T) => T} change @returns {Record<string, T>} */
const mapped = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** The node nearest to a point of the graph. @param {Layout} layout @param {number} x @param {number} y */
export function nearestNode({ nodes }, x, y) {
  let nearest;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, box] of Object.entries(nodes)) {
    const distance = Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
    if (distance < least) [nearest, least] = [id, distance];
  }
  return nearest;
}
