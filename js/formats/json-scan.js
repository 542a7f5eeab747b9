// What the readers of JSON bytes share. They find where values begin and end; the engine checks that they are valid.

import { latin1 } from './bytes.js';

export const [QUOTE, BACKSLASH, COMMA, NEWLINE] = [34, 92, 44, 10];
export const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [123, 125, 91, 93];
const SPACES = new Set([9, NEWLINE, 13, 32]);

/** @param {number} byte */
export const isSpace = (byte) => SPACES.has(byte);

/** @param {Uint8Array} bytes @returns {number} how many white-space characters it begins with */
export function leadingSpaces(bytes) {
  const count = bytes.findIndex((byte) => !SPACES.has(byte));
  return count < 0 ? bytes.length : count;
}

/** @param {Uint8Array} bytes @param {number} from within a string @returns {number} where the quote is that ends the string, or -1 */
export function endOfString(bytes, from) {
  for (let quote = bytes.indexOf(QUOTE, from); quote >= 0; quote = bytes.indexOf(QUOTE, quote + 1)) {
    let first = quote;
    while (bytes[first - 1] === BACKSLASH) first -= 1;
    if ((quote - first) % 2 === 0) return quote;
  }
  return -1;
}

/**
 * Finds a list in an object: what is between its brackets.
 * @param {Uint8Array} bytes valid JSON @param {string} key @returns {{ start: number, end: number } | undefined}
 */
export function findList(bytes, key) {
  let depth = 0;
  let last = '';
  let start = -1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const end = endOfString(bytes, at + 1);
      if (end < 0) return undefined;
      if (depth === 1) last = latin1(bytes, at + 1, end);
      at = end;
    } else if (byte === OPEN_OBJECT) depth += 1;
    else if (byte === OPEN_ARRAY) {
      if (depth === 1 && last === key) start = at + 1;
      depth += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      depth -= 1;
      if (depth === 1 && start >= 0) return { start, end: at };
    }
  }
  return undefined;
}
