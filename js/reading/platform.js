// Reads platform objects through the platform's own accessors and methods. An object or its class may override them.
import { accessorName, dataOf, isAccessor, nameOf, own, propertyOf } from './data.js';

const typedArrayTag = /** @type {() => string | undefined} */ (
  propertyOf(Uint8Array.prototype, Symbol.toStringTag)?.get
);

/** The platform's class of a value, such as `Date`. @param {unknown} value @returns {string} */
export function brandOf(value) {
  const tag = propertyOf(value, Symbol.toStringTag);
  if (!tag || !isAccessor(tag)) return Object.prototype.toString.call(value).slice(8, -1);
  return typedArrayTag.call(value) ?? nameOf(dataOf(value, 'constructor'));
}

/**
 * Calls the platform's accessor or method of a class on an object. Throws unless `object` is of that class.
 * @param {string} brand @param {object} object @param {string} key @returns {any}
 */
export function readPlatform(brand, object, key) {
  const found = propertyOf(/** @type {any} */ (globalThis)[brand].prototype, key);
  // In Workers with old compatibility dates, each object has these members itself.
  return found ? (found.get ?? found.value).call(object) : own(object, key);
}

/** The bytes of a buffer or view. Throws unless `object` is one. @param {any} object @param {string} brand */
export function bytesOf(object, brand) {
  const get = (/** @type {string} */ key) => readPlatform(brand, object, key);
  const length = get('byteLength');
  return ArrayBuffer.isView(object)
    ? new Uint8Array(get('buffer'), get('byteOffset'), length)
    : new Uint8Array(object, 0, length);
}

/**
 * Reads a field of a thrown value. Only the platform's accessors are called: some engines have one for `stack`; DOMException and Response have several.
 * @param {object} error @param {string} key @param {(found: PropertyDescriptor) => unknown} [instead] gives the value in place of any other accessor
 * @returns {unknown}
 */
export function errorField(error, key, instead = accessorName) {
  const found = propertyOf(error, key);
  if (!found || !isAccessor(found)) return found?.value;
  for (const holder of [DOMException.prototype, Response.prototype, new Error()]) {
    try {
      const value = propertyOf(holder, key)?.get?.call(error);
      if (value !== undefined) return value;
    } catch {
      // It is not of this class.
    }
  }
  return instead(found);
}
