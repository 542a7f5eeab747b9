// The context in Workers.
import { fromStorage } from './from-storage.js';
import createSyncStack from './sync-stack.js';

// Without the flag nodejs_compat or nodejs_als the module does not exist, and a static import would stop the Worker.
const { AsyncLocalStorage } = await import('node:async_hooks').catch(() => /** @type {any} */ ({}));

export default () => (AsyncLocalStorage ? fromStorage(AsyncLocalStorage, 'getStore') : createSyncStack());
