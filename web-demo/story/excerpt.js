// A long text, short: what is marked, with some words around it, and how much was left out.
import { element } from '../dom.js';

const FEWEST_LEFT_OUT = 40;

/** @typedef {{ range: [number, number], passage: number, number: number }} Mark */

/**
 * @param {string} text @param {Mark[]} marks
 * @param {{ around?: number, start?: number, end?: number }} [shown] characters on both sides of what is marked, and at the ends of the
 * text; everything without it
 * @returns {(Node | string)[]}
 */
export function excerpt(text, marks, { around = Number.POSITIVE_INFINITY, start = 0, end = 0 } = {}) {
  const nodes = [];
  let at = 0;
  for (const { range, passage, number } of marks.toSorted((a, b) => a.range[0] - b.range[0])) {
    if (range[0] < at) continue;
    nodes.push(...between(text.slice(at, range[0]), at === 0 ? start : around, around));
    const className = `source-${number}`;
    nodes.push(element('mark', { 'data-passage': passage, 'data-number': number, className }, text.slice(...range)));
    at = range[1];
  }
  return [...nodes, ...between(text.slice(at), at === 0 ? start : around, end)];
}

/** @param {string} text @param {number} first characters to keep at the start @param {number} last and at the end */
function between(text, first, last) {
  if (text.length <= first + last + FEWEST_LEFT_OUT) return [text];
  // Not beyond the paragraph or the sentence, and no half words.
  const start = text.slice(0, first).replace(/\n\n[\s\S]*$|(?<=[.!?])\s[\s\S]*$|\s*\S*$/, '');
  const end = last === 0 ? '' : text.slice(-last).replace(/^[\s\S]*(\n\n|[.!?]\s+)|^\S*\s*/, '');
  const left = text.length - start.length - end.length;
  return [start, element('span', { className: 'gap' }, `⋯ ${left.toLocaleString('en')} characters not shown`), end];
}
