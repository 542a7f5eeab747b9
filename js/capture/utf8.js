// Limits in bytes of UTF-8, for strings that count UTF-16 units.
import { cut } from './cut.js';

/** The most bytes that one UTF-16 unit takes. */
export const MAX_UNIT_BYTES = 3;

/**
 * Returns how many UTF-16 units at the start of a text fit into so many bytes. Looks at the text only where it may not fit.
 * @param {string} text @param {number} maxBytes
 */
export const unitsIn = (text, maxBytes) =>
  text.length * MAX_UNIT_BYTES <= maxBytes
    ? text.length
    : new TextEncoder().encodeInto(text, new Uint8Array(maxBytes)).read;

/** Like `cut`, but the result takes at most `maxBytes`, its mark included. @param {string} text @param {number} maxBytes */
export const cutToBytes = (text, maxBytes) =>
  maxBytes < MAX_UNIT_BYTES ? '' : cut(text, unitsIn(text, maxBytes - MAX_UNIT_BYTES) + 1);
