// The functions that every tracer has, each bound to the place where its tracer stands: the default one is set by `init`.
import { kindFunction } from './decorators/kind.js';
import { startSpan, trace } from './decorators/trace.js';
import { explain } from './explain.js';
import { KIND_NAMES } from './kinds.js';
import { extract } from './propagate/extract.js';
import { inject } from './propagate/inject.js';
import { guarded } from './tracer/span.js';

/** @typedef {import('./decorators/wrap.js').Holder} Holder */
/** @typedef {import('./index.js').Tracer} Tracer */

/** @param {Holder} holder @returns {Tracer['trace']} */
export const traceOn = (holder) => (options, fn) => trace(holder, options, fn);

/** @param {Holder} holder @returns {Tracer['startSpan']} */
export const startSpanOn = (holder) => (options) => startSpan(holder, options);

/** @param {Holder} holder @returns {Tracer['currentSpan']} */
export const currentSpanOn = (holder) => () => holder.tracer?.currentSpan();

/** @param {Holder} holder @returns {Tracer['annotate']} */
export const annotateOn = (holder) => (fields) => {
  guarded(() => {
    const state = holder.tracer?.activeState;
    state?.tracer.notes.annotate(state, fields);
  });
};

/** @param {Holder} holder @returns {Tracer['inject']} */
export const injectOn = (holder) => (carrier) => inject(holder, carrier);

/** @param {Holder} holder @returns {Tracer['extract']} */
export const extractOn = (holder) => (carrier) => extract(holder, carrier);

/** @param {Holder} holder @returns {Tracer['flush']} */
export const flushOn = (holder) => async () => holder.tracer?.flush();

/** @param {Holder} holder @returns {Tracer['shutdown']} */
export const shutdownOn = (holder) => async () => holder.tracer?.shutdown();

/** @param {Holder} holder @returns {Tracer['stats']} */
export const statsOn = (holder) => () => holder.tracer?.stats();

/** @param {Holder} holder @returns {Tracer} */
export const apiOf = (holder) => ({
  .../** @type {Pick<Tracer, import('./index.js').Kind>} */ (
    Object.fromEntries(KIND_NAMES.map((kind) => [kind, kindFunction(holder, kind)]))
  ),
  trace: traceOn(holder),
  startSpan: startSpanOn(holder),
  currentSpan: currentSpanOn(holder),
  annotate: annotateOn(holder),
  inject: injectOn(holder),
  extract: extractOn(holder),
  flush: flushOn(holder),
  shutdown: shutdownOn(holder),
  stats: statsOn(holder),
  explain,
});
