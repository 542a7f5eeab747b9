// The context in browsers.
import { isAsyncFunction, isNativePromise } from '../reading/native-promise.js';
import { follow } from './follow.js';
import { listenTo } from './followed.js';
import { fromStorage } from './from-storage.js';
import { mark, storeFromStack } from './markers.js';
import { OpenCode } from './open-code.js';
import { enter, leave, runWith, sync } from './sync.js';

/**
 * The context for runtimes without AsyncLocalStorage. A span is active until its function returns, and in code that waits for a promise of spanloom's.
 * Elsewhere, the parent of a call is read from the engine's stack, or stays unknown.
 * @returns {import('./from-storage.js').Context}
 */
export default function createContext() {
  const { Variable } = /** @type {any} */ (globalThis).AsyncContext ?? {};
  return Variable ? fromStorage(Variable, 'get') : syncStack(sync());
}

/** @param {import('./sync.js').Slot} slot @returns {import('./from-storage.js').Context} */
const syncStack = (slot) => ({
  createOpenCode: () => new OpenCode(),
  follow,
  find: storeFromStack,
  mark: (store, promise, onValue, onError) =>
    listenTo(promise, onValue, onError) || mark(store, promise, onValue, onError),
  get: () => slot.active,
  isRestored: () => slot.isRestored,
  run(store, fn, thisArg, args) {
    const result = runWith(store, false, fn, thisArg, args);
    return isAsyncFunction(fn) && isNativePromise(result) ? (follow(result, ignore, ignore, store) ?? result) : result;
  },
  enter: (store) => enter(store, false),
  leave,
});

const ignore = () => {};
