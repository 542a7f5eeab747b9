// Recognizes CommonJS: scripts that use its names without declaring them.
import { boundNames, varNames } from './names.js';
import { children, isFunction } from './parse.js';

/** @typedef {import('./parse.js').Node} Node */

/** @param {Node} program */
export const isCommonJs = (program) => program.sourceType !== 'module' && uses(program, new Set());

/** @param {Node} node @param {Set<string>} around the names that are declared around it @returns {boolean} */
function uses(node, around) {
  const names = declaredIn(node);
  const declared = names.length > 0 ? new Set([...around, ...names]) : around;
  const isFree = (/** @type {Node} */ each, /** @type {string} */ name) =>
    each.type === 'Identifier' && each.name === name && !declared.has(name);
  return isUse(node, isFree) || [...children(node)].some((child) => uses(child, declared));
}

/** @param {Node} node @param {(node: Node, name: string) => boolean} isFree */
function isUse(node, isFree) {
  switch (node.type) {
    case 'CallExpression':
      // Compilers pass `exports` to the function that fills it.
      return (
        isFree(node.callee, 'require') || node.arguments.some((/** @type {Node} */ each) => isFree(each, 'exports'))
      );
    case 'MemberExpression':
      return isFree(node.object, 'module') && (node.computed ? node.property.value : node.property.name) === 'exports';
    case 'AssignmentExpression':
      return node.left.type === 'MemberExpression' && isFree(node.left.object, 'exports');
    default:
      return false;
  }
}

/** Returns the names that a scope declares. @param {Node} node @returns {string[]} */
function declaredIn(node) {
  const names = [...children(node)].flatMap(declaredBy);
  if (node.type === 'CatchClause' && node.param) return boundNames(node.param);
  if (node.type === 'Program') return [...names, ...varNames(node)];
  if (!isFunction(node)) return names;
  return [...[node.id ?? [], node.params].flat().flatMap(boundNames), ...varNames(node.body)];
}

/** @param {Node} node @returns {string[]} */
function declaredBy(node) {
  if (node.declare) return [];
  if (node.type === 'VariableDeclaration') return node.declarations.flatMap(boundNames);
  return node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration' ? [node.id?.name ?? []].flat() : [];
}
