// Finds the functions that wait and can be transformed.
import { varNames } from './names.js';
import { awaitsDisposal, children, isFunction } from './parse.js';

/** @typedef {import('./parse.js').Node} Node */

/**
 * @param {Node} program
 * @returns {{ waiting: Set<Node>, clashing: Node[] }} `waiting`: the async functions that wait; `clashing`: those that must be left as they are, because they
 *   declare a function and something else under one name, which a block (and so `try`) must not
 */
export function survey(program) {
  /** @type {Set<Node>} */
  const waiting = new Set();
  /** @type {Node[]} */
  const clashing = [];
  look(program, undefined);
  for (const fn of waiting) {
    if (!hasClash(fn.body)) continue;
    waiting.delete(fn);
    clashing.push(fn);
  }
  return { waiting, clashing };

  /** @param {Node} node @param {Node | undefined} fn the innermost function around it */
  function look(node, fn) {
    if (fn?.async && waits(node)) waiting.add(fn);
    const within = isFunction(node) ? node : fn;
    for (const child of children(node)) look(child, within);
  }
}

/** @param {Node} node */
const waits = (node) =>
  node.type === 'AwaitExpression' ||
  node.type === 'YieldExpression' ||
  (node.type === 'ForOfStatement' && node.await) ||
  awaitsDisposal(node);

/** @param {Node} body */
function hasClash(body) {
  if (body.type !== 'BlockStatement') return false;
  const functions = /** @type {Node[]} */ (body.body)
    .filter(({ type }) => type === 'FunctionDeclaration')
    .map(({ id }) => /** @type {string} */ (id.name));
  if (functions.length === 0) return false;
  const names = new Set(functions);
  return names.size < functions.length || varNames(body).some((name) => names.has(name));
}
