// The functions that every tracer has, each bound to the place where its tracer stands: the default one is set by `init`.
import { kindFunction } from './decorators/kind.js';
import { startSpan, trace } from './decorators/trace.js';
import { explain } from './explain.js';

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
  const state = holder.tracer?.activeState;
  state?.tracer.annotateSpan(state, fields);
};

/** @param {Holder} holder @returns {Tracer['flush']} */
export const flushOn = (holder) => async () => holder.tracer?.flush();

/** @param {Holder} holder @returns {Tracer['shutdown']} */
export const shutdownOn = (holder) => async () => holder.tracer?.shutdown();

/** @param {Holder} holder @returns {Tracer['stats']} */
export const statsOn = (holder) => () => holder.tracer?.stats();

/** @param {Holder} holder @returns {Tracer} */
export const apiOf = (holder) => ({
  workflow: kindFunction(holder, 'workflow'),
  agent: kindFunction(holder, 'agent'),
  task: kindFunction(holder, 'task'),
  tool: kindFunction(holder, 'tool'),
  llm: kindFunction(holder, 'llm'),
  retrieval: kindFunction(holder, 'retrieval'),
  embedding: kindFunction(holder, 'embedding'),
  trace: traceOn(holder),
  startSpan: startSpanOn(holder),
  currentSpan: currentSpanOn(holder),
  annotate: annotateOn(holder),
  flush: flushOn(holder),
  shutdown: shutdownOn(holder),
  stats: statsOn(holder),
  explain,
});
