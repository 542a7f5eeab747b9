// The functions that every tracer has. Each is bound to a TracerRef, as `init` may set the tracer later.
import { clearStore } from '#page';
import { KIND_NAMES } from './base/kinds.js';
import { firstApi } from './base/realm.js';
import { kindFunction } from './decorators/kind-function.js';
import { explain } from './exporters/explain.js';
import { tracedFetch, traceFetch } from './fetch/traced-fetch.js';
import { startSpan } from './manual/start-span.js';
import { trace } from './manual/trace.js';
import { withAttributes } from './manual/with-attributes.js';
import { extract } from './propagate/extract.js';
import { inject } from './propagate/inject.js';
import { activeState } from './tracer/active-span.js';
import { flush } from './tracer/flush.js';
import { shutdown } from './tracer/shutdown.js';
import { guarded, Span } from './tracer/span.js';
import { tracerStats } from './tracer/tracer-stats.js';
import { withRef } from './wrapping/api-ref.js';

/** @typedef {import('./wrapping/wrap.js').TracerRef} TracerRef */
/** @typedef {import('./index.js').Tracer} Tracer */

/** @typedef {Exclude<keyof Tracer, import('./index.js').Kind | 'explain'>} Name */

/**
 * Calls `act` with the tracer, and with the tracers before it that still have open spans.
 * @param {TracerRef} ref @param {(tracer: import('./tracer/tracer.js').Tracer) => Promise<void>} act
 */
async function each({ tracer, retired = new Set() }, act) {
  if (tracer) await Promise.all([...retired, tracer].map(act));
}

/** The functions by name. @type {Record<Name, (ref: TracerRef, ...args: any[]) => unknown>} */
const FUNCTIONS = {
  trace,
  startSpan,
  currentSpan({ tracer }) {
    const state = tracer && activeState(tracer);
    return state && Span.of(state);
  },
  annotate({ tracer }, fields) {
    guarded(() => {
      const state = tracer && activeState(tracer);
      state?.tracer.notes.annotate(state, fields);
    });
  },
  withAttributes,
  inject,
  extract,
  tracedFetch,
  traceFetch,
  flush: (ref, options) => each(ref, (tracer) => flush(tracer, options).catch(tracer.settings.onError)),
  clearStore,
  shutdown: (ref) => each(ref, shutdown),
  stats: ({ tracer }) => tracer && tracerStats(tracer),
};

/**
 * Returns a function of the API. If this copy of the package has no tracer, it calls the copy that has one.
 * @template {Name} N @param {TracerRef} ref @param {N} name
 * @returns {Tracer[N]}
 */
export const bound = (ref, name) =>
  /** @type {any} */ (
    (/** @type {any[]} */ ...args) => {
      // Another version may lack it.
      const act = /** @type {any} */ (ref.tracer ? undefined : firstApi()?.[name]);
      return act ? act(...args) : FUNCTIONS[name](ref, ...args);
    }
  );

/** @param {TracerRef} ref @returns {Tracer} */
export function apiOf(ref) {
  /** @type {any} */
  const api = { explain };
  for (const kind of KIND_NAMES) api[kind] = kindFunction(ref, kind);
  for (const name of /** @type {Name[]} */ (Object.keys(FUNCTIONS))) api[name] = bound(ref, name);
  return withRef(api, ref);
}
