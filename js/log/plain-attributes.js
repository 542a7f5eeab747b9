// Attributes as plain data: the user's objects are read once, bounded, before anything is logged.

const MAX_DEPTH = 8;
const MAX_VALUES = 1000;
const INT64 = 2n ** 63n;

/**
 * A copy of `attributes` that is safe to keep and to write: strings, booleans, numbers, 64-bit integers, `null`, bytes, and lists and records of these.
 * What is no attribute (undefined, functions, symbols), what throws when it is read, and what is beyond 1,000 values in one attribute is left out.
 * @param {Record<string, unknown>} attributes
 */
export function plainAttributes(attributes) {
  return record(attributes, undefined, 0);
}

/** @param {object} source @param {{ left: number } | undefined} budget each entry its own, if there is none @param {number} depth */
function record(source, budget, depth) {
  /** @type {Record<string, unknown>} */
  const out = {};
  for (const key of Object.keys(source)) {
    try {
      const value = plain(/** @type {any} */ (source)[key], budget ?? { left: MAX_VALUES }, depth);
      if (key && value !== undefined) out[key] = value;
    } catch {}
  }
  return out;
}

/** @param {unknown} value @param {{ left: number }} budget @param {number} depth @returns {unknown} */
function plain(value, budget, depth) {
  budget.left -= 1;
  if (budget.left < 0 || depth > MAX_DEPTH) return undefined;
  if (typeof value === 'bigint') return value >= -INT64 && value < INT64 ? value : String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return value.slice();
  if (Array.isArray(value)) return value.slice(0, budget.left).map((item) => plain(item, budget, depth + 1) ?? null);
  return record(value, budget, depth + 1);
}
