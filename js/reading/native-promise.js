// Promises that `await` accepts without looking at their `then`: those of the language's own class, of this realm or another.
import { holdsPromise } from '#proxies';
import { dataOf } from './data.js';
import { isPlain } from './observed.js';

/** @typedef {(value: any) => void} Listener */
/** @typedef {import('../results/index.js').Place} Place */

/** The language's own constructor, even if the global `Promise` was replaced. @type {PromiseConstructor | undefined} */
let native;

export const nativePromise = () => {
  native ??= /** @type {PromiseConstructor} */ ((async () => {})().constructor);
  return native;
};

/** Set while spanloom itself waits for or inspects a promise. A followed promise notes who waits for it, and must not count spanloom. */
export const internalAccess = { isActive: false };

/** Whether a promise belongs to this module's realm. @param {unknown} promise */
export const isOfRealm = (promise) => promise instanceof nativePromise();

/**
 * @param {any} value
 * @returns {value is Promise<any>}
 */
export function isNativePromise(value) {
  internalAccess.isActive = true;
  try {
    if (!isPlain(value) || !(holdsPromise(value) ?? 'then' in Object(value))) return false;
    const type = isOfRealm(value) ? value.constructor : dataOf(value, 'constructor');
    // The language's own constructor has the same source text in all realms, and no program can produce that text.
    return type === native || Function.prototype.toString.call(type) === Function.prototype.toString.call(native);
  } catch {
    return false;
  } finally {
    internalAccess.isActive = false;
  }
}

/** @param {unknown} fn */
export const isAsyncFunction = (fn) => Object.prototype.toString.call(fn) === '[object AsyncFunction]';

/** The language's own `then`, which zone.js moves to another key. @returns {Promise<any>['then']} */
const nativeThen = () => {
  const { prototype } = nativePromise();
  return /** @type {any} */ (prototype).__zone_symbol__then ?? prototype.then;
};

/** Calls the language's own `then`. @param {Promise<any>} promise @param {Listener} onValue @param {Listener} onError @returns {Promise<any>} */
export function react(promise, onValue, onError) {
  internalAccess.isActive = true;
  try {
    return Reflect.apply(nativeThen(), promise, [onValue, onError]);
  } finally {
    internalAccess.isActive = false;
  }
}

/** @type {Promise<void> | undefined} */
let settled;

/**
 * Queues a microtask. In a page, `queueMicrotask` costs more.
 * @param {() => void} job @returns {boolean} whether it is queued: a page may have replaced `then`
 */
export function queueJob(job) {
  try {
    // An async function, because pages replace `Promise.resolve`: Dexie does in its transactions.
    settled ??= (async () => {})();
    react(settled, job, job);
    return true;
  } catch {
    return false;
  }
}

/**
 * Calls a listener when a promise settles, before listeners that are added later. From then on, a rejection counts as handled.
 * @param {Promise<any>} promise @param {Listener} [onValue] @param {Listener} [onError] @param {Place} [place] what is active in the code that settles it
 * @returns {Promise<any>} `promise`
 */
export function whenSettled(promise, onValue, onError, place) {
  const [quietValue, quietError] = [quiet(onValue), quiet(onError)];
  if (!place?.context.mark?.(place.store, promise, quietValue, quietError)) react(promise, quietValue, quietError);
  return promise;
}

/**
 * Returns a promise that settles like `promise`, after a listener was called. No other code may hold `promise`.
 * @param {Promise<any>} promise @param {Listener} [onValue] @param {Listener} [onError] @param {Place} [place] what is active in the code that settles it
 * @returns {Promise<any>}
 */
export function passThrough(promise, onValue, onError, place) {
  const [quietValue, quietError] = [quiet(onValue), quiet(onError)];
  const followed = place?.context.follow?.(promise, quietValue, quietError, place.store, place.before);
  if (followed) return followed;
  return react(
    promise,
    (value) => {
      quietValue(value);
      return value;
    },
    (error) => {
      quietError(error);
      throw error;
    },
  );
}

/** @param {Listener} [listener] @returns {Listener} */
const quiet = (listener) => (value) => {
  try {
    listener?.(value);
  } catch {}
};
