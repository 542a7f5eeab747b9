// Spans that ended before the event loop ran dry are still delivered: where the runtime says that it is about to end, what waits is flushed.

/** @typedef {{ flush(keepAlive: boolean): Promise<void>, abandon(): void, tellOpen(end: string): void }} Flushable */

/** @type {Set<Flushable>} */
const waiting = new Set();
/** How long a program that is otherwise done waits for its last spans, at most: then what is under way is given up, as its sockets would hold the program. */
const GRACE_MS = 2000;

let isListening = false;

/** Call when `tracer` has something to deliver. @param {Flushable} tracer */
export function flushBeforeExit(tracer) {
  waiting.add(tracer);
  if (isListening) return;
  isListening = true;
  const { process } = /** @type {any} */ (globalThis);
  if (typeof process?.on === 'function') process.on('beforeExit', flushAll);
}

/** Call when nothing waits any more. @param {Flushable} tracer */
export const nothingWaits = (tracer) => waiting.delete(tracer);

function flushAll() {
  if (waiting.size === 0) return;
  const tracers = [...waiting];
  waiting.clear();
  // A retry waits on a timer that keeps nothing alive, so this one has to, for a while.
  const alive = setTimeout(() => {
    for (const tracer of tracers) tracer.abandon();
  }, GRACE_MS);
  Promise.all(tracers.map((tracer) => tracer.flush(false))).finally(() => {
    clearTimeout(alive);
    for (const tracer of tracers) tracer.tellOpen('the end of the program');
  });
}
