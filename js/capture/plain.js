// Copies of plain values: those of which JSON.stringify is known to make a text that is neither too long nor a surprise.
export const MAX_DEPTH = 100;
/** Longer lists of numbers are embeddings: they are named, not printed. */
export const FEW_NUMBERS = 64;

/** The brand of a value, such as `Date`. @param {unknown} value */
export const brandOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

/** @typedef {((value: unknown) => boolean) | undefined} Ignore of what has to be left out; it must not throw */
/** Characters that are left, escapes not counted; negative when the value is too long, or not plain. @typedef {{ left: number, ignore: Ignore }} Budget */

/**
 * A plain value as it is now. Strings are shared, since they cannot change.
 * @param {unknown} value @param {Budget} budget @param {number} depth at which it stands
 * @returns {unknown} of no use when the budget is negative afterwards, as it is after a cycle
 */
export function plainCopy(value, budget, depth) {
  try {
    return copyOf(value, budget, depth);
  } catch {
    budget.left = -1;
    return undefined;
  }
}

/**
 * The JSON of a plain value that is at most `limit` long when written; undefined for every other.
 * @param {unknown} value @param {number} limit @param {number} depth @param {Ignore} ignore
 */
export function plainJson(value, limit, depth, ignore) {
  const budget = { left: limit, ignore };
  const copy = plainCopy(value, budget, depth);
  if (budget.left < 0) return undefined;
  const json = JSON.stringify(copy);
  return json.length <= limit ? json : undefined;
}

/** @param {unknown} value @param {Budget} budget @param {number} depth @returns {unknown} */
function copyOf(value, budget, depth) {
  if (typeof value === 'string') {
    budget.left -= value.length + 2;
    return value;
  }
  if (typeof value !== 'object' || value === null) {
    budget.left -= typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol' ? Infinity : 1;
    return value;
  }
  budget.left -= depth < MAX_DEPTH ? 1 : Infinity;
  if (budget.left < 0) return undefined;
  if (Array.isArray(value)) return listOf(value, budget, depth + 1);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const brand = brandOf(value);
    if (brand === 'Date') {
      budget.left -= 24;
      return /** @type {Date} */ (value).toISOString();
    }
    if (brand !== 'Object' || typeof (/** @type {any} */ (value).toJSON) === 'function') {
      budget.left = -1;
      return undefined;
    }
  }
  return recordOf(/** @type {Record<string, unknown>} */ (value), budget, depth + 1);
}

/** @param {unknown[]} list @param {Budget} budget @param {number} depth */
function listOf(list, budget, depth) {
  const { length } = list;
  if (length > FEW_NUMBERS && typeof list[0] === 'number') budget.left = -1;
  const copy = [];
  for (let i = 0; i < length && budget.left >= 0; i++) {
    budget.left -= 1;
    const item = list[i];
    copy.push(budget.ignore?.(item) ? null : copyOf(item, budget, depth));
  }
  return copy;
}

/** @param {Record<string, unknown>} record @param {Budget} budget @param {number} depth */
function recordOf(record, budget, depth) {
  /** @type {Record<string, unknown>} */
  const copy = {};
  for (const key of Object.keys(record)) {
    budget.left -= key.length + 4;
    if (budget.left < 0) return copy;
    const member = record[key];
    if (budget.ignore?.(member)) continue;
    const value = copyOf(member, budget, depth);
    // Assigning that one would set the copy's prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value, enumerable: true });
    else copy[key] = value;
  }
  return copy;
}
