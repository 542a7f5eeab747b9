// Promises that `await` takes as they are, without looking at their `then`; in the code of their own realm, where they are of another.
import { holdsPromise } from '#proxies';
import { dataOf } from './data.js';
import { isPlain } from './observed.js';

/** @typedef {(value: any) => void} Listener */
/** @typedef {import('../results/index.js').Place} Place */

/** The language's own constructor, whatever the global `Promise` was replaced with. @type {PromiseConstructor | undefined} */
let native;

export const nativePromise = () => {
  native ??= /** @type {PromiseConstructor} */ ((async () => {})().constructor);
  return native;
};

/** Set while a promise is asked from here: one of ours tells who waits for it, and we do not count. */
export const asking = { isOurs: false };

/** Whether a promise is of the realm that this module is in. @param {unknown} promise */
export const isOfRealm = (promise) => promise instanceof nativePromise();

/**
 * @param {any} value
 * @returns {value is Promise<any>}
 */
export function isNativePromise(value) {
  asking.isOurs = true;
  try {
    if (!isPlain(value) || !(holdsPromise(value) ?? 'then' in Object(value))) return false;
    const type = isOfRealm(value) ? value.constructor : dataOf(value, 'constructor');
    // What the language made has the same text in all realms, which no program can write.
    return type === native || Function.prototype.toString.call(type) === Function.prototype.toString.call(native);
  } catch {
    return false;
  } finally {
    asking.isOurs = false;
  }
}

/** @param {unknown} fn */
export const isAsyncFunction = (fn) => Object.prototype.toString.call(fn) === '[object AsyncFunction]';

/** The language's own, which zone.js puts aside. @returns {Promise<any>['then']} */
const nativeThen = () => {
  const { prototype } = nativePromise();
  return /** @type {any} */ (prototype).__zone_symbol__then ?? prototype.then;
};

/** @param {Promise<any>} promise @param {Listener} onValue @param {Listener} onError @returns {Promise<any>} */
export function react(promise, onValue, onError) {
  asking.isOurs = true;
  try {
    return Reflect.apply(nativeThen(), promise, [onValue, onError]);
  } finally {
    asking.isOurs = false;
  }
}

/** @type {Promise<void> | undefined} */
let settled;

/**
 * The next job, but for those that wait already; `queueMicrotask` costs a page more.
 * @param {() => void} job @returns {boolean} whether it is queued: a page may have replaced what that takes
 */
export function queueJob(job) {
  try {
    // By the syntax, as pages replace `Promise.resolve`: Dexie does within its transactions.
    settled ??= (async () => {})();
    react(settled, job, job);
    return true;
  } catch {
    return false;
  }
}

/**
 * Tells when a promise settles, before anybody who asks later. A rejection counts as handled from then on.
 * @param {Promise<any>} promise @param {Listener} [onValue] @param {Listener} [onError] @param {Place} [place] what is active in the code that settles it
 * @returns {Promise<any>} itself
 */
export function whenSettled(promise, onValue, onError, place) {
  const [tellValue, tellError] = [quiet(onValue), quiet(onError)];
  if (!place?.context.mark?.(place.store, promise, tellValue, tellError)) react(promise, tellValue, tellError);
  return promise;
}

/**
 * A promise that settles as `promise` does, after telling: for one that nobody else holds.
 * @param {Promise<any>} promise @param {Listener} [onValue] @param {Listener} [onError] @param {Place} [place] what is active in the code that settles it
 * @returns {Promise<any>}
 */
export function passThrough(promise, onValue, onError, place) {
  const [tellValue, tellError] = [quiet(onValue), quiet(onError)];
  const followed = place?.context.follow?.(promise, tellValue, tellError, place.store, place.before);
  if (followed) return followed;
  return react(
    promise,
    (value) => {
      tellValue(value);
      return value;
    },
    (error) => {
      tellError(error);
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
