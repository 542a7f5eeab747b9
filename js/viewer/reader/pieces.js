// Cuts runs into pieces: at the lines where code begins and ends, behind the first lines of a long text, and into
// chunks that are small enough to be drawn one at a time. All pieces of a run have its provenance.

import { foundOffsets } from './found.js';

/** @typedef {import('../model.js').Run} Run */
/** `target`: it is what the selection points at. `found`: the search found it. @typedef {{ run: Run, text: string, target?: boolean, found?: boolean }} Piece */

/** @param {readonly Run[]} runs @param {ReadonlyMap<Run, [number, number]>} [targets] the characters of each run that are pointed at @returns {Piece[]} */
export const piecesOf = (runs, targets) =>
  runs.flatMap((run) => {
    const offsets = targets?.get(run);
    const [before = [], inside = [], behind = []] = cut([{ run, text: run.text }], offsets ?? []);
    return [...before, ...inside.map((piece) => ({ ...piece, target: true })), ...behind];
  });

/** Apart: what the search found. @param {Piece[]} pieces @param {RegExp | undefined} pattern @returns {Piece[]} */
export function withFound(pieces, pattern) {
  if (!pattern) return pieces;
  return cut(pieces, foundOffsets(textOfPieces(pieces), pattern)).flatMap((group, index) =>
    index % 2 ? group.map((piece) => ({ ...piece, found: true })) : group,
  );
}

/** @param {readonly Piece[]} pieces */
export const textOfPieces = (pieces) => pieces.map(({ text }) => text).join('');

/** Cuts at offsets into the whole text, which rise. Complexity: linear. @param {readonly Piece[]} pieces @param {readonly number[]} offsets @returns {Piece[][]} */
export function cut(pieces, offsets) {
  /** @type {Piece[][]} */
  const groups = [[]];
  let start = 0;
  let next = 0;
  for (const piece of pieces) {
    const { text } = piece;
    let from = 0;
    for (; next < offsets.length && offsets[next] <= start + text.length; next += 1) {
      const to = Math.max(from, offsets[next] - start);
      if (to > from) groups[groups.length - 1].push({ ...piece, text: text.slice(from, to) });
      groups.push([]);
      from = to;
    }
    if (from < text.length) groups[groups.length - 1].push({ ...piece, text: text.slice(from) });
    start += text.length;
  }
  while (groups.length <= offsets.length) groups.push([]);
  return groups;
}

const FENCE = /^[ \t]{0,3}```[^\n`]*$/gm;

/** Apart: prose, and the code between lines of three backquotes. The fences stay in sight. @param {readonly Piece[]} pieces @returns {{ code: boolean, pieces: Piece[] }[]} */
export function fenced(pieces) {
  const text = textOfPieces(pieces);
  const fences = [...text.matchAll(FENCE)];
  /** @type {number[]} */
  const offsets = [];
  for (let index = 0; index + 1 < fences.length; index += 2) {
    const closing = fences[index + 1];
    offsets.push(fences[index].index, Math.min(text.length, closing.index + closing[0].length + 1));
  }
  return cut(pieces, offsets)
    .map((group, index) => ({ code: index % 2 === 1, pieces: group }))
    .filter((group) => group.pieces.length);
}

/** The first lines, if the text is longer than them by more than a few words. @param {readonly Piece[]} pieces @param {{ lines: number, characters: number }} limit @returns {Piece[] | undefined} */
export function firstLines(pieces, { lines, characters }) {
  const text = textOfPieces(pieces);
  let end = -1;
  for (let line = 0; line < lines; line += 1) {
    end = text.indexOf('\n', end + 1);
    if (end < 0 || end > characters) break;
  }
  if (end < 0 || end > characters) end = wordEnd(text, characters, characters >> 1);
  return text.length > end + characters / 4 ? cut(pieces, [end])[0] : undefined;
}

const CHUNK = 8192;
const CHUNK_PIECES = 200;

/** Cut at the ends of lines where there are some, since a chunk is a block of its own. @param {readonly Piece[]} pieces @returns {Piece[][]} */
export function chunks(pieces) {
  const text = textOfPieces(pieces);
  /** @type {number[]} */
  const offsets = [];
  let start = 0;
  let count = 0;
  let at = 0;
  for (const piece of pieces) {
    at += piece.text.length;
    count += 1;
    while (at - start > CHUNK || count > CHUNK_PIECES) {
      const end = Math.min(start + CHUNK, at);
      const offset = end >= text.length ? end : lineEnd(text, end, start + ((end - start) >> 1));
      offsets.push(offset);
      start = offset;
      count = 0;
    }
  }
  return cut(pieces, offsets).filter((group) => group.length);
}

/** Where to cut at or before `end`, but not before `least`. @param {string} text @param {number} end @param {number} least */
function lineEnd(text, end, least) {
  const newline = text.lastIndexOf('\n', end - 1);
  return newline >= least ? newline + 1 : wordEnd(text, end, least);
}

/** @param {string} text @param {number} end @param {number} least */
function wordEnd(text, end, least) {
  const space = text.slice(least, end).search(/\s\S*$/);
  if (space > 0) return least + space + 1;
  const unit = text.charCodeAt(end);
  return unit >= 0xdc00 && unit <= 0xdfff ? end - 1 : end;
}
