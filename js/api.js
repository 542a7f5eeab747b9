// The functions that every tracer has, each bound to the place where its tracer stands: the default one is set by `init`.
import { clearStore } from '#page';
import { KIND_NAMES } from './base/kinds.js';
import { firstApi } from './base/realm.js';
import { kindFunction } from './decorators/kind.js';
import { startSpan, trace } from './decorators/trace.js';
import { explain } from './exporters/explain.js';
import { extract } from './propagate/extract.js';
import { inject } from './propagate/inject.js';
import { guarded } from './tracer/span.js';

/** @typedef {import('./decorators/wrap.js').Holder} Holder */
/** @typedef {import('./index.js').Tracer} Tracer */

/** @typedef {Exclude<keyof Tracer, import('./index.js').Kind | 'explain'>} Name */

/**
 * Has the tracer do something, and those before it that are still there.
 * @param {Holder} holder @param {(tracer: import('./tracer/tracer.js').Tracer) => Promise<void>} act
 */
async function each({ tracer, retired = new Set() }, act) {
  if (tracer) await Promise.all([...retired, tracer].map(act));
}

/** What each function does with the tracer of a holder. @type {Record<Name, (holder: Holder, ...args: any[]) => unknown>} */
const ACTS = {
  trace,
  startSpan,
  currentSpan: ({ tracer }) => tracer?.currentSpan(),
  annotate({ tracer }, fields) {
    guarded(() => {
      const state = tracer?.activeState;
      state?.tracer.notes.annotate(state, fields);
    });
  },
  inject,
  extract,
  flush: (holder, options) => each(holder, (tracer) => tracer.flush(options)),
  clearStore,
  shutdown: (holder) => each(holder, (tracer) => tracer.shutdown()),
  stats: ({ tracer }) => tracer?.stats(),
};

/**
 * A function of the API. Where this copy of the package has no tracer, it is that of the copy that has one.
 * @template {Name} N @param {Holder} holder @param {N} name
 * @returns {Tracer[N]}
 */
export const bound = (holder, name) =>
  /** @type {any} */ (
    (/** @type {any[]} */ ...args) => {
      // Another version may not have it.
      const act = /** @type {any} */ (holder.tracer ? undefined : firstApi()?.[name]);
      return act ? act(...args) : ACTS[name](holder, ...args);
    }
  );

/** @param {Holder} holder @returns {Tracer} */
export function apiOf(holder) {
  /** @type {any} */
  const api = { explain };
  for (const kind of KIND_NAMES) api[kind] = kindFunction(holder, kind);
  for (const name of /** @type {Name[]} */ (Object.keys(ACTS))) api[name] = bound(holder, name);
  return api;
}
