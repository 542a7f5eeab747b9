/**
 * @typedef {Object} Context what carries the active span
 * @property {() => any} get undefined outside of `run`
 * @property {(store: any, fn: Function, thisArg: unknown, args: ArrayLike<unknown>) => any} run
 * @property {() => boolean} [isRestored] whether what is active was lost and brought back
 * @property {() => void} [keepOverAwait] has what is active kept over `await`, where the runtime does not do it by itself
 * @property {import('./value-scopes.js').ValueScopes} [scopes] tells where a call belongs when nothing is active
 */

/**
 * A context in a storage of its own, beside those of the user.
 * @param {new () => any} Storage AsyncLocalStorage or AsyncContext.Variable @param {'getStore' | 'get'} getter
 * @returns {Context}
 */
export function fromStorage(Storage, getter) {
  const storage = new Storage();
  return {
    get: () => storage[getter](),
    run: (store, fn, thisArg, args) => storage.run(store, Reflect.apply, fn, thisArg, args),
  };
}
