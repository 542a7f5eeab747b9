// How a tracer stops: at once by `shutdown()`; or, if `init` replaces it, after its open spans have ended.

/** @typedef {import('./tracer.js').Tracer} Tracer */

/** Each retired tracer holds a session of the core, and some runtimes drop the timers that would end it. */
const MAX_RETIRED = 256;

/** @param {Tracer} tracer */
export const hasOpenSpans = ({ counts }) => counts.started > counts.ended;

/** Accepts no new spans, delivers what has ended, and closes the exporters. Safe to call twice. @param {Tracer} tracer @returns {Promise<void>} */
export function shutdown(tracer) {
  const { openSpans, pipeline, settings } = tracer;
  tracer.acceptsSpans = false;
  tracer.onIdle();
  openSpans.rest();
  tracer.closing ??= settings.enabled ? pipeline.shutdown() : Promise.resolve();
  return tracer.closing;
}

/**
 * Stops a tracer that `init` has replaced.
 * @param {Set<Tracer>} retired the tracers before it that still have open spans @param {Tracer} tracer
 */
export function retire(retired, tracer) {
  retired.add(tracer);
  shutdownWhenIdle(tracer)
    .catch(tracer.settings.onError)
    .then(() => retired.delete(tracer));
  const surplus = [...retired].at(-MAX_RETIRED - 1);
  if (surplus) shutdown(surplus);
}

/** Accepts no new spans, and shuts down when no span is open, at the latest after `promiseTimeout`. @param {Tracer} tracer */
async function shutdownWhenIdle(tracer) {
  tracer.acceptsSpans = false;
  if (hasOpenSpans(tracer)) {
    /** @type {any} */
    let timer;
    await new Promise((resolve) => {
      tracer.onIdle = () => resolve(undefined);
      timer = setTimeout(resolve, tracer.settings.promiseTimeout);
      timer.unref?.();
    });
    clearTimeout(timer);
  }
  await shutdown(tracer);
}
