// Collects the names that code declares.
import { children, isFunction } from './parse.js';

/** @typedef {import('./parse.js').Node} Node */

/** The names that `var` declares in this function. @param {Node} node @returns {string[]} */
export function varNames(node) {
  if (isFunction(node)) return [];
  const own =
    node.type === 'VariableDeclaration' && node.kind === 'var' && !node.declare
      ? node.declarations.flatMap(boundNames)
      : [];
  return [...own, ...[...children(node)].flatMap(varNames)];
}

/** The names that a declarator or pattern binds. @param {Node} node @returns {string[]} */
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
