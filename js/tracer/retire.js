// A tracer that `init` has replaced: it starts nothing new, and what is open ends on it.

/** @typedef {import('./tracer.js').Tracer} Tracer */

/** Each holds a core; some runtimes lose the timers by which they would give up. */
const MAX_RETIRED = 256;

/** @param {Set<Tracer>} retired those before it that are still there @param {Tracer} tracer */
export function retire(retired, tracer) {
  const { onError } = tracer.settings;
  retired.add(tracer);
  tracer
    .retire()
    .catch(onError)
    .then(() => retired.delete(tracer));
  [...retired].at(-MAX_RETIRED - 1)?.shutdown();
}
