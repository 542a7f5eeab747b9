// Attributes as plain data: the user's objects are read once, bounded, before anything is logged.
import { cut } from '../capture/cut.js';
import { copyOf, put, read } from '../capture/plain.js';
import { readable } from '../reading/observed.js';
import { ask, bytesOf } from '../reading/platform.js';

const MAX_ENTRIES = 1024;
const MAX_KEY = 1024;
/** Characters and bytes of one attribute. */
const MAX_LENGTH = 262_144;

/** @typedef {import('../capture/plain.js').Walk} Walk */

/**
 * A copy of `attributes` that is safe to keep and to write: strings, booleans, numbers, 64-bit integers, `null`, bytes, and lists and records of these.
 * Objects have the stand-ins that they have in content, but numbers and bytes stay what they are.
 * What is no attribute (undefined, functions, symbols) is left out; what is beyond 1,000 values or 262,144 characters in one attribute is cut.
 * @param {object} attributes @param {{ omitted: number }} [counts] of entries beyond 1,024, which are left out
 */
export function plainAttributes(attributes, counts) {
  /** @type {Record<string, unknown>} */
  const out = {};
  try {
    const record = readable(attributes) ?? {};
    const keys = Object.keys(record);
    if (counts && keys.length > MAX_ENTRIES) counts.omitted += keys.length - MAX_ENTRIES;
    for (const key of keys.slice(0, MAX_ENTRIES)) {
      const given = read(record, key);
      const value = typeof given === 'number' ? given : copyOf(given, MAX_LENGTH, RULES)?.data;
      if (key && value !== undefined) put(out, key.length > MAX_KEY ? cut(key, MAX_KEY) : key, value);
    }
  } catch {
    // The stack came to its end.
  }
  return out;
}

const RULES = { most: 1000, deepest: 8, raw };

/** The bytes of now, or a list of numbers. @param {any} object @param {string} brand @param {Walk} walk */
function raw(object, brand, walk) {
  if (/^(Uint8Array|DataView|(Shared)?ArrayBuffer)$/.test(brand)) {
    const bytes = bytesOf(object, brand).slice(0, Math.max(walk.reach - walk.spent, 0));
    walk.spent += bytes.length;
    return bytes;
  }
  /** @type {any} */
  const numbers = ArrayBuffer.isView(object) && object;
  return numbers && Array.from({ length: Math.min(ask(brand, object, 'length'), walk.most + 1) }, (_, i) => numbers[i]);
}
