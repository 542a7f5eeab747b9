// Text of a given width on a terminal.
import { clean } from '../exporters/text.js';

/** Takes two columns: the scripts of East Asia, and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}|[\u{20000}-\u{3ffff}]/u;
const COMBINING = /\p{M}|\u200d/u;

/** @param {string} text */
export function widthOf(text) {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

/** @param {string} character */
const widthOfCharacter = (character) => (WIDE.test(character) ? 2 : COMBINING.test(character) ? 0 : 1);

/** One line without control characters, cut to a width. @param {string} text @param {number} width */
export function fit(text, width) {
  const line = clean(text, 4 * width);
  if (widthOf(line) <= width) return line;
  let used = 1;
  let kept = '';
  for (const character of line) {
    used += widthOfCharacter(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}
