/** @typedef {(original: Function, thisArg: any, args: any[]) => any} Replacement */

/**
 * Puts `replacement` before a method, on this one object. A property that is new stays invisible to enumeration.
 * @param {any} target @param {PropertyKey} name @param {Replacement} replacement
 * @returns {boolean} false, and nothing happened, when there is no such method or the object does not allow it
 */
export function shadow(target, name, replacement) {
  const original = target[name];
  if (typeof original !== 'function') return false;
  const own = Object.getOwnPropertyDescriptor(target, name);
  return Reflect.defineProperty(target, name, {
    /** @this {any} @param {...any} args */
    value(...args) {
      return replacement(original, this, args);
    },
    writable: true,
    enumerable: own?.enumerable ?? false,
    configurable: own?.configurable ?? true,
  });
}
