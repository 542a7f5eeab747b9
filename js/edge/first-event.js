// The first events of a tracer wait for its core: without it, no message can say where its parts come from.
import { abortableTimeout, untilAborted } from '../base/abortable-timeout.js';

/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */

const MAX_WAIT_MS = 1000;

/** Tracers for which an event has waited. @type {WeakSet<Tracer>} */
const known = new WeakSet();

/**
 * Calls `run` once the core is loaded, or has failed to load, or takes too long. Each event waits by itself: the platform may end another that waits.
 * @template T @param {Tracer | undefined} tracer @param {() => T | Promise<T>} run
 * @returns {T | Promise<T>}
 */
export const whenLoaded = (tracer, run) => (tracer?.isOpen && !known.has(tracer) ? wait(tracer).then(run, run) : run());

/** @param {Tracer} tracer */
async function wait(tracer) {
  const late = new AbortController();
  const cancel = abortableTimeout(MAX_WAIT_MS, () => late.abort());
  await untilAborted(tracer.pipeline.untilLoaded(), late.signal);
  cancel();
  known.add(tracer);
}
