// Content is text, or the JSON of a value, which may be any.

/** A deeper value would overflow the stack when it is written again. */
const MAX_DEPTH = 1000;

/** @param {string} text @returns {any} the value of JSON with a list or an object, else the text itself */
export function fromJson(text) {
  if (!/^\s*[[{]/.test(text) || isDeep(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // Text that begins like JSON, or JSON that was cut.
    return text;
  }
}

/** @param {string} text */
function isDeep(text) {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += /[[{]/.test(bracket) ? 1 : -1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** @param {unknown} value @returns {value is Record<string, any>} */
export const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first member of these that is there. @param {Record<string, any>} record @param {string[]} names @returns {any} */
export const firstOf = (record, names) => names.map((name) => record[name]).find((value) => value != null);

/** A scalar as text. An object may have a `toString` that is no function. @param {unknown} value @returns {string | undefined} */
export const wordOf = (value) =>
  ['string', 'number', 'bigint', 'boolean'].includes(typeof value) ? String(value) : undefined;
