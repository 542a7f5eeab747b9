// What can be read of a value without anybody noticing. Reactive libraries note what is read and by whom, and any other proxy may do whatever it likes.
import { rawOf, rawOfOlder } from '#proxies';
import { realm } from '../base/realm.js';
import { isObject, nameOf, own } from './data.js';

/** What stands for an object that is not read. */
export const PROXY = '[Proxy]';

const MAX_PROTOTYPES = 100;

/** Prototypes behind which no proxy stands. @type {WeakSet<object>} */
const plain = new WeakSet();

/**
 * What is to be read in place of a value: in most cases the value itself; the raw value that a library keeps behind it; undefined where nothing of it
 * may be read. Never throws.
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

/** An own data property of what is readable of a value. @param {unknown} value @param {PropertyKey} key @returns {any} */
export const peek = (value, key) => own(readable(value), key);

/** What is readable of a value, or what stands for it. @param {unknown} value */
export const standInOf = (value) => readable(value) ?? (isObject(value) ? PROXY : value);

/** Whether a value can be read as it is. @param {unknown} value */
export const isPlain = (value) => readable(value) === value;

/** What is inherited from a proxy is read of the proxy. @param {object | null} first */
function isPlainPrototype(first) {
  if (first === Object.prototype || first === Array.prototype || first === null || plain.has(first)) return true;
  let left = MAX_PROTOTYPES;
  for (let at = /** @type {object | null} */ (first); at; at = Object.getPrototypeOf(at))
    if (--left < 0 || rawOf(at) !== at) return false;
  plain.add(first);
  return true;
}

/** The name of a function, also of one that is traced. @param {Function} fn */
export const functionName = (fn) => nameOf(realm().wrapped.get(fn)?.fn ?? readable(fn));
