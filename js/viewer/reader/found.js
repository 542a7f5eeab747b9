// The words of the search in the contents of the selected span.
import { ancestry, runsOfSide, SIDES } from './runs.js';

/** @typedef {import('../model.js').SpanDetail} SpanDetail */
/** @typedef {import('./pieces.js').Piece} Piece */
/** `paths`: the blocks around the first place, which are opened. @typedef {{ pattern: RegExp | undefined, paths: Set<string> }} Found */

/** One letter is everywhere. */
const MIN_LENGTH = 2;
/** In one text. */
const MAX_MARKS = 200;

/** Finds a phrase in any case. Complexity: linear in the contents. @param {SpanDetail | undefined} detail @param {string} phrase @returns {Found} */
export function foundIn(detail, phrase) {
  const words = phrase.trim();
  if (!detail || words.length < MIN_LENGTH) return { pattern: undefined, paths: new Set() };
  const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'giu');
  for (const { path, text } of textsOf(detail))
    if (text.search(pattern) >= 0) return { pattern, paths: new Set(ancestry(path)) };
  return { pattern, paths: new Set() };
}

/** The runs of a block are one text. @param {SpanDetail} detail @returns {Generator<{ path: string, text: string }>} */
function* textsOf(detail) {
  for (const side of SIDES) {
    let [path, text] = ['', ''];
    for (const { run, path: at } of runsOfSide(detail, side)) {
      if (at !== path) yield { path, text };
      text = at === path ? text + run.text : run.text;
      path = at;
    }
    yield { path, text };
  }
}

/** Offsets at which found words begin and end, in turns. @param {string} text @param {RegExp} pattern */
export function foundOffsets(text, pattern) {
  /** @type {number[]} */
  const offsets = [];
  for (const { index, 0: words } of text.matchAll(pattern)) {
    offsets.push(index, index + words.length);
    if (offsets.length === 2 * MAX_MARKS) break;
  }
  return offsets;
}
