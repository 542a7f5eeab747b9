// The store in its worker.
import { expose } from 'comlink';
import { createStore } from './store.js';

/** @param {import('comlink').Endpoint} endpoint */
export const serve = (endpoint) => expose(createStore(), endpoint);

/** In a page, `serve` gets a port instead. */
const scope = /** @type {any} */ (globalThis);
if (scope.WorkerGlobalScope && scope instanceof scope.WorkerGlobalScope) {
  serve(scope);
  scope.postMessage('ready');
}
