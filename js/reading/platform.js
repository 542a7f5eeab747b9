// What objects of the platform say of themselves, asked through the platform's own accessors and methods: an object or its class may have put others in front of them.
import { accessorName, dataOf, isAccessor, nameOf, own, propertyOf } from './data.js';

const typedArrayTag = /** @type {() => string | undefined} */ (
  propertyOf(Uint8Array.prototype, Symbol.toStringTag)?.get
);

/** The brand of a value, such as `Date`. @param {unknown} value @returns {string} */
export function brandOf(value) {
  const tag = propertyOf(value, Symbol.toStringTag);
  if (!tag || !isAccessor(tag)) return Object.prototype.toString.call(value).slice(8, -1);
  return typedArrayTag.call(value) ?? nameOf(dataOf(value, 'constructor'));
}

/**
 * What the accessor or method that the platform has for a brand gives. Throws unless `object` is of that brand.
 * @param {string} brand @param {object} object @param {string} key @returns {any}
 */
export function ask(brand, object, key) {
  const found = propertyOf(/** @type {any} */ (globalThis)[brand].prototype, key);
  // Workers of old compatibility dates have these members on each object.
  return found ? (found.get ?? found.value).call(object) : own(object, key);
}

/** The bytes of a buffer or view. Throws unless `object` is one. @param {any} object @param {string} brand */
export function bytesOf(object, brand) {
  const get = (/** @type {string} */ key) => ask(brand, object, key);
  const length = get('byteLength');
  return ArrayBuffer.isView(object)
    ? new Uint8Array(get('buffer'), get('byteOffset'), length)
    : new Uint8Array(object, 0, length);
}

/**
 * A field of what was thrown. Accessors of the platform give it: `stack` in some engines, all of a DOMException's and a Response's.
 * @param {object} error @param {string} key @param {(found: PropertyDescriptor) => unknown} [instead] of what another accessor would give
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
      // It is none.
    }
  }
  return instead(found);
}
