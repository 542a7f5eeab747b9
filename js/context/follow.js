// A promise in place of another that nobody else holds, by which what is active finds its way: to those who wait for it, and into the code that settles it.
import { isOfRealm, react } from '../reading/native-promise.js';
import { createFollowed } from './followed.js';
import { mark } from './markers.js';

/** @typedef {import('../reading/native-promise.js').Listener} Listener */

/**
 * Settles as `promise` does, after telling, as soon as what `then` would give.
 * @param {Promise<any>} promise @param {Listener} onValue @param {Listener} onError @param {unknown} store what is active in the code that settles it
 * @param {import('./sync.js').Slot['before']} [before] what was found where it was made, if that was looked for
 * @returns {Promise<any> | undefined} undefined for one of another realm: it would be one of this
 */
export function follow(promise, onValue, onError, store, before) {
  if (!isOfRealm(promise)) return undefined;
  const followed = createFollowed(before);
  /** @type {Listener} */
  const fulfil = (value) => {
    onValue(value);
    followed.fulfil(value);
  };
  /** @type {Listener} */
  const reject = (error) => {
    onError(error);
    followed.reject(error);
  };
  if (!mark(store, promise, fulfil, reject, followed.promise)) react(promise, fulfil, reject);
  return followed.promise;
}
