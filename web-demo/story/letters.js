// Letters and digits are all that two texts need to share: spaces, line breaks and the escapes of JSON do not count.

const ESCAPE_OR_LETTER = /\\u[\da-fA-F]{4}|\\.|[\p{L}\p{N}]/gu;

/** @param {string} text @returns {{ at: number, end: number }[]} */
const lettersOf = (text) =>
  Array.from(text.matchAll(ESCAPE_OR_LETTER), ({ 0: found, index }) => ({
    at: index,
    end: index + found.length,
  })).filter(({ at }) => text[at] !== '\\');

/** @param {string} text */
export const countLetters = (text) => lettersOf(text).length;

/** @param {string} text @param {{ at: number, end: number }[]} letters */
const spelt = (text, letters) =>
  letters
    .map(({ at, end }) => text.slice(at, end))
    .join('')
    .toLowerCase();

/** @param {string[]} texts */
export function sameLetters(texts) {
  const [first, ...others] = texts.map((text) => spelt(text, lettersOf(text)));
  return others.every((other) => other === first);
}

/** Where a text says the same. @param {string} text @param {string} words @returns {[number, number] | undefined} */
export function placeOf(text, words) {
  const letters = lettersOf(text).filter(({ at, end }) => end === at + 1);
  const wanted = spelt(words, lettersOf(words));
  const start = spelt(text, letters).indexOf(wanted);
  return start < 0 ? undefined : [letters[start].at, letters[start + wanted.length - 1].end];
}

/**
 * The part of `range` that has the letters of `part`, where `range` of `text` and `whole` of `other` say the same.
 * @param {string} text @param {[number, number]} range @param {string} other @param {[number, number]} whole
 * @param {[number, number]} part of `other`, inside `whole` @returns {[number, number]}
 */
export function trimmed(text, range, other, whole, part) {
  const skipped = countLetters(other.slice(whole[0], part[0]));
  const count = countLetters(other.slice(...part));
  const letters = lettersOf(text.slice(...range)).slice(skipped, skipped + count);
  if (letters.length === 0) return [range[0], range[0]];
  return [range[0] + letters[0].at, range[0] + letters[letters.length - 1].end];
}
