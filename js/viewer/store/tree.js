// The order of the tree: a parent before its children, siblings by start.

/** @typedef {import('./span-row.js').Row} Row */
/** @typedef {{ row: Row, parent: number, depth: number }} TreeRow */

/** @param {ReadonlyMap<string, Row>} rows by ID @returns {TreeRow[]} every row once, also those whose parents form a cycle */
export function treeOf(rows) {
  const sorted = [...rows.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {Map<string, Row[]>} */
  const children = new Map();
  for (const row of sorted) {
    const siblings = children.get(row.parentSpanId);
    if (siblings) siblings.push(row);
    else children.set(row.parentSpanId, [row]);
  }
  /** @type {TreeRow[]} */
  const tree = [];
  const seen = new Set();
  /** Without recursion, as a tree may be as deep as it has spans. @param {Row} root */
  const add = (root) => {
    const waiting = [{ row: root, parent: -1, depth: 0 }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (seen.has(next.row)) continue;
      seen.add(next.row);
      const parent = tree.push(next) - 1;
      const below = children.get(next.row.spanId) ?? [];
      for (let at = below.length - 1; at >= 0; at--) waiting.push({ row: below[at], parent, depth: next.depth + 1 });
    }
  };
  for (const row of sorted) if (!rows.has(row.parentSpanId)) add(row);
  // The earliest of a cycle becomes a root.
  for (const row of sorted) if (!seen.has(row)) add(row);
  return tree;
}
