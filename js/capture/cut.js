/** What stands where something was cut. */
export const MORE = '…';

/**
 * The beginning of a text and the mark, together at most `length` long; a surrogate pair is not split.
 * @param {string} text @param {number} length
 */
export function cut(text, length) {
  if (length < 1) return '';
  const last = text.charCodeAt(length - 2);
  return text.slice(0, length - (last >= 0xd800 && last < 0xdc00 ? 2 : 1)) + MORE;
}
