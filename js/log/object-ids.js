// Ids of objects: small integers from a WeakMap, never used twice, so that a recycled address cannot tell a lie.
import { readable } from '../reading/observed.js';

/** @type {WeakMap<object, number>} */
const ids = new WeakMap();
let last = 0;

/**
 * The id of an object or function, a new one if it has none yet. Below 2^53. What a library keeps behind a proxy has the same.
 * @param {object} object @returns {number}
 */
export function objectId(object) {
  let id = ids.get(object);
  if (id === undefined) {
    const raw = readable(object) ?? object;
    id = raw === object ? ++last : objectId(raw);
    ids.set(object, id);
  }
  return id;
}
