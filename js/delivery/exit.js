// Spans that ended before the event loop ran dry are still delivered: where the runtime says that it is about to end, what waits is flushed.

import { realm } from '../base/realm.js';
import { ExportError } from '../batch/export-error.js';

/** @typedef {Pick<import('../pipeline/pipeline.js').Pipeline, 'flush' | 'undelivered' | 'deliveries' | 'drop' | 'tellOpen'>} Flushable */

/** How long a program that is otherwise done waits for its last spans, at most: then what is under way is given up, as its sockets would hold the program. */
const GRACE_MS = 2000;
const END = 'the end of the program';
/** Why spans were dropped. */
const PROCESS_EXIT = 'process_exit';

const waiting = () => {
  const shared = realm();
  shared.waiting ??= listen();
  return shared.waiting;
};

/** Once for all copies of the package. @returns {Set<Flushable>} */
function listen() {
  /** @type {Set<Flushable>} */
  const flushables = new Set();
  const { process } = /** @type {any} */ (globalThis);
  if (typeof process?.on === 'function') {
    process.on('beforeExit', () => flushAll(flushables));
    process.on('exit', () => abandonAll(flushables));
  }
  return flushables;
}

/** Call when `tracer` has something to deliver, or may have. @param {Flushable} tracer */
export const flushBeforeExit = (tracer) => void waiting().add(tracer);

/** Call when nothing waits any more. @param {Flushable} tracer */
export const nothingWaits = (tracer) => waiting().delete(tracer);

/** What is under way to an exporter is given up. @param {Flushable} tracer */
function abandon(tracer) {
  const spans = tracer.undelivered;
  if (spans === 0) return;
  const message = `the program ended before ${spans} spans were delivered; await flush() waits for all retries`;
  tracer.drop(PROCESS_EXIT, 0, new ExportError(PROCESS_EXIT, message));
  for (const delivery of tracer.deliveries) delivery.abandon(PROCESS_EXIT);
}

/** By `process.exit()` or an error, which nothing can wait for. @param {Set<Flushable>} flushables */
function abandonAll(flushables) {
  for (const tracer of flushables) {
    abandon(tracer);
    tracer.tellOpen(END);
  }
}

/** @param {Set<Flushable>} flushables */
function flushAll(flushables) {
  if (flushables.size === 0) return;
  const tracers = [...flushables];
  flushables.clear();
  // A retry waits on a timer that keeps nothing alive, so this one has to, for a while.
  const alive = setTimeout(() => {
    for (const tracer of tracers) abandon(tracer);
  }, GRACE_MS);
  Promise.all(tracers.map((tracer) => tracer.flush(false))).finally(() => {
    clearTimeout(alive);
    for (const tracer of tracers) tracer.tellOpen(END);
  });
}
