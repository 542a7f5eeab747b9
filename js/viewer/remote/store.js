import { proxy, wrap } from 'comlink';
import { linkerModule } from './linker-module.js';
import { noticeEnd } from './notice-end.js';
import { startWorker } from './start-worker.js';

/** @typedef {import('../model.js').TraceStore} TraceStore */
/** @typedef {import('../model.js').TraceSummary} TraceSummary */
/** @typedef {TraceStore & { onLost(tell: () => void): void, close(): void }} RemoteStore */

/** Bundlers recognise a worker by exactly this expression. */
const start = () => new Worker(new URL('./store-worker.js', import.meta.url), { type: 'module' });

// @ts-expect-error only the bundle has this file
const load = () => import('./store-worker.js');

/**
 * A store in a worker of its own. Calls wait until it listens, in their order. Where the worker ends, such as for want of memory, its traces
 * are gone and a new one begins.
 * @returns {RemoteStore}
 */
export function connectStore() {
  /** Rejects the calls that are not answered. @type {Set<(error: Error) => void>} */
  const waiting = new Set();
  /** @type {((summaries: TraceSummary[]) => void)[]} */
  const watchers = [];
  let isClosed = false;
  let tellLost = () => {};
  let connection = connect();

  function connect() {
    const starting = startWorker(start, load);
    // In an object, because what Comlink wraps looks like a promise.
    const remote = starting.then(async (endpoint) => {
      const worker = /** @type {any} */ (wrap(endpoint));
      if ('terminate' in endpoint) noticeEnd(worker, restart).catch(() => {});
      return { store: await worker.open(proxy(linkerModule)) };
    });
    // Each call rejects with it.
    remote.catch(() => {});
    return { starting, remote };
  }

  function restart() {
    if (isClosed) return;
    connection = connect();
    for (const reject of waiting) reject(new Error('the worker that has the traces has ended'));
    tellLost();
    for (const watcher of watchers) watch(watcher).catch(() => {});
  }

  /** @param {(summaries: TraceSummary[]) => void} onSummaries @returns {Promise<void>} */
  const watch = async (onSummaries) => (await connection.remote).store.watch(proxy(onSummaries));

  /** @param {keyof TraceStore} name */
  const call =
    (name) =>
    (/** @type {any[]} */ ...args) =>
      /** @type {Promise<any>} */ (
        new Promise((resolve, reject) => {
          waiting.add(reject);
          connection.remote
            .then(({ store }) => store[name](...args))
            .then(resolve, reject)
            .finally(() => waiting.delete(reject));
        })
      );

  return {
    add: call('add'),
    addSpans: call('addSpans'),
    watch: (onSummaries) => {
      watchers.push(onSummaries);
      return watch(onSummaries);
    },
    trace: call('trace'),
    span: call('span'),
    search: call('search'),
    session: call('session'),
    export: call('export'),
    remove: call('remove'),
    onLost: (tell) => {
      tellLost = tell;
    },
    close: () => {
      isClosed = true;
      void connection.starting.then((endpoint) => ('terminate' in endpoint ? endpoint.terminate() : endpoint.close()));
    },
  };
}
