import { itemOf } from '../reading/data.js';
import { isPlain } from '../reading/observed.js';

/**
 * Puts a method before the one that is there, on this one object. A property that is new stays invisible to enumeration.
 * @param {any} target @param {PropertyKey} name @param {(original: Function) => Function} methodOf
 * @returns {boolean} false, and nothing happened, when there is no such method or the object does not allow it
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
