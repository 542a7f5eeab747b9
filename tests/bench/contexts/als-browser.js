import { AsyncLocalStorage } from 'als-browser';
import { tracerOver } from './over.js';

export function start() {
  const storage = new AsyncLocalStorage();
  return tracerOver({ get: () => storage.getStore(), run: (store, fn) => storage.run(store, fn) });
}
