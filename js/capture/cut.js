/** What stands where something was cut. */
export const MORE = '…';

/**
 * The beginning of a text and the mark, together at most `length` long; a surrogate pair is not split.
 * @param {string} text @param {number} length
 */
export function cut(text, length) {
  if (length < 1) return '';
  const end = length - 1;
  return text.slice(0, end > 0 && isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end) + MORE;
}

/** @param {number} unit */
export const isHighSurrogate = (unit) => unit >= 0xd800 && unit < 0xdc00;
