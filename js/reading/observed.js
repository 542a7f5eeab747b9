// Finds out what can be read of a value without a side effect. Reactive libraries track who reads what, and any other proxy may run arbitrary code.
import { rawOf, rawOfOlder } from '#proxies';
import { realm } from '../base/realm.js';
import { isObject, nameOf, own } from './data.js';

/** The text shown in place of an object that must not be read. */
export const PROXY = '[Proxy]';

const MAX_PROTOTYPES = 100;

/** Prototypes that involve no proxy. @type {WeakSet<object>} */
const plain = new WeakSet();

/**
 * Returns what to read in place of a value: usually the value itself; the raw value behind a library's proxy; or undefined if nothing may be read.
 * Never throws.
 * @param {any} value @returns {any}
 */
export function readable(value) {
  if (!isObject(value)) return value;
  try {
    const raw = rawOf(value);
    if (typeof raw === 'function' || raw === undefined) return raw;
    const prototype = Object.getPrototypeOf(raw);
    if (!isPlainPrototype(prototype)) return undefined;
    const older = rawOfOlder(raw, prototype);
    return older === raw || older === undefined ? older : readable(older);
  } catch {
    return undefined;
  }
}

/** An own data property of the readable form of a value. @param {unknown} value @param {PropertyKey} key @returns {any} */
export const peek = (value, key) => own(readable(value), key);

/** The readable form of a value, or the text shown in its place. @param {unknown} value */
export const standInOf = (value) => readable(value) ?? (isObject(value) ? PROXY : value);

/** Whether a value can be read as it is. @param {unknown} value */
export const isPlain = (value) => readable(value) === value;

/** Whether no prototype is a proxy: inherited properties would be read from it. @param {object | null} first */
function isPlainPrototype(first) {
  if (first === Object.prototype || first === Array.prototype || first === null || plain.has(first)) return true;
  let left = MAX_PROTOTYPES;
  for (let at = /** @type {object | null} */ (first); at; at = Object.getPrototypeOf(at))
    if (--left < 0 || rawOf(at) !== at) return false;
  plain.add(first);
  return true;
}

/** The name of a function, even if it is wrapped. @param {Function} fn */
export const functionName = (fn) => nameOf(realm().wrapped.get(fn)?.fn ?? readable(fn));
