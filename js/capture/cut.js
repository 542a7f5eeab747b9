// Cuts long text.
/** Marks the place of a cut. */
export const MORE = '…';

/**
 * Returns the beginning of a text and the mark, together at most `length` long. It never splits a surrogate pair.
 * @param {string} text @param {number} length
 */
export function cut(text, length) {
  if (length < 1) return '';
  const last = text.charCodeAt(length - 2);
  return text.slice(0, length - (last >= 0xd800 && last < 0xdc00 ? 2 : 1)) + MORE;
}
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
