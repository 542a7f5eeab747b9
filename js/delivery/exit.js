// Flushes tracers before the process ends: spans that ended before the event loop ran dry are still delivered.

import { realm } from '../base/realm.js';
import { ExportError } from '../batch/export-error.js';

/** @typedef {Pick<import('../pipeline/pipeline.js').Pipeline, 'flush' | 'undelivered' | 'deliveries' | 'drop' | 'reportOpen'>} Flushable */

/** How long the process waits for its last spans. Then exports are given up, as their sockets would keep the process alive. */
const MAX_WAIT_MS = 2000;
const END = 'the end of the program';
/** The reason of spans that are dropped. */
const PROCESS_EXIT = 'process_exit';

const waiting = () => {
  const shared = realm();
  shared.waiting ??= listen();
  return shared.waiting;
};

/** Adds the listeners, once for all copies of the package. @returns {Set<Flushable>} */
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

/** Flushes `tracer` before the process ends. Called when it may have something to deliver. @param {Flushable} tracer */
export const flushBeforeExit = (tracer) => void waiting().add(tracer);

/** Called when a tracer has nothing left to deliver. @param {Flushable} tracer */
export const nothingWaits = (tracer) => waiting().delete(tracer);

/** Gives up what is not delivered yet. @param {Flushable} tracer */
function abandon(tracer) {
  const spans = tracer.undelivered;
  if (spans === 0) return;
  const message = `the program ended before ${spans} spans were delivered; await flush() waits for all retries`;
  tracer.drop(PROCESS_EXIT, 0, new ExportError(PROCESS_EXIT, message));
  for (const delivery of tracer.deliveries) delivery.abandon(PROCESS_EXIT);
}

/** At `process.exit()`, or an uncaught error: nothing can be awaited any more. @param {Set<Flushable>} flushables */
function abandonAll(flushables) {
  for (const tracer of flushables) {
    abandon(tracer);
    tracer.reportOpen(END);
  }
}

/** @param {Set<Flushable>} flushables */
function flushAll(flushables) {
  if (flushables.size === 0) return;
  const tracers = [...flushables];
  flushables.clear();
  // The timers of retries do not keep the process alive, so this one does.
  const alive = setTimeout(() => {
    for (const tracer of tracers) abandon(tracer);
  }, MAX_WAIT_MS);
  Promise.all(tracers.map((tracer) => tracer.flush(false))).finally(() => {
    clearTimeout(alive);
    for (const tracer of tracers) tracer.reportOpen(END);
  });
}
