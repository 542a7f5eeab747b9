// A span of elsewhere, read from what carried it, to be the parent of spans here.
import { isObject } from '../identity/object-ids.js';
import { describe } from '../options/check.js';
import { settleClock } from '../tracer/clock.js';
import { SILENT_SPAN } from '../tracer/span.js';
import { makeTrace } from '../tracer/trace.js';
import { UnrecordedSpan } from '../tracer/unrecorded-span.js';
import { readField } from './carrier.js';
import { parseTraceparent, parseTracestate, RANDOM, SAMPLED } from './trace-context.js';

/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
/** @typedef {import('../index.js').RemoteSpan} RemoteSpan */

const MOST_TRACES = 256;
/** Traces that came in lately: what comes of one trace is linked, however many messages brought it. @type {WeakMap<Tracer, Map<string, import('../tracer/trace.js').Trace>>} */
const traces = new WeakMap();

/**
 * @param {import('../decorators/wrap.js').Holder} holder @param {unknown} carrier
 * @returns {RemoteSpan}
 */
export function extract({ tracer }, carrier) {
  const span = tracer?.isOpen && carrier !== undefined && carrier !== null ? read(tracer, carrier) : undefined;
  const { traceId, spanId } = span ?? SILENT_SPAN;
  return {
    traceId,
    spanId,
    isValid: span !== undefined,
    isSampled: span !== undefined && !span.isUnsampled,
    run(fn, ...args) {
      if (typeof fn !== 'function') throw new TypeError(`run() takes a function, not ${describe(fn)}`);
      return span ? span.tracer.runIn(span, fn, undefined, args) : fn(...args);
    },
  };
}

/** @param {Tracer} tracer @param {unknown} carrier */
function read(tracer, carrier) {
  try {
    if (!isObject(carrier))
      throw new TypeError(`extract() takes an object, Headers or a Map, not ${describe(carrier)}`);
    const parent = single(readField(carrier, 'traceparent'));
    if (parent === undefined) return undefined;
    const parsed = typeof parent === 'string' ? parseTraceparent(parent) : undefined;
    if (!parsed) return tracer.ignoreCarrier('invalid_traceparent');
    const { traceWords, spanWords, flags } = parsed;
    const trace = traceOf(tracer, traceWords);
    const { store } = tracer;
    // Of messages that are read within one another, only the last counts.
    const outer = store instanceof UnrecordedSpan && store.tracer === tracer ? store.outer : store;
    const span = new UnrecordedSpan(tracer, outer, trace, spanWords, !(flags & SAMPLED));
    span.carried = { flags: flags & RANDOM, tracestate: stateOf(tracer, readField(carrier, 'tracestate')) };
    tracer.propagation.extracted += 1;
    return span;
  } catch (error) {
    tracer.settings.onError(error);
    return tracer.ignoreCarrier('unreadable_carrier');
  }
}

/** Servers give what may come several times as a list. @param {unknown} field */
const single = (field) => (Array.isArray(field) && field.length === 1 ? field[0] : field);

/** @param {Tracer} tracer @param {unknown} field */
function stateOf(tracer, field) {
  if (field === undefined) return undefined;
  const state = parseTracestate(String(field));
  return state ?? tracer.ignoreCarrier('invalid_tracestate');
}

/** @param {Tracer} tracer @param {number[]} words */
function traceOf(tracer, words) {
  const known = traces.get(tracer) ?? new Map();
  traces.set(tracer, known);
  const key = words.join();
  const trace = known.get(key) ?? makeTrace(settleClock(), words);
  // The one that came last is the last to go.
  known.delete(key);
  known.set(key, trace);
  if (known.size > MOST_TRACES) known.delete(known.keys().next().value);
  return trace;
}
