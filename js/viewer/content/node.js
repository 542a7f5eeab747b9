// Values with places: JSON in a text, and values that were recorded as several attributes.
import { parseTree } from 'jsonc-parser';

/** @typedef {import('./text.js').Text} Text */
/** @typedef {{ type: 'object', members: [key: string, value: Node][] }} ObjectNode */
/** @typedef {{ type: 'array', items: Node[] }} ArrayNode */
/** @typedef {{ type: 'string' | 'number' | 'boolean' | 'null', text: Text }} ScalarNode */
/** `place`: of JSON, where it is in the attribute's string. @typedef {(ObjectNode | ArrayNode | ScalarNode) & { place?: [number, number] }} Node */

/** Longer JSON is shown as text. */
const MAX_PARSED = 8 << 20;
/** Deeper JSON is shown as it is written. */
const MAX_DEPTH = 100;
/** Of JSON in strings of JSON. */
const MAX_OPENED = 3;
const JSON_VALUE = /^\s*[[{"]/;
/** A string within a value may be a quotation. */
const JSON_IN_STRING = /^\s*[[{]/;

/** @type {WeakMap<Text, Node | undefined>} */
const parsed = new WeakMap();

/** @param {Text} text @returns {Node | undefined} undefined if it is no JSON of an object, a list or a string */
export function nodeIn(text) {
  if (!parsed.has(text)) parsed.set(text, parse(text));
  return parsed.get(text);
}

/** @param {Node} node @returns {Node} what the JSON in a string means, or the node itself */
export function opened(node) {
  let current = node;
  for (let count = 0; count < MAX_OPENED && current.type === 'string'; count++) {
    const inner = JSON_IN_STRING.test(current.text.text) ? nodeIn(current.text) : undefined;
    if (!inner) break;
    current = inner;
  }
  return current;
}

/** @param {Text} text @returns {Node | undefined} */
function parse(text) {
  if (text.text.length > MAX_PARSED || !JSON_VALUE.test(text.text)) return undefined;
  try {
    // The other parser forgives too much.
    JSON.parse(text.text);
    const root = parseTree(text.text, [], { disallowComments: true });
    return root && located(root, text, 0);
  } catch {
    return undefined;
  }
}

/** @param {import('jsonc-parser').Node} json @param {Text} text @param {number} depth @returns {Node} */
function located(json, text, depth) {
  const [from, to] = [json.offset, json.offset + json.length];
  const place = /** @type {[number, number]} */ ([text.placeOf(from), text.placeOf(to)]);
  if (json.type === 'string') return { type: 'string', text: text.decode(from, to, json.value), place };
  if (depth > MAX_DEPTH) return { type: 'string', text: text.slice(from, to), place };
  const children = json.children ?? [];
  if (json.type === 'array')
    return { type: 'array', items: children.map((child) => located(child, text, depth + 1)), place };
  if (json.type !== 'object')
    return { type: /** @type {ScalarNode['type']} */ (json.type), text: text.slice(from, to), place };
  const members = children.flatMap(({ children: [key, value] = [] }) =>
    key && value ? [/** @type {[string, Node]} */ ([key.value, located(value, text, depth + 1)])] : [],
  );
  return { type: 'object', members, place };
}

/** The member of one of these names, the first name first. Null counts as none. @param {Node | undefined} node @param {readonly string[]} names @returns {Node | undefined} */
export function memberOf(node, names) {
  if (node?.type !== 'object') return undefined;
  for (const name of names) {
    const found = node.members.filter(([key]) => key === name).at(-1)?.[1];
    if (found && found.type !== 'null') return found;
  }
  return undefined;
}

/** @param {Node | undefined} node @param {readonly string[]} names @returns {string | undefined} */
export function wordOf(node, names) {
  const found = memberOf(node, names);
  return found && 'text' in found ? found.text.text.slice(0, MAX_WORD) : undefined;
}

const MAX_WORD = 500;

/** The members of an object that say something. @param {ObjectNode} node */
export const filled = (node) => node.members.filter(([, value]) => !isEmpty(value));

/** What is left of them without some. @param {ObjectNode} node @param {ReadonlySet<string>} names @returns {ObjectNode | undefined} undefined if nothing is left */
export function without(node, names) {
  const members = filled(node).filter(([key]) => !names.has(key));
  return members.length > 0 ? { type: 'object', members } : undefined;
}

/** @param {Node} node */
function isEmpty(node) {
  if ('text' in node) return node.type === 'null' || node.text.text === '';
  return (node.type === 'object' ? node.members : node.items).length === 0;
}
