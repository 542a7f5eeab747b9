// Replaces methods of single objects.
import { itemOf } from '../reading/data.js';
import { isPlain } from '../reading/observed.js';

/**
 * Shadows a method on this one object. A new property is not enumerable.
 * @param {any} target @param {PropertyKey} name @param {(original: Function) => Function} methodOf
 * @returns {boolean} false, with nothing changed, if there is no such method or the object does not allow it
 */
export function shadow(target, name, methodOf) {
  const original = isPlain(target) ? itemOf(target, name) : undefined;
  if (typeof original !== 'function') return false;
  const own = Object.getOwnPropertyDescriptor(target, name);
  return Reflect.defineProperty(target, name, {
    value: methodOf(original),
    writable: true,
    enumerable: own?.enumerable ?? false,
    configurable: own?.configurable ?? true,
  });
}
