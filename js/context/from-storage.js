/** What carries the active span: `get` is undefined outside of `run`. @typedef {{ get(): any, run(store: any, fn: Function, thisArg: unknown, args: ArrayLike<unknown>): any }} Context */

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
