// Reads and writes fields of a carrier: Headers, a Map or the like, else an object whose properties are the fields.
import { pickOptions } from '../base/check.js';
import { ignoreRejection } from '../base/ignore-rejection.js';
import { isObject } from '../reading/data.js';

/** @typedef {import('../index.js').Carrier} Carrier */

/** Throws unless the carrier is an object. The message shows nothing of it, as a user may pass the body. @param {string} owner @param {unknown} carrier @returns {asserts carrier is object} */
export function checkCarrier(owner, carrier) {
  if (!isObject(carrier))
    throw new TypeError(`${owner} takes an object, Headers or a Map as carrier, not a ${typeof carrier}`);
}

/**
 * Returns the options of a call, without the wrong ones, which are reported. The reports show nothing of what is sent, as a user may pass it as an option.
 * @param {import('../tracer/tracer.js').Tracer} tracer @param {string} owner @param {unknown} given @param {Record<string, import('../base/check.js').Rule>} rules
 * @returns {{ values: unknown[], format?: string }}
 */
export function readOptions({ settings: { onError } }, owner, given, rules) {
  const isRead = isObject(given) && !Array.isArray(given);
  if (!isRead) onError(new TypeError(`${owner} takes an object of options, not a ${nameOf(given)}`));
  const { values = [], ...options } = isRead ? pickOptions(owner, given, rules, onError) : {};
  if (Array.isArray(values)) return { ...options, values };
  onError(new TypeError(`${owner}: 'values' must be a list, not a ${nameOf(values)}`));
  return { ...options, values: [] };
}

/** @param {unknown} value */
const nameOf = (value) => (Array.isArray(value) ? 'list' : typeof value);

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
 * Returns a field of a plain object, whose name no header can have.
 * @param {any} carrier @param {string} name in lower case
 */
export const readProperty = (carrier, name) =>
  typeof carrier.get === 'function' ? undefined : readField(carrier, name);

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
