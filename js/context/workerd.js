import { fromStorage } from './from-storage.js';
import createSyncStack from './sync-stack.js';

// There without a flag of nodejs_compat or nodejs_als it is not, and a static import would stop the Worker.
const { AsyncLocalStorage } = await import('node:async_hooks').catch(() => /** @type {any} */ ({}));

export default () => (AsyncLocalStorage ? fromStorage(AsyncLocalStorage, 'getStore') : createSyncStack());
