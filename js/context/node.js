// The context in Node, Deno and Bun.
import { AsyncLocalStorage } from 'node:async_hooks';
import { fromStorage } from './from-storage.js';

export default () => fromStorage(AsyncLocalStorage, 'getStore');
