// The other ends of what a span shares with others.
import { opened } from './node.js';

/** @typedef {import('../model.js').Connection} Connection */
/** @typedef {import('./node.js').Node} Node */
/** @typedef {import('../../types/linker.js').PartOfSpan} PartOfSpan */
/** The other ends, and the places in this span that they belong to, by index. @typedef {{ connections: Connection[], marks: (import('./marks.js').Mark & { attribute: string })[] }} Connected */
/** @typedef {{ attribute: string, range: [number, number], via: Connection['via'], other: PartOfSpan }} Part of this span, and the other end */

export const MAX_EXCERPT = 300;

/**
 * @param {readonly Part[]} parts nearest first @param {'origins' | 'uses'} list
 * @param {(spanId: string, attribute: string) => Node | undefined} nodeOf
 * @returns {Connected}
 */
export function connect(parts, list, nodeOf) {
  /** @type {Map<string, number>} */
  const indexes = new Map();
  /** @type {Connection[]} */
  const connections = [];
  const marks = parts.map(({ attribute, range: [start, end], via, other }) => {
    const { spanId, side, range } = other;
    const key = `${spanId} ${side} ${range} ${via} ${other.attribute}`;
    const known = indexes.get(key);
    const index = known ?? connections.length;
    if (known === undefined) {
      const node = nodeOf(spanId, other.attribute);
      const text = node ? wordsAt(node, range, MAX_EXCERPT) : '';
      indexes.set(key, index);
      connections.push({ spanId, side, attribute: other.attribute, range: [range[0], range[1]], via, text });
    }
    return { attribute, start, end, list, index };
  });
  return { connections, marks };
}

/** What stands in a range of an attribute's string, decoded. @param {Node} root @param {readonly [number, number]} range @param {number} most @returns {string} */
export function wordsAt(root, range, most) {
  const [from, to] = range;
  let text;
  for (let node = firstHolder([root], range); node; ) {
    if ('text' in node) text = node.text;
    const inner = opened(node);
    if (inner !== node) node = inner;
    else if ('text' in node) break;
    else {
      const next = firstHolder(childrenOf(node), range);
      if (!next) return leaves(node, range, most);
      node = next;
    }
  }
  if (!text) return '';
  const [start, end] = text.within(from, to);
  return text.text.slice(start, Math.min(end, start + most));
}

/** A list of JSON may have 100,000 items, and each of them a connection. @param {readonly Node[]} nodes in the order of their places @param {readonly [number, number]} range */
function firstHolder(nodes, [from, to]) {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placeOf(nodes[middle])[1] < to) low = middle + 1;
    else high = middle;
  }
  return low < nodes.length && placeOf(nodes[low])[0] <= from ? nodes[low] : undefined;
}

/** @param {Node} node @returns {[number, number]} */
const placeOf = (node) => node.place ?? ('text' in node ? node.text.range : [0, Number.POSITIVE_INFINITY]);

/** @type {WeakMap<Node, readonly Node[]>} */
const members = new WeakMap();

/** @param {import('./node.js').ObjectNode | import('./node.js').ArrayNode} node @returns {readonly Node[]} */
function childrenOf(node) {
  if (node.type === 'array') return node.items;
  const known = members.get(node) ?? node.members.map(([, value]) => value);
  members.set(node, known);
  return known;
}

/** The words of a list or an object. @param {Node} node @param {readonly [number, number]} range @param {number} most */
function leaves(node, [from, to], most) {
  const words = [];
  const waiting = [node];
  let length = 0;
  for (let next = waiting.pop(); next && length < most; next = waiting.pop()) {
    const inner = opened(next);
    const [start, end] = placeOf(inner);
    if (end <= from || start >= to) continue;
    if ('text' in inner) {
      const word = inner.text.text.slice(...inner.text.within(from, to));
      if (word) words.push(word);
      length += word.length + 1;
    } else {
      for (const child of [...childrenOf(inner)].reverse()) waiting.push(child);
    }
  }
  return words.join(' ').slice(0, most);
}
