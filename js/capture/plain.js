// The cheap proof that JSON.stringify may be trusted with a value: it will not throw, grow without bound or hide something.
export const MAX_DEPTH = 100;
/** Longer lists of numbers are embeddings: they are named, not printed. */
export const FEW_NUMBERS = 64;

/** The brand of a value, such as `Date`. @param {unknown} value */
export const brandOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

/**
 * The JSON of a plain value that is at most `limit` long when written; undefined for every other.
 * @param {unknown} value @param {number} limit @param {number} depth at which it stands
 * @returns {string | undefined}
 */
export function plainJson(value, limit, depth) {
  try {
    if (measure(value, limit, depth) < 0) return undefined;
    const json = JSON.stringify(value);
    return json.length <= limit ? json : undefined;
  } catch {
    return undefined;
  }
}

/**
 * How many of `left` characters remain when `value` is written, escapes not counted; negative when it is too long or not plain.
 * A cycle ends at the depth or the size.
 * @param {unknown} value @param {number} left @param {number} depth
 * @returns {number}
 */
function measure(value, left, depth) {
  if (typeof value === 'string') return left - value.length - 2;
  if (typeof value === 'object' && value !== null) {
    return depth < MAX_DEPTH ? measureMembers(/** @type {Record<string, unknown>} */ (value), left - 1, depth + 1) : -1;
  }
  return typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol' ? -1 : left - 1;
}

/** @param {Record<string, unknown>} object @param {number} left @param {number} depth */
function measureMembers(object, left, depth) {
  if (Array.isArray(object)) {
    const { length } = object;
    if (length > FEW_NUMBERS && typeof object[0] === 'number') return -1;
    for (let i = 0; i < length && left >= 0; i++) left = measure(object[i], left - 1, depth);
    return left;
  }
  const prototype = Object.getPrototypeOf(object);
  if (prototype === Object.prototype) {
    for (const key in object) {
      left = measure(object[key], left - key.length - 4, depth);
      if (left < 0) return left;
    }
    return left;
  }
  if (prototype !== null) {
    const brand = brandOf(object);
    if (brand === 'Date') return Number.isNaN(Number(object)) ? -1 : left - 24;
    if (brand !== 'Object' || typeof object.toJSON === 'function') return -1;
  }
  for (const key of Object.keys(object)) {
    left = measure(object[key], left - key.length - 4, depth);
    if (left < 0) return left;
  }
  return left;
}
