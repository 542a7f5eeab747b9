// The store in its worker.
import { expose, proxy } from 'comlink';
import { holdLock } from './hold-lock.js';
import { takeModuleFrom } from './module.js';
import { createStore } from './store.js';

/** @param {Parameters<typeof takeModuleFrom>[0]} loadModule */
function open(loadModule) {
  takeModuleFrom(loadModule);
  return proxy(createStore());
}

/** @param {import('comlink').Endpoint} endpoint */
export const serve = (endpoint) => expose({ open, holdLock }, endpoint);

/** In a page, `serve` gets a port instead. */
const scope = /** @type {any} */ (globalThis);
if (scope.WorkerGlobalScope && scope instanceof scope.WorkerGlobalScope) {
  serve(scope);
  scope.postMessage('ready');
}
