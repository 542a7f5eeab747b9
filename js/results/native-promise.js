// Promises that `await` takes as they are, without looking at their `then`.

/** @typedef {(value: any) => void} Listener */

/** The language's own constructor, whatever the global `Promise` was replaced with. @type {PromiseConstructor | undefined} */
let native;

export const nativePromise = () => {
  native ??= /** @type {PromiseConstructor} */ ((async () => {})().constructor);
  return native;
};

/**
 * @param {any} value
 * @returns {value is Promise<any>}
 */
export function isNativePromise(value) {
  try {
    return value instanceof nativePromise() && value.constructor === native;
  } catch {
    return false;
  }
}

/**
 * Tells when a promise settles, before anybody who asks later. A rejection counts as handled from then on.
 * @param {Promise<any>} promise @param {Listener} onValue @param {Listener} onError
 */
export function observe(promise, onValue, onError) {
  Reflect.apply(nativePromise().prototype.then, promise, [quiet(onValue), quiet(onError)]);
}

/**
 * A promise that settles as `promise` does, after telling: for one that nobody else holds.
 * @param {Promise<any>} promise @param {Listener} onValue @param {Listener} onError
 * @returns {Promise<any>}
 */
export function transparent(promise, onValue, onError) {
  return Reflect.apply(nativePromise().prototype.then, promise, [
    (/** @type {any} */ value) => {
      quiet(onValue)(value);
      return value;
    },
    (/** @type {unknown} */ error) => {
      quiet(onError)(error);
      throw error;
    },
  ]);
}

/** @param {Listener} listener @returns {Listener} */
const quiet = (listener) => (value) => {
  try {
    listener(value);
  } catch {}
};
