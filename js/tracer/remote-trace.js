// Traces of other processes.
import { makeTrace } from './trace.js';

/** @typedef {import('./trace.js').Trace} Trace */

const MAX_TRACES = 256;
/** The most recent ones of each tracer, so that spans of one trace are linked although several messages brought it. @type {WeakMap<import('./tracer.js').Tracer, Map<string, Trace>>} */
const traces = new WeakMap();

/** Returns the trace with this ID. @param {import('./tracer.js').Tracer} tracer @param {number[]} words of its id */
export function remoteTrace(tracer, words) {
  const known = traces.get(tracer) ?? new Map();
  traces.set(tracer, known);
  const key = words.join();
  const trace = known.get(key) ?? makeTrace(words);
  // The machine may have slept since the last message.
  trace.settledAt = Number.NaN;
  // The least recent one is removed first.
  known.delete(key);
  known.set(key, trace);
  if (known.size > MAX_TRACES) known.delete(known.keys().next().value);
  return trace;
}
