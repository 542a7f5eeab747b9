// Letters of several scripts, and ways to write the same letters differently.

/** @typedef {import('./random.js').Random} Random */

const range = (/** @type {number} */ from, /** @type {number} */ to) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));

/** Letters in folded form, digits among them. @type {Record<string, string[]>} */
export const SCRIPTS = {
  latin: [...range(0x61, 0x7a), ...range(0x30, 0x39)],
  accented: [...range(0xe0, 0xf6), ...range(0xf8, 0xfe)],
  cyrillic: range(0x430, 0x44f),
  greek: [...range(0x3b1, 0x3c1), ...range(0x3c3, 0x3c9)],
  arabic: [...range(0x621, 0x63a), ...range(0x641, 0x64a)],
  devanagari: range(0x905, 0x939),
  thai: range(0xe01, 0xe2e),
  chinese: range(0x4e00, 0x4f80),
  japanese: [...range(0x3042, 0x3093), ...range(0x30a2, 0x30f3)],
  korean: range(0xac00, 0xaf00),
  deseret: range(0x10428, 0x1044f),
};

/** @param {Random} random @param {readonly string[]} letters @param {number} length @returns {string[]} */
export const lettersOf = (random, letters, length) => Array.from({ length }, () => random.pick(letters));

const GAPS = [' ', ' ', ' ', '\n', ', ', '. ', ' - ', '\t', '** ', ' “', '" ', '\r\n', ' / ', "'"];

/** The same letters as a person or a program might write them: words, lines, marks, capitals. @param {Random} random @param {string[]} letters */
export function written(random, letters) {
  const isShouted = random.oneIn(6);
  let text = '';
  for (const letter of letters) {
    text += isShouted || random.oneIn(9) ? upper(letter) : letter;
    if (random.oneIn(6)) text += random.pick(GAPS);
  }
  return text;
}

/** The upper case of a letter, where that is one letter too and folds back. @param {string} letter */
function upper(letter) {
  const other = letter.toUpperCase();
  return [...other].length === 1 && other.toLowerCase() === letter ? other : letter;
}

/** @type {((text: string) => string)[]} */
export const ESCAPES = [
  (text) => text,
  (text) => text.normalize('NFD'),
  (text) => JSON.stringify(text),
  (text) => JSON.stringify(text).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;').replaceAll('<', '&lt;'),
  (text) => text.replace(/[^ -~]/gu, (c) => `&#x${/** @type {number} */ (c.codePointAt(0)).toString(16)};`),
];
