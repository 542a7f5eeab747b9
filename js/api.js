// The functions that every tracer has, bound to the place where it stands: the default one is set by `init`.
import { kindFunction } from './decorators/kind.js';
import { startSpan, trace } from './decorators/trace.js';

/** @typedef {import('./decorators/wrap.js').Holder} Holder */

/** @param {Holder} holder @returns {import('./index.js').Tracer} */
export function apiOf(holder) {
  return {
    workflow: kindFunction(holder, 'workflow'),
    agent: kindFunction(holder, 'agent'),
    task: kindFunction(holder, 'task'),
    tool: kindFunction(holder, 'tool'),
    llm: kindFunction(holder, 'llm'),
    retrieval: kindFunction(holder, 'retrieval'),
    embedding: kindFunction(holder, 'embedding'),
    trace: (/** @type {any} */ options, /** @type {any} */ fn) => trace(holder, options, fn),
    startSpan: (options) => startSpan(holder, options),
    currentSpan: () => holder.tracer?.currentSpan(),
    annotate(fields) {
      const state = holder.tracer?.activeState;
      state?.tracer.annotateSpan(state, fields);
    },
    flush: async () => holder.tracer?.flush(),
    shutdown: async () => holder.tracer?.shutdown(),
    stats: () => holder.tracer?.stats(),
  };
}
