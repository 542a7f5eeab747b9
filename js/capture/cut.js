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
