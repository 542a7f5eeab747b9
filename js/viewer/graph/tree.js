// The spans of a trace as a tree.

/** @typedef {import('../model.js').TraceModel} TraceModel */

/**
 * @typedef {object} Tree
 * @property {number[]} roots indexes of spans
 * @property {number[][]} children of each span
 * @property {number[]} parents -1 for a root
 * @property {number[]} descendants how many spans are below each
 */

/**
 * @param {TraceModel} trace
 * @param {(span: number) => boolean} [contains] leaves other spans out; their children go to the nearest ancestor that is in
 * @returns {Tree}
 */
export function treeOf({ spans }, contains = () => true) {
  /** @type {number[]} */
  const roots = [];
  /** @type {number[][]} */
  const children = spans.map(() => []);
  const parents = spans.map(({ parent }, index) => {
    // Parents stand before their children, so any other order is a mistake that could be a cycle.
    while (parent >= 0 && !contains(parent)) parent = spans[parent].parent;
    return parent < index ? parent : -1;
  });
  for (const [index, parent] of parents.entries()) {
    if (!contains(index)) continue;
    (parent < 0 ? roots : children[parent]).push(index);
  }
  const descendants = spans.map(() => 0);
  for (let index = spans.length - 1; index >= 0; index--) {
    if (parents[index] >= 0 && contains(index)) descendants[parents[index]] += descendants[index] + 1;
  }
  return { roots, children, parents, descendants };
}

/** A span's ancestors, nearest first. @param {Tree} tree @param {number} span */
export function* ancestorsOf({ parents }, span) {
  for (let parent = parents[span]; parent >= 0; parent = parents[parent]) yield parent;
}
