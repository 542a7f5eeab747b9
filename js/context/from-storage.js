/**
 * @typedef {Object} Context what carries the active span
 * @property {() => any} get undefined where nothing is active
 * @property {(store: any, fn: Function, thisArg: unknown, args: ArrayLike<unknown>) => any} run
 * @property {(store: any) => any} [enter] makes it active until `leave`, which takes the value returned here; like `run`, but adds no stack frames
 * @property {(outer: any) => void} [leave]
 * @property {() => boolean} [isRestored] whether what is active was lost and brought back
 * @property {typeof import('./follow.js').follow} [follow] where the runtime keeps nothing over `await`: a promise that does, in place of one that nobody else holds
 * @property {typeof import('./markers.js').mark} [mark] the same for a promise that others hold, as far as it can be had
 * @property {() => any} [find] what is active in the traced code that waits for the code that runs, where nothing is
 * @property {() => import('./open-code.js').OpenCode} [createOpenCode] for a tracer, where what is active may be lost
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
