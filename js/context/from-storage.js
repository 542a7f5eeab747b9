// The context where the runtime keeps a value across `await`.
/**
 * @typedef {Object} Context carries the active span
 * @property {() => any} get undefined if nothing is active
 * @property {(store: any, fn: Function, thisArg: unknown, args: ArrayLike<unknown>) => any} run
 * @property {(store: any) => any} [enter] makes `store` active until `leave` is called with the returned value. It works like `run` without adding stack frames
 * @property {(outer: any) => void} [leave]
 * @property {() => boolean} [isRestored] whether what is active was lost and restored
 * @property {typeof import('./follow.js').follow} [follow] where the runtime keeps nothing across `await`: replaces a promise that no other code holds
 * @property {typeof import('./markers.js').mark} [mark] does the same for a promise that other code holds, as far as the engine allows
 * @property {() => any} [find] if nothing is active: what is active in the traced code that waits for the running code
 * @property {() => import('./open-code.js').OpenCode} [createOpenCode] called for each tracer, where the active span may be lost
 */

/**
 * Makes a context with a storage of its own.
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

/** False in workerd, where the method always throws. @param {any} storage */
function canEnter(storage) {
  try {
    storage.enterWith(undefined);
    return true;
  } catch {
    return false;
  }
}
