// By what a value is known again: an object by itself, a string by its length, its ends and a hash, so that no text is kept.
import { isObject } from '../identity/object-ids.js';

/** Shorter strings turn up anywhere. */
const SHORTEST = 8;
const MOST_VALUES = 32;
const DEPTH = 2;
const END = 24;
const SAMPLES = 1024;

/**
 * The keys of the values and of what is in them, outer ones first; numbers and short strings have none.
 * @param {Iterable<unknown>} values @returns {Set<string | object>}
 */
export function keysOf(values) {
  /** @type {Set<string | object>} */
  const keys = new Set();
  let level = [...values];
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    const next = [];
    for (const value of level) {
      if (keys.size >= MOST_VALUES) return keys;
      if (typeof value === 'string') {
        if (value.length >= SHORTEST) keys.add(keyOf(value));
      } else if (isObject(value)) {
        keys.add(value);
        next.push(...members(value));
      }
    }
    level = next;
  }
  return keys;
}

/** @param {string} text */
function keyOf(text) {
  const step = Math.ceil(text.length / SAMPLES);
  let hash = 0;
  for (let i = 0; i < text.length; i += step) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return `${text.length} ${hash} ${text.slice(0, END)} ${text.slice(-END)}`;
}

/** The first members of a list or plain object; what a getter would give is not asked for. @param {object} value */
function members(value) {
  /** @type {unknown[]} */
  const found = [];
  try {
    if (Array.isArray(value)) return value.slice(0, MOST_VALUES);
    if (Object.getPrototypeOf(value) !== Object.prototype) return found;
    for (const key of Object.keys(value).slice(0, MOST_VALUES))
      found.push(Object.getOwnPropertyDescriptor(value, key)?.value);
  } catch {
    // A proxy of the user's.
  }
  return found;
}
