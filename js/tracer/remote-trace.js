import { makeTrace } from './trace.js';

/** @typedef {import('./trace.js').Trace} Trace */

const MAX_TRACES = 256;
/** Traces that came in lately: what comes of one trace is linked, however many messages brought it. @type {WeakMap<import('./tracer.js').Tracer, Map<string, Trace>>} */
const traces = new WeakMap();

/** A trace that began elsewhere. @param {import('./tracer.js').Tracer} tracer @param {number[]} words of its id */
export function remoteTrace(tracer, words) {
  const known = traces.get(tracer) ?? new Map();
  traces.set(tracer, known);
  const key = words.join();
  const trace = known.get(key) ?? makeTrace(words);
  // The machine may have slept since it came.
  trace.settledAt = Number.NaN;
  // The one that came last is the last to go.
  known.delete(key);
  known.set(key, trace);
  if (known.size > MAX_TRACES) known.delete(known.keys().next().value);
  return trace;
}
