// Values as trees: JSON, the strings in it, and the JSON in those strings.
import { key, normal } from './normal.js';

/**
 * @typedef {Object} Node
 * @property {'object' | 'array' | 'string' | 'number' | 'other'} type
 * @property {Node | undefined} parent
 * @property {string | undefined} name the key it stands under, if any; list items have that of their list's
 * @property {string} path
 * @property {Node[]} children those of a string are the JSON values found in it
 * @property {string} canon equal for equal values
 * @property {string} text of a string
 * @property {number} own letters and digits of telling values
 * @property {number} keys letters and digits of keys
 * @property {[number, number]} [range] where in the string it stands, of JSON in a string
 */

const COMMON = new Set(
  `ok true false yes no null none undefined nan success failed error done pending unknown default active text json user assistant system tool
  message content stop function object list string number chatcompletion toolcalls enduturn tooluse tooluseid completed`.split(
    /\s+/,
  ),
);
const DEEPEST_TEXT = 4;

/** Whether a text says nothing by itself. @param {string} text */
export const isCommonplace = (text) => key(text).length < 3 || COMMON.has(key(text));

/** @param {unknown} value @param {string} path @returns {Node} */
export const treeOf = (value, path) => build(value, path, undefined, undefined, DEEPEST_TEXT);

/** @param {unknown} value @param {string} path @param {Node | undefined} parent @param {string | undefined} name @param {number} depth @returns {Node} */
function build(value, path, parent, name, depth) {
  /** @type {Node} */
  const node = { type: 'other', parent, name, path, children: [], canon: `${value}`, text: '', own: 0, keys: 0 };
  if (typeof value === 'string') {
    node.type = 'string';
    node.text = value;
    node.canon = JSON.stringify(value.trim());
    node.own = isCommonplace(value) ? 0 : normal(value).chars.length;
    if (depth > 0) {
      for (const { inner, range } of jsonIn(value)) {
        const child = build(inner, path, node, undefined, depth - 1);
        if (child.own + child.keys >= 8) node.children.push(Object.assign(child, { range }));
      }
    }
  } else if (typeof value === 'number') {
    node.type = 'number';
    const digits = String(value)
      .replace(/e.*|[^\d]/g, '')
      .replace(/^0+|0+$/g, '');
    node.own = digits.length >= 3 ? digits.length : 0;
  } else if (value !== null && typeof value === 'object') {
    const isList = Array.isArray(value);
    node.type = isList ? 'array' : 'object';
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    node.children = entries.map(([k, item]) =>
      build(item, isList ? `${path}[${k}]` : `${path}.${k}`, node, isList ? name : k, depth),
    );
    for (const child of node.children) {
      node.own += child.own;
      node.keys += child.keys + (isList ? 0 : normal(child.name ?? '').chars.length);
    }
    const parts = node.children.map((child) => (isList ? child.canon : `${JSON.stringify(child.name)}:${child.canon}`));
    node.canon = isList ? `[${parts.join()}]` : `{${parts.sort().join()}}`;
  }
  return node;
}

/** The objects and lists that stand in a text. @param {string} text @returns {{ inner: unknown, range: [number, number] }[]} */
function jsonIn(text) {
  const found = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '{' && text[at] !== '[') continue;
    const end = closing(text, at);
    const inner = end > 0 ? parsed(text.slice(at, end)) : undefined;
    if (inner === undefined) continue;
    found.push({ inner, range: /** @type {[number, number]} */ ([at, end]) });
    at = end - 1;
  }
  return found;
}

/** Behind the bracket that closes the one at `at`; 0 when there is none. @param {string} text @param {number} at */
function closing(text, at) {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++;
    } else if (c === '{' || c === '[') depth++;
    else if ((c === '}' || c === ']') && --depth === 0) return i + 1;
  }
  return 0;
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A node and all below it. @param {Node} node @returns {Generator<Node>} */
export function* nodesOf(node) {
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}
