// Replaces a promise that no other code holds by one that keeps the active span: for the code that waits for it, and for the code that settles it.
import { isOfRealm, react } from '../reading/native-promise.js';
import { createFollowed } from './followed.js';
import { mark } from './markers.js';

/** @typedef {import('../reading/native-promise.js').Listener} Listener */

/**
 * Returns a promise that settles like `promise`, after a listener was called, as early as the one that `then` would return.
 * @param {Promise<any>} promise @param {Listener} onValue @param {Listener} onError @param {unknown} store what is active in the code that settles it
 * @param {import('./sync.js').Slot['before']} [before] what the stack showed where the promise was made, if that was examined
 * @returns {Promise<any> | undefined} undefined for a promise of another realm, which a promise of this realm cannot replace
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
