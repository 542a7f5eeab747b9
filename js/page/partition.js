import { storeId } from './store-id.js';

/** Runs a function without tracing it. @typedef {<T>(fn: () => T) => T} Untraced */

/**
 * Returns a function that returns the partition of the current owner, or undefined if the owner is unknown. That function never throws.
 * @param {URL} url @param {string} format @param {Headers | undefined} headers undefined if each request has its own
 * @param {import('../index.js').StoreOptions['owner']} owner
 * @returns {(untraced?: Untraced) => string | undefined}
 */
export function partitionOf(url, format, headers, owner) {
  if (typeof owner !== 'function') {
    const known = owner ?? headers;
    const partition = known === undefined ? undefined : storeId(url, format, known);
    return () => partition;
  }
  /** @type {string | undefined} */
  let lastOwner;
  /** @type {string | undefined} */
  let partition;
  return (untraced = (fn) => fn()) => {
    /** @type {unknown} */
    let current;
    try {
      current = untraced(owner);
    } catch {
      // The owner is unknown.
    }
    if (typeof current !== 'string') return undefined;
    if (current !== lastOwner) partition = storeId(url, format, current);
    lastOwner = current;
    return partition;
  };
}
