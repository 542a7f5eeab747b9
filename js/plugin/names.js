// What names a piece of code declares.
import { children, isFunction } from './parse.js';

/** @typedef {import('./parse.js').Node} Node */

/** What `var` declares in this function. @param {Node} node @returns {string[]} */
export function varNames(node) {
  if (isFunction(node)) return [];
  const own =
    node.type === 'VariableDeclaration' && node.kind === 'var' && !node.declare
      ? node.declarations.flatMap(boundNames)
      : [];
  return [...own, ...[...children(node)].flatMap(varNames)];
}

/** @param {Node} node a declarator, or a part of what it binds @returns {string[]} */
export function boundNames(node) {
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'VariableDeclarator':
      return boundNames(node.id);
    case 'AssignmentPattern':
      return boundNames(node.left);
    case 'Property':
      return boundNames(node.value);
    default:
      return [...children(node)].flatMap(boundNames);
  }
}
