import { storeId } from './store-id.js';

/** @typedef {import('../index.js').OtlpOptions} OtlpOptions */
/** Runs what is not part of the program. @typedef {<T>(fn: () => T) => T} Untraced */

/**
 * Tells where spans belong whose trace begins, or that are sent, now: undefined where nobody knows whose they are.
 * @param {URL} url @param {string} format @param {OtlpOptions['headers']} headers @param {import('../index.js').StoreOptions['owner']} owner
 * @returns {(untraced?: Untraced) => string | undefined} which never throws
 */
export function placeOf(url, format, headers, owner) {
  if (typeof owner !== 'function') {
    const known = owner ?? headers;
    const place = typeof known === 'function' ? undefined : storeId(url, format, known);
    return () => place;
  }
  /** @type {string | undefined} */
  let last;
  /** @type {string | undefined} */
  let place;
  return (untraced = (fn) => fn()) => {
    /** @type {unknown} */
    let now;
    try {
      now = untraced(owner);
    } catch {
      // Nobody knows.
    }
    if (typeof now !== 'string') return undefined;
    if (now !== last) place = storeId(url, format, now);
    last = now;
    return place;
  };
}
