// Copies attributes to plain data: the user's objects are read once, within limits, before anything is logged.
import { cut } from '../capture/cut.js';
import { copyOf, put, read } from '../capture/plain.js';
import { readable } from '../reading/observed.js';
import { bytesOf, readPlatform } from '../reading/platform.js';

const MAX_ENTRIES = 1024;
const MAX_KEY = 1024;
/** Limit on the characters and bytes of one attribute. */
const MAX_LENGTH = 262_144;

/** @typedef {import('../capture/plain.js').Walk} Walk */

/**
 * Returns a copy of `attributes` that is safe to keep and to write: strings, booleans, numbers, 64-bit integers, `null`, bytes, and lists and records of these.
 * Other objects have the same stand-ins as in content. Values that cannot be attributes (undefined, functions, symbols) are left out. One attribute is cut
 * after 1,000 values or 262,144 characters.
 * @param {object} attributes @param {{ omitted: number }} [counts] counts the entries after the first 1,024, which are left out
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
    // No stack is left.
  }
  return out;
}

const RULES = { most: 1000, deepest: 8, raw };

/** Copies the bytes of an object, or a list of numbers. @param {any} object @param {string} brand @param {Walk} walk */
function raw(object, brand, walk) {
  if (/^(Uint8Array|DataView|(Shared)?ArrayBuffer)$/.test(brand)) {
    const bytes = bytesOf(object, brand).slice(0, Math.max(walk.reach - walk.spent, 0));
    walk.spent += bytes.length;
    return bytes;
  }
  /** @type {any} */
  const numbers = ArrayBuffer.isView(object) && object;
  return (
    numbers &&
    Array.from({ length: Math.min(readPlatform(brand, object, 'length'), walk.most + 1) }, (_, i) => numbers[i])
  );
}
