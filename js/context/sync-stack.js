import { fromStorage } from './from-storage.js';

/**
 * Without AsyncContext in the language, active means until the function returns: not behind its first `await`.
 * @returns {import('./from-storage.js').Context}
 */
export default function createContext() {
  const { Variable } = /** @type {any} */ (globalThis).AsyncContext ?? {};
  if (Variable) return fromStorage(Variable, 'get');
  /** @type {unknown} */
  let active;
  return {
    get: () => active,
    run(store, fn, thisArg, args) {
      const outer = active;
      active = store;
      try {
        return Reflect.apply(fn, thisArg, args);
      } finally {
        active = outer;
      }
    },
  };
}
