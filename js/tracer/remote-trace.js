// Traces that other processes know.
import { makeTrace } from './trace.js';

/** @typedef {import('./trace.js').Trace} Trace */
/** @typedef {import('./tracer.js').Tracer} Tracer */

const MAX_TRACES = 256;
/** The most recent ones of each tracer, so that spans of one trace are linked although several messages brought it. @type {WeakMap<Tracer, Map<string, Trace>>} */
const traces = new WeakMap();

/** Returns the trace with this ID. @param {Tracer} tracer @param {number[]} words of its id */
export function remoteTrace(tracer, words) {
  const trace = traces.get(tracer)?.get(words.join()) ?? makeTrace(words);
  // The machine may have slept since the last message.
  trace.settledAt = Number.NaN;
  keep(tracer, trace);
  return trace;
}

/** Keeps a trace of which a message is sent: an answer belongs to it. @param {Tracer} tracer @param {Trace} trace */
export function sendTrace(tracer, trace) {
  trace.isSent = true;
  keep(tracer, trace);
}

/** @param {Tracer} tracer @param {Trace} trace */
function keep(tracer, trace) {
  const known = traces.get(tracer) ?? new Map();
  traces.set(tracer, known);
  const key = [trace.id0, trace.id1, trace.id2, trace.id3].join();
  // The least recent one is removed first.
  known.delete(key);
  known.set(key, trace);
  if (known.size > MAX_TRACES) known.delete(known.keys().next().value);
}
