// What counts of a text, written anew and slowly: its letters and digits in any script, case folded, with escapes read.

/** @typedef {{ chars: string[], units: number[] }} Normal the characters, and at which UTF-16 unit of the text each starts */

const COUNTS = /[\p{L}\p{N}]/u;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const ESCAPE = /^\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|[nrtbf"\\/])/;
const ENTITY = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/;

/** @type {Map<string, Normal>} */
const known = new Map();

/** @param {string} text @returns {Normal} */
export function normal(text) {
  const found = known.get(text) ?? read(text);
  known.set(text, found);
  return found;
}

/** @param {string} text @returns {Normal} */
function read(text) {
  /** @type {Normal} */
  const result = { chars: [], units: [] };
  for (let at = 0; at < text.length; ) {
    const [char, length] = next(text, at);
    const folded = COUNTS.test(char) ? fold(char) : '';
    if (folded) {
      result.chars.push(folded);
      result.units.push(at);
    }
    at += length;
  }
  return result;
}

/** The character that stands at `at`, and how many units it takes there. @param {string} text @param {number} at @returns {[string, number]} */
function next(text, at) {
  const c = text[at];
  const rest = c === '\\' || c === '&' ? text.slice(at, at + 14) : '';
  const found = ESCAPE.exec(rest) ?? ENTITY.exec(rest);
  if (!found) {
    const char = String.fromCodePoint(/** @type {number} */ (text.codePointAt(at)));
    return [char, char.length];
  }
  const [whole, first, second] = found;
  if (c === '&')
    return [found[3] ? ENTITIES[found[3]] : point(first ? Number(first) : Number.parseInt(second, 16)), whole.length];
  if (second) return [String.fromCharCode(Number.parseInt(first, 16), Number.parseInt(second, 16)), whole.length];
  return [found[3] ? String.fromCharCode(Number.parseInt(found[3], 16)) : ' ', whole.length];
}

/** @param {number} code */
const point = (code) => (code <= 0x10ffff ? String.fromCodePoint(code) : ' ');

/** Simple case folding: one character for one. @param {string} char */
function fold(char) {
  const code = /** @type {number} */ (char.codePointAt(0));
  if (code >= 0xff10 && code <= 0xff5a) return fold(String.fromCodePoint(code - 0xfee0));
  const folded = char.toUpperCase().toLowerCase();
  if ([...folded].length === 1) return folded;
  const lower = char.toLowerCase();
  return [...lower].length === 1 ? lower : char;
}

/** @param {string} text */
export const key = (text) => normal(text).chars.join('');
