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
      const children = node.type === 'object' ? node.members.map(([, value]) => value) : node.items;
      const next = firstHolder(children, range);
      if (!next) return leaves(node, range, most);
      node = next;
    }
  }
  if (!text) return '';
  const [start, end] = text.within(from, to);
  return text.text.slice(start, Math.min(end, start + most));
}

/** @param {readonly Node[]} nodes @param {readonly [number, number]} range */
const firstHolder = (nodes, [from, to]) =>
  nodes.find((node) => {
    const [start, end] = placeOf(node);
    return start <= from && to <= end;
  });

/** @param {Node} node @returns {[number, number]} */
const placeOf = (node) => node.place ?? ('text' in node ? node.text.range : [0, Number.POSITIVE_INFINITY]);

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
      const children = inner.type === 'object' ? inner.members.map(([, value]) => value) : inner.items;
      waiting.push(...[...children].reverse());
    }
  }
  return words.join(' ').slice(0, most);
}
