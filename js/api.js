// The functions that every tracer has, each bound to the place where its tracer stands: the default one is set by `init`.
import { clearStore } from '#page';
import { KIND_NAMES } from './base/kinds.js';
import { firstApi } from './base/realm.js';
import { kindFunction } from './decorators/kind-function.js';
import { explain } from './exporters/explain.js';
import { startSpan } from './manual/start-span.js';
import { trace } from './manual/trace.js';
import { extract } from './propagate/extract.js';
import { inject } from './propagate/inject.js';
import { activeState } from './tracer/active-span.js';
import { flush } from './tracer/flush.js';
import { shutdown } from './tracer/shutdown.js';
import { guarded, Span } from './tracer/span.js';
import { tracerStats } from './tracer/tracer-stats.js';

/** @typedef {import('./wrapping/wrap.js').TracerRef} TracerRef */
/** @typedef {import('./index.js').Tracer} Tracer */

/** @typedef {Exclude<keyof Tracer, import('./index.js').Kind | 'explain'>} Name */

/**
 * Has the tracer do something, and those before it that are still there.
 * @param {TracerRef} ref @param {(tracer: import('./tracer/tracer.js').Tracer) => Promise<void>} act
 */
async function each({ tracer, retired = new Set() }, act) {
  if (tracer) await Promise.all([...retired, tracer].map(act));
}

/** What each function does with the tracer of a ref. @type {Record<Name, (ref: TracerRef, ...args: any[]) => unknown>} */
const ACTS = {
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
  inject,
  extract,
  flush: (ref, options) => each(ref, (tracer) => flush(tracer, options).catch(tracer.settings.onError)),
  clearStore,
  shutdown: (ref) => each(ref, shutdown),
  stats: ({ tracer }) => tracer && tracerStats(tracer),
};

/**
 * A function of the API. Where this copy of the package has no tracer, it is that of the copy that has one.
 * @template {Name} N @param {TracerRef} ref @param {N} name
 * @returns {Tracer[N]}
 */
export const bound = (ref, name) =>
  /** @type {any} */ (
    (/** @type {any[]} */ ...args) => {
      // Another version may not have it.
      const act = /** @type {any} */ (ref.tracer ? undefined : firstApi()?.[name]);
      return act ? act(...args) : ACTS[name](ref, ...args);
    }
  );

/** @param {TracerRef} ref @returns {Tracer} */
export function apiOf(ref) {
  /** @type {any} */
  const api = { explain };
  for (const kind of KIND_NAMES) api[kind] = kindFunction(ref, kind);
  for (const name of /** @type {Name[]} */ (Object.keys(ACTS))) api[name] = bound(ref, name);
  return api;
}
