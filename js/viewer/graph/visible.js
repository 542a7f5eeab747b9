// The graph that is drawn: visible spans as nodes, open parents as groups around them, links bundled between both.
import { bundle } from './bundles.js';
import { pageOf, TRACE } from './folding.js';

/** @typedef {import('./tree.js').Tree} Tree */
/** @typedef {import('./folding.js').Folds} Folds */
/** @typedef {import('../model.js').TraceModel} TraceModel */

/**
 * A `header` is the node of an open group, where its input is; its output is the node of type `result`, if a link needs it.
 * @typedef {object} GraphNode
 * @property {string} id
 * @property {'span' | 'header' | 'result' | 'more'} type
 * @property {number} span index; of the group for `more`, -1 if that is the trace
 * @property {string} [group] the group it is in
 * @property {number} level depth in what is drawn, 1 for the outermost
 * @property {number} hidden spans that this node stands for besides its own
 * @property {boolean} folds whether it can be folded or opened
 */
/** @typedef {{ id: string, span: number, group?: string, header: string, result?: string }} Group */
/** @typedef {{ nodes: GraphNode[], groups: Group[], edges: import('./bundles.js').Bundle[], leftOut: { spans: number, edges: number }, nodeOf: (span: number) => string | undefined }} Graph */

/** @param {string} spanId */
export const nodeId = (spanId) => `span ${spanId}`;
/** @param {string} spanId */
export const groupId = (spanId) => `group ${spanId}`;
/** @param {string} spanId */
export const resultId = (spanId) => `result ${spanId}`;
/** @param {string} spanId */
export const moreId = (spanId) => `more ${spanId}`;

/**
 * @param {TraceModel} trace @param {Tree} tree @param {Folds} folds
 * @param {{ id: string, spans: number[] }[]} [beyond] spans outside of the tree that share a node
 * @returns {Graph}
 */
export function visibleGraph(trace, tree, folds, beyond = []) {
  /** @type {GraphNode[]} */
  const nodes = [];
  /** @type {Group[]} */
  const groups = [];
  /** The node of each span. @type {(string | undefined)[]} */
  const holders = trace.spans.map(() => undefined);
  /** Spans whose node stands for all that is below them. @type {Set<number>} */
  const covering = new Set();
  const cover = (/** @type {number} */ span, /** @type {string} */ node) => {
    holders[span] = node;
    covering.add(span);
  };

  /** @param {string} fold @param {number[]} siblings @param {number} parent @param {number} level */
  const show = (fold, siblings, parent, level) => {
    const group = parent < 0 ? undefined : groupId(fold);
    const { shown, rest } = pageOf(trace, siblings, folds.open.get(fold) ?? 0, folds);
    for (const span of shown) {
      const { spanId } = trace.spans[span];
      const folded = !folds.open.has(spanId);
      const isParent = tree.children[span].length > 0;
      const id = nodeId(spanId);
      const own = { id, span, level, folds: isParent };
      if (folded || !isParent) {
        nodes.push({ ...own, type: 'span', group, hidden: tree.descendants[span] });
        cover(span, id);
      } else {
        groups.push({ id: groupId(spanId), span, group, header: id });
        nodes.push({ ...own, type: 'header', group: groupId(spanId), hidden: 0 });
        holders[span] = id;
        show(spanId, tree.children[span], span, level + 1);
      }
    }
    if (rest.length === 0) return;
    const hidden = rest.reduce((sum, span) => sum + tree.descendants[span] + 1, 0);
    nodes.push({ id: moreId(fold), type: 'more', span: parent, group, level, hidden, folds: false });
    for (const span of rest) cover(span, moreId(fold));
  };
  show(TRACE, tree.roots, -1, 1);
  for (const [span, parent] of tree.parents.entries()) {
    const node = holders[parent];
    if (node !== undefined && holders[span] === undefined && covering.has(parent)) cover(span, node);
  }
  for (const { id, spans } of beyond) {
    if (spans.length === 0) continue;
    nodes.push({ id, type: 'more', span: -1, level: 1, hidden: spans.length, folds: false });
    for (const span of spans) holders[span] = id;
  }
  return connect(trace, nodes, groups, holders);
}

/** @param {TraceModel} trace @param {GraphNode[]} nodes @param {Group[]} groups @param {(string | undefined)[]} holders @returns {Graph} */
function connect(trace, nodes, groups, holders) {
  const groupOfHeader = new Map(groups.map((group) => [group.header, group]));
  const { edges, leftOut } = bundle(trace, (span, side) => {
    const node = holders[span];
    return side === 'output' && node !== undefined && groupOfHeader.has(node)
      ? resultId(trace.spans[span].spanId)
      : node;
  });
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const levels = new Map(nodes.map(({ id, level }) => [id, level]));
  for (const group of groups) {
    const id = resultId(trace.spans[group.span].spanId);
    if (!ends.has(id)) continue;
    group.result = id;
    const level = (levels.get(group.header) ?? 0) + 1;
    nodes.push({ id, type: 'result', span: group.span, group: group.id, level, hidden: 0, folds: false });
  }
  const spans = nodes.reduce((sum, { hidden }) => sum + hidden, 0);
  return { nodes, groups, edges, leftOut: { spans, edges: leftOut }, nodeOf: (span) => holders[span] };
}
