// What is left of a span's content to show: a page can show only so much.
import { opened } from './node.js';

/** @typedef {import('../model.js').Block} Block */
/** @typedef {import('../model.js').TreeNode} TreeNode */
/** @typedef {import('./node.js').Node} Node */
/** @typedef {import('./text.js').Text} Text */

/** Characters of one text. */
const MAX_TEXT = 20_000;
/** Of all texts together; after these, texts begin only. */
const MAX_ALL = 2_000_000;
const BEGINNING = 200;
const [MAX_TREE_DEPTH, MAX_TREE_NODES] = [32, 5000];
export const MAX_ITEMS = 1000;

export class Reading {
  #marks;
  #isFull;
  #left = MAX_ALL;
  #nodes = MAX_TREE_NODES;

  /** @param {import('./marks.js').Marks} marks @param {boolean} isFull */
  constructor(marks, isFull) {
    this.#marks = marks;
    this.#isFull = isFull;
  }

  /** @param {Text} text @returns {Block} */
  text(text) {
    const runs = this.#runs(text);
    return { type: 'text', runs, rest: text.text.length - lengthOf(runs) };
  }

  /** @param {Node} node @returns {Block} */
  tree(node) {
    this.#nodes = MAX_TREE_NODES;
    return { type: 'tree', node: this.#treeNode(node, undefined, 0) };
  }

  /** @param {Text} text */
  #runs(text) {
    const most = this.#isFull ? Number.POSITIVE_INFINITY : this.#left > 0 ? MAX_TEXT : BEGINNING;
    const length = fitting(text.text, most);
    this.#left -= length;
    return this.#marks.runs(text, length);
  }

  /** @param {Node} given @param {string | undefined} key @param {number} depth @returns {TreeNode} */
  #treeNode(given, key, depth) {
    const node = opened(given);
    const named = { ...(key !== undefined && { key }), type: node.type };
    if ('text' in node) {
      const runs = this.#runs(node.text);
      const more = node.text.text.length - lengthOf(runs);
      return { ...named, runs, ...(more > 0 && { more }) };
    }
    const all =
      node.type === 'object' ? node.members : node.items.map((item) => /** @type {const} */ ([undefined, item]));
    const count = depth < MAX_TREE_DEPTH ? Math.max(0, Math.min(all.length, this.#nodes)) : 0;
    this.#nodes -= count;
    const children = all.slice(0, count).map(([name, value]) => this.#treeNode(value, name, depth + 1));
    return { ...named, children, ...(all.length > count && { more: all.length - count }) };
  }
}

/** @param {{ text: string }[]} runs */
const lengthOf = (runs) => runs.reduce((sum, { text }) => sum + text.length, 0);

/** How many characters are shown; both halves of a character, or none. @param {string} text @param {number} most */
function fitting(text, most) {
  if (text.length <= most) return text.length;
  const last = text.charCodeAt(most - 1);
  return last >= 0xd800 && last < 0xdc00 ? most - 1 : most;
}
