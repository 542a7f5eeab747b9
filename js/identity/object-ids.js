// Ids of objects: small integers from a WeakMap, never used twice, so that a recycled address cannot tell a lie.

/** @type {WeakMap<object, number>} */
const ids = new WeakMap();
let last = 0;

/**
 * The id of an object or function, a new one if it has none yet. Below 2^53.
 * @param {object} object
 */
export function objectId(object) {
  let id = ids.get(object);
  if (id === undefined) {
    id = ++last;
    ids.set(object, id);
  }
  return id;
}

/** Results of promises that spanloom saw settle: the member walk enters them. @type {WeakMap<object, object>} */
const results = new WeakMap();

/** @param {object} promise @param {unknown} value */
export function noteSettled(promise, value) {
  if (isObject(value)) results.set(promise, value);
}

/** @param {object} promise */
export const settledResult = (promise) => results.get(promise);

/**
 * What has identity: everything but primitives.
 * @param {unknown} value @returns {value is object}
 */
export const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
