// The context on Vercel Edge, where AsyncLocalStorage is a global.
import { fromStorage } from './from-storage.js';
import createSyncStack from './sync-stack.js';

export default () => {
  const { AsyncLocalStorage } = /** @type {any} */ (globalThis);
  return AsyncLocalStorage ? fromStorage(AsyncLocalStorage, 'getStore') : createSyncStack();
};
