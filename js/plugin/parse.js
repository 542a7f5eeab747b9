// Parses JavaScript, TypeScript and JSX.
import { parse as parseWith } from '@babel/parser';

/**
 * An ESTree node, with the members that are used here.
 * @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node
 */

const TYPESCRIPT = /\.[cm]?tsx?$/;
const WITHOUT_JSX = /\.[cm]?ts$/;

/** @param {string} code @param {string} id a path, perhaps with a query @returns {Node} */
export function parse(code, id) {
  // A query may end in the language of one part of a file: `App.vue?vue&type=script&lang.ts`.
  const isTyped = TYPESCRIPT.test(id) || TYPESCRIPT.test(id.replace(/\?.*/, ''));
  const hasJsx = !(WITHOUT_JSX.test(id) || WITHOUT_JSX.test(id.replace(/\?.*/, '')));
  const { program } = parseWith(code, {
    sourceType: 'unambiguous',
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    attachComment: false,
    createParenthesizedExpressions: true,
    errorRecovery: true,
    plugins: [
      'estree',
      'decorators',
      'decoratorAutoAccessors',
      'explicitResourceManagement',
      ...(isTyped ? /** @type {const} */ (['typescript']) : []),
      ...(hasJsx ? /** @type {const} */ (['jsx']) : []),
    ],
  });
  return /** @type {any} */ (program);
}

/** A node's direct children. @param {Node} node @returns {Generator<Node>} */
export function* children(node) {
  for (const [key, value] of Object.entries(node)) {
    if (key === 'loc' || key === 'extra') continue;
    for (const each of Array.isArray(value) ? value : [value]) if (typeof each?.type === 'string') yield each;
  }
}

/** @param {Node} node */
export const isFunction = ({ type }) =>
  type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';

/** @param {Node} node */
export const awaitsDisposal = (node) => node.type === 'VariableDeclaration' && node.kind === 'await using';
