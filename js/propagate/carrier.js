// Reads and writes fields of a carrier: Headers, a Map or the like, else an object whose properties are the fields.
import { ignoreRejection } from '../base/ignore-rejection.js';

/** @typedef {import('../index.js').Carrier} Carrier */

/**
 * Returns a field. Names of an object's fields are case-insensitive, as a server may pass on headers as received: in several cases, they are one header
 * that is repeated.
 * @param {any} carrier @param {string} name in lower case
 * @returns {unknown}
 */
export function readField(carrier, name) {
  if (typeof carrier.get === 'function') {
    const value = carrier.get(name) ?? undefined;
    ignoreRejection(value);
    return value;
  }
  const keys = Object.keys(carrier).filter((key) => key.toLowerCase() === name);
  return keys.length > 1 ? keys.flatMap((key) => carrier[key]) : carrier[keys[0] ?? name];
}

/**
 * Replaces a field, whatever its case. Removes it if `value` is undefined.
 * @param {any} carrier @param {string} name in lower case @param {string | undefined} value
 */
export function writeField(carrier, name, value) {
  if (typeof carrier.set === 'function') {
    ignoreRejection(value === undefined ? carrier.delete?.(name) : carrier.set(name, value));
    return;
  }
  for (const key of Object.keys(carrier)) if (key.toLowerCase() === name) delete carrier[key];
  if (value !== undefined) carrier[name] = value;
}
