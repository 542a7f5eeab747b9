// Attributes as plain data: the user's objects are read once, bounded, before anything is logged.
import { cut } from '../capture/cut.js';
import { copyOf, put, read } from '../capture/plain.js';

const MAX_ENTRIES = 1024;
const MAX_KEY = 1024;
/** Characters and bytes of one attribute. */
const MAX_LENGTH = 262_144;

/** @typedef {import('../capture/plain.js').Walk} Walk */

/**
 * A copy of `attributes` that is safe to keep and to write: strings, booleans, numbers, 64-bit integers, `null`, bytes, and lists and records of these.
 * Objects have the stand-ins that they have in content, but numbers and bytes stay what they are.
 * What is no attribute (undefined, functions, symbols) is left out; what is beyond 1,000 values or 262,144 characters in one attribute is cut.
 * @param {Record<string, unknown>} attributes @param {{ omitted: number }} [counts] of entries beyond 1,024, which are left out
 */
export function plainAttributes(attributes, counts) {
  /** @type {Record<string, unknown>} */
  const out = {};
  try {
    const keys = Object.keys(attributes);
    if (counts && keys.length > MAX_ENTRIES) counts.omitted += keys.length - MAX_ENTRIES;
    for (const key of keys.slice(0, MAX_ENTRIES)) {
      const given = read(attributes, key);
      const value = typeof given === 'number' ? given : copyOf(given, MAX_LENGTH, undefined, RULES)?.data;
      if (key && value !== undefined) put(out, key.length > MAX_KEY ? cut(key, MAX_KEY) : key, value);
    }
  } catch {
    // A proxy that does not tell its keys has no more.
  }
  return out;
}

const RULES = { most: 1000, deepest: 8, raw };

/** The bytes of now, or a list of numbers. @param {any} object @param {string} brand @param {Walk} walk */
function raw(object, brand, walk) {
  if (!/^(Uint8Array|DataView|(Shared)?ArrayBuffer)$/.test(brand))
    return ArrayBuffer.isView(object) ? Array.from(/** @type {any} */ (object).subarray(0, walk.most + 1)) : undefined;
  const { buffer = object, byteOffset = 0, byteLength } = object;
  const length = Math.min(byteLength, Math.max(walk.reach - walk.spent, 0));
  walk.spent += length;
  return new Uint8Array(new Uint8Array(buffer, byteOffset, length));
}
