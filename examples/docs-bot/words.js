// What counts as a word, and which words mean the same.

const STOP_WORDS = new Set(
  `a about also am an and any are as at be been but by can could did do does doing for from get give had has have how i if in into is it
  its just know let make me my need no not of on one only or our out please should show so some such tell than that the their them then there
  these they this to up use used using want was way we were what when where which who why will with would you your`.split(
    /\s+/,
  ),
);

/** Every word of a text, lower case. @returns {string[]} */
export const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** `undefined` for a word that says nothing about the subject; else its stem, so that "installs" and "installing" meet. */
export function termOf(word) {
  if (STOP_WORDS.has(word)) return undefined;
  const stem = word.replace(/(?<=\w{3})(ies|ied)$/, 'y').replace(/(?<=\w{3})(ing|ed|es|s)$/, '');
  return stem.replace(/(?<=\w{3})(e|(?<=(.))\2)$/, '');
}

/** The terms of a text in order, repeats included. @returns {string[]} */
export const termsOf = (text) => wordsOf(text).map(termOf).filter(Boolean);
