import { slot } from './active.js';
import { enter, hookAwait, leave, runWith } from './await-hook.js';
import { fromStorage } from './from-storage.js';
import { ValueScopes } from './value-scopes.js';

/**
 * Without AsyncContext in the language: active until the function returns, and again behind each native `await` in it.
 * Where that fails (timers, events, thenables), `scopes` tells by the values of a call where it belongs.
 * @returns {import('./from-storage.js').Context}
 */
export default function createContext() {
  const { Variable } = /** @type {any} */ (globalThis).AsyncContext ?? {};
  return Variable ? fromStorage(Variable, 'get') : syncStack();
}

function syncStack() {
  return {
    scopes: new ValueScopes(),
    keepOverAwait: hookAwait,
    get: () => slot.active,
    isRestored: () => slot.isRestored,
    /** @type {import('./from-storage.js').Context['run']} */
    run: (store, fn, thisArg, args) => runWith(store, false, fn, thisArg, args),
    enter: (/** @type {unknown} */ store) => enter(store, false),
    leave,
  };
}
