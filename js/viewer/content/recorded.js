// Values of attributes with places: texts, lists and maps, and lists that were recorded as an attribute for each member.
import { isRecord, listOf, plainValue, textOf } from '../otlp/any-value.js';
import { nodeIn } from './node.js';
import { Text } from './text.js';

/** @typedef {import('./node.js').Node} Node */
/** @typedef {Map<string, Branch | Node>} Branch */

const MAX_DEPTH = 32;
const INDEX = /^\d{1,9}$/;

/** @param {any} value an AnyValue @param {string} attribute @returns {Node} */
export function nodeOfValue(value, attribute, depth = 0) {
  if (isRecord(value) && depth < MAX_DEPTH) {
    if (isRecord(value.arrayValue))
      return {
        type: 'array',
        items: listOf(value.arrayValue.values).map((item, at) => nodeOfValue(item, `${attribute}[${at}]`, depth + 1)),
      };
    if (isRecord(value.kvlistValue))
      return {
        type: 'object',
        members: listOf(value.kvlistValue.values)
          .filter(isRecord)
          .map((member) => [
            textOf(member.key),
            nodeOfValue(member.value, `${attribute}.${textOf(member.key)}`, depth + 1),
          ]),
      };
  }
  const plain = plainValue(value);
  if (typeof plain === 'string') return nodeOfText(plain, attribute);
  const type =
    plain === null || typeof plain === 'object' ? 'null' : /** @type {'number' | 'boolean'} */ (typeof plain);
  return { type, text: new Text(String(plain), attribute) };
}

/** @param {string} value of an attribute @param {string} attribute @returns {Node} */
export function nodeOfText(value, attribute) {
  const text = new Text(value, attribute);
  return nodeIn(text) ?? { type: 'string', text };
}

/** @param {readonly { key: string, value: any }[]} attributes those below a prefix, which their keys are without @param {(key: string) => string} attributeOf @returns {Node} */
export function nodeOfFlattened(attributes, attributeOf) {
  /** @type {Branch} */
  const root = new Map();
  for (const { key, value } of attributes) {
    const path = key.split('.');
    const names = [
      ...path.slice(0, MAX_DEPTH - 1),
      ...(path.length >= MAX_DEPTH ? [path.slice(MAX_DEPTH - 1).join('.')] : []),
    ];
    const last = /** @type {string} */ (names.pop());
    let branch = root;
    for (const name of names) {
      const found = branch.get(name);
      const next = found instanceof Map ? found : new Map();
      branch.set(name, next);
      branch = next;
    }
    if (!branch.has(last)) branch.set(last, nodeOfValue(value, attributeOf(key)));
  }
  return nodeOfBranch(root);
}

/** @param {Branch | Node} branch @returns {Node} */
function nodeOfBranch(branch) {
  if (!(branch instanceof Map)) return branch;
  const names = [...branch.keys()];
  if (names.every((name) => INDEX.test(name)))
    return {
      type: 'array',
      items: names
        .sort((a, b) => Number(a) - Number(b))
        .map((name) => nodeOfBranch(/** @type {Branch} */ (branch.get(name)))),
    };
  return { type: 'object', members: [...branch].map(([name, inner]) => [name, nodeOfBranch(inner)]) };
}
