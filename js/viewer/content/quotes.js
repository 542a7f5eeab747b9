// Words of some texts that stand, one after another, in other texts too.

/** @typedef {import('./text.js').Text} Text */
/** @typedef {{ text: Text, start: number, end: number }} Stretch characters of a text */
/** @typedef {{ quoting: Stretch, quoted: Stretch }} Quote */
/** @typedef {{ sources: Words[], index: Map<string, [source: number, at: number][]> }} Quotable */
/** @typedef {{ text: Text, words: string[], starts: number[], ends: number[] }} Words */

/** Fewer words are found in most texts. */
const MIN_WORDS = 4;
/** Of UTF-8, as in the linker. */
const MIN_BYTES = 22;
const MAX_CHARACTERS = 2_000_000;
/** Places of the same four words that are compared. */
const MAX_PLACES = 8;

/** A letter stands for a word in scripts that have no spaces. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{N}\p{M}])+/gu;

/** Texts that quotes of others are looked for in. @param {readonly Text[]} texts @returns {Quotable} */
export function quotable(texts) {
  const sources = wordsOf(texts);
  return { sources, index: indexOf(sources) };
}

/**
 * The longest quotes, in the order of the quoting texts; they do not overlap there. Case, spaces and punctuation do not count.
 * Complexity: linear in the texts, but for words that repeat.
 * @param {readonly Text[]} quoting @param {Quotable} quoted @returns {Quote[]}
 */
export const quotesOf = (quoting, quoted) => wordsOf(quoting).flatMap((words) => quotesIn(words, quoted));

/** @param {readonly Text[]} texts @returns {Words[]} */
function wordsOf(texts) {
  let left = MAX_CHARACTERS;
  return texts.map((text) => {
    const seen = text.text.slice(0, Math.max(0, left));
    left -= seen.length;
    const found = [...seen.matchAll(WORD)];
    return {
      text,
      words: found.map(([word]) => word.toLowerCase()),
      starts: found.map(({ index }) => index),
      ends: found.map(({ 0: word, index }) => index + word.length),
    };
  });
}

/** @param {Words} words @param {number} at */
const key = ({ words }, at) => words.slice(at, at + MIN_WORDS).join(' ');

/** @param {readonly Words[]} sources @returns {Quotable['index']} */
function indexOf(sources) {
  const index = new Map();
  for (const [number, source] of sources.entries())
    for (let at = 0; at + MIN_WORDS <= source.words.length; at++) {
      const places = index.get(key(source, at));
      if (!places) index.set(key(source, at), [[number, at]]);
      else if (places.length < MAX_PLACES) places.push([number, at]);
    }
  return index;
}

/** @param {Words} words @param {Quotable} quotable @returns {Quote[]} */
function quotesIn(words, { sources, index }) {
  /** @type {Quote[]} */
  const quotes = [];
  for (let at = 0; at + MIN_WORDS <= words.words.length; ) {
    let [best, length, place] = [/** @type {Words | undefined} */ (undefined), 0, 0];
    for (const [number, start] of index.get(key(words, at)) ?? []) {
      const shared = sharedWords(words, at, sources[number], start);
      if (shared > length) [best, length, place] = [sources[number], shared, start];
    }
    if (best && bytesOf(words.words.slice(at, at + length)) >= MIN_BYTES) {
      quotes.push({ quoting: stretch(words, at, length), quoted: stretch(best, place, length) });
      at += length;
    } else at += 1;
  }
  return quotes;
}

/** @param {Words} a @param {number} at @param {Words} b @param {number} start */
function sharedWords(a, at, b, start) {
  let length = 0;
  while (at + length < a.words.length && a.words[at + length] === b.words[start + length]) length += 1;
  return length;
}

/** @param {readonly string[]} words */
const bytesOf = (words) => new TextEncoder().encode(words.join('')).length;

/** @param {Words} words @param {number} at @param {number} length @returns {Stretch} */
function stretch({ text, starts, ends }, at, length) {
  return { text, start: starts[at], end: ends[at + length - 1] };
}
