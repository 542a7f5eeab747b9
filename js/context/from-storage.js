/**
 * @typedef {Object} Context what carries the active span
 * @property {() => any} get undefined where nothing is active
 * @property {(store: any, fn: Function, thisArg: unknown, args: ArrayLike<unknown>) => any} run
 * @property {(store: any) => any} [enter] makes it active until `leave`, which takes the value returned here; like `run`, but adds no stack frames
 * @property {(outer: any) => void} [leave]
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
  const get = () => storage[getter]();
  /** @type {Context['run']} */
  const run = (store, fn, thisArg, args) => storage.run(store, Reflect.apply, fn, thisArg, args);
  if (!canEnter(storage)) return { get, run };
  const enter = (/** @type {unknown} */ store) => {
    const outer = get();
    storage.enterWith(store);
    return outer;
  };
  return { get, run, enter, leave: (outer) => storage.enterWith(outer) };
}

/** Not in workerd, where the method only throws. @param {any} storage */
function canEnter(storage) {
  try {
    storage.enterWith(undefined);
    return true;
  } catch {
    return false;
  }
}
