// Marks stretches of a text, across whatever elements it stands in.
import { element } from './dom.js';

/** @typedef {{ start: number, end: number, piece: number }} Stretch in UTF-16 units of the element's text; `piece` is the number it bears */

/** @param {HTMLElement} root @param {Stretch[]} stretches where two overlap the earlier one counts */
export function markWords(root, stretches) {
  const apart = [];
  for (const stretch of stretches.toSorted((a, b) => a.start - b.start))
    if (stretch.start >= (apart.at(-1)?.end ?? 0)) apart.push(stretch);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node);
  let at = 0;
  for (const text of texts) {
    text.replaceWith(...cut(text.data, at, apart));
    at += text.data.length;
  }
}

/** @param {HTMLElement} root */
export function unmark(root) {
  for (const mark of root.querySelectorAll('mark')) mark.replaceWith(...mark.childNodes);
  root.normalize();
}

function cut(text, offset, stretches) {
  const parts = [];
  let done = 0;
  for (const { start, end, piece } of stretches) {
    const [from, to] = [Math.max(0, start - offset), Math.min(text.length, end - offset)];
    if (from >= to) continue;
    const words = text.slice(from, to);
    const isFirst = start >= offset;
    parts.push(
      text.slice(done, from),
      element('mark', { 'data-piece': piece, className: isFirst ? 'first' : '' }, words),
    );
    done = to;
  }
  return [...parts, text.slice(done)];
}
