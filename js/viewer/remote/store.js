import { proxy, wrap } from 'comlink';
import { linkerModule } from './linker-module.js';
import { startWorker } from './start-worker.js';

/** @typedef {import('../model.js').TraceStore} TraceStore */
/** @typedef {TraceStore & { close(): void }} RemoteStore */

/** Bundlers recognise a worker by exactly this expression. */
const start = () => new Worker(new URL('./store-worker.js', import.meta.url), { type: 'module' });

// @ts-expect-error only the bundle has this file
const load = () => import('./store-worker.js');

/** A store in a worker of its own. Calls wait until it listens, in their order. @returns {RemoteStore} */
export function connectStore() {
  const starting = startWorker(start, load);
  // In an object, because what Comlink wraps looks like a promise.
  const remote = starting.then(async (endpoint) => ({
    store: await /** @type {any} */ (wrap(endpoint)).open(proxy(linkerModule)),
  }));
  // Each call rejects with it.
  remote.catch(() => {});
  /** @param {keyof TraceStore} name */
  const call =
    (name) =>
    async (/** @type {any[]} */ ...args) =>
      (await remote).store[name](...args);
  return {
    add: call('add'),
    addSpans: call('addSpans'),
    watch: async (onSummaries) => (await remote).store.watch(proxy(onSummaries)),
    trace: call('trace'),
    span: call('span'),
    search: call('search'),
    session: call('session'),
    export: call('export'),
    remove: call('remove'),
    close: () => void starting.then((endpoint) => ('terminate' in endpoint ? endpoint.terminate() : endpoint.close())),
  };
}
