// Which spans of a trace the graph shows: a group that is open shows its first children, any other is one node.
import { ancestorsOf } from './tree.js';

/** @typedef {import('./tree.js').Tree} Tree */
/** @typedef {import('../model.js').TraceModel} TraceModel */

/** Nodes that are shown without being asked for. */
export const MAX_NODES = 60;
/** Children that one press adds. */
const PAGE = 20;
/** A group that does not fit opens in part if so few nodes are shown without it. */
const FEW_NODES = 8;
/** Groups in groups that are opened to show a span. What is deeper stays in the last of them. */
const MAX_LEVELS = 40;
/** Stands for the trace, whose children are the roots. */
export const TRACE = '';

/**
 * @typedef {object} Folds by IDs of spans, so that they outlast a new version of the trace
 * @property {ReadonlyMap<string, number>} open how many children each open group shows
 * @property {ReadonlySet<string>} pinned spans that are shown wherever they stand among their siblings
 */

/** @type {Folds} */
export const FOLDED = { open: new Map(), pinned: new Set() };

/**
 * The children that an open group shows, and those that it leaves out.
 * @param {TraceModel} trace @param {number[]} siblings @param {number} limit @param {Folds} folds
 * @returns {{ shown: number[], rest: number[] }}
 */
export function pageOf({ spans }, siblings, limit, { pinned }) {
  if (siblings.length <= limit) return { shown: siblings, rest: [] };
  /** @type {number[]} */
  const shown = [];
  /** @type {number[]} */
  const rest = [];
  siblings.forEach((span, at) => {
    (at < limit || pinned.has(spans[span].spanId) ? shown : rest).push(span);
  });
  return { shown, rest };
}

/**
 * Opens groups from the roots down, breadth first, while there is room. What is open stays open.
 * @param {TraceModel} trace @param {Tree} tree @param {Folds} [folds]
 * @param {{ budget?: number, mayOpen?: (spanId: string) => boolean }} [options]
 * @returns {Folds}
 */
export function openUpTo(trace, tree, folds = FOLDED, { budget = MAX_NODES, mayOpen = () => true } = {}) {
  const open = new Map(folds.open);
  const shown = { open, pinned: folds.pinned };
  let room = budget;
  for (const { id, siblings } of groupsOf(trace, tree, shown)) room -= nodesOf(trace, siblings, open.get(id), shown);
  for (const { id, siblings } of groupsOf(trace, tree, shown)) {
    const limit = open.get(id);
    if ((limit ?? 0) >= siblings.length || (id !== TRACE && !mayOpen(id))) continue;
    const roomHere = room + nodesOf(trace, siblings, limit, shown);
    if (siblings.length <= roomHere) open.set(id, siblings.length);
    else if (limit === undefined && budget - room <= FEW_NODES) open.set(id, Math.max(1, roomHere - 1));
    room = roomHere - nodesOf(trace, siblings, open.get(id), shown);
  }
  return shown;
}

/**
 * The groups that are on the picture, folded or open, breadth first. Whoever opens one meanwhile gets what it shows.
 * @param {TraceModel} trace @param {Tree} tree @param {Folds} folds
 */
function* groupsOf(trace, tree, folds) {
  const groups = [{ id: TRACE, siblings: tree.roots }];
  for (const group of groups) {
    yield group;
    const limit = folds.open.get(group.id);
    if (limit === undefined) continue;
    for (const span of pageOf(trace, group.siblings, limit, folds).shown) {
      if (tree.children[span].length > 0) groups.push({ id: trace.spans[span].spanId, siblings: tree.children[span] });
    }
  }
}

/** @param {TraceModel} trace @param {number[]} siblings @param {number | undefined} limit @param {Folds} folds */
function nodesOf(trace, siblings, limit, folds) {
  if (limit === undefined) return 0;
  const { shown, rest } = pageOf(trace, siblings, limit, folds);
  return shown.length + (rest.length > 0 ? 1 : 0);
}

/**
 * Opens a group that is folded, and folds one that is open.
 * @param {Folds} folds @param {string} id @param {number} children @returns {Folds}
 */
export function toggle({ open, pinned }, id, children) {
  const next = new Map(open);
  if (!next.delete(id)) next.set(id, Math.min(children, PAGE));
  return { open: next, pinned };
}

/** @param {Folds} folds @param {string} id of the group @returns {Folds} */
export function showMore({ open, pinned }, id) {
  return { open: new Map(open).set(id, (open.get(id) ?? 0) + PAGE), pinned };
}

/** Leaves only the roots. @param {Folds} folds @returns {Folds} */
export function foldAll({ open }) {
  return { open: new Map([[TRACE, open.get(TRACE) ?? PAGE]]), pinned: new Set() };
}

/**
 * Opens what hides a span.
 * @param {TraceModel} trace @param {Tree} tree @param {Folds} folds @param {number} span @returns {Folds}
 */
export function reveal({ spans }, tree, folds, span) {
  const open = new Map(folds.open);
  const pinned = new Set(folds.pinned);
  for (const shown of [span, ...ancestorsOf(tree, span)].slice(-MAX_LEVELS)) {
    const parent = tree.parents[shown];
    const siblings = parent < 0 ? tree.roots : tree.children[parent];
    const id = parent < 0 ? TRACE : spans[parent].spanId;
    if (!open.has(id)) open.set(id, Math.min(siblings.length, PAGE));
    if (siblings.indexOf(shown) >= /** @type {number} */ (open.get(id))) pinned.add(spans[shown].spanId);
  }
  const same = open.size === folds.open.size && pinned.size === folds.pinned.size;
  return same ? folds : { open, pinned };
}
