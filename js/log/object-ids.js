// Ids of objects: small integers in a WeakMap. None is used twice, so an object that reuses another's memory never gets its id.
import { readable } from '../reading/observed.js';

/** @type {WeakMap<object, number>} */
const ids = new WeakMap();
let last = 0;

/**
 * Returns the id of an object or function, and gives it one if necessary. Ids are below 2^53. An object has the same id as a library's proxy for it.
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
