import { isAsyncFunction, isNativePromise } from '../reading/native-promise.js';
import { follow } from './follow.js';
import { listenTo } from './followed.js';
import { fromStorage } from './from-storage.js';
import { mark, storeFromStack } from './markers.js';
import { OpenCode } from './open-code.js';
import { enter, leave, runWith, sync } from './sync.js';

/**
 * Without AsyncContext in the language: active until the function returns, and in code that waits for a promise of ours.
 * Elsewhere the engine's stack tells where a call belongs, or nothing does.
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
