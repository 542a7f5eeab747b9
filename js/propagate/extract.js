// Reads the span of another process from a carrier, to be the parent of spans here.

import { ANYTHING, describe } from '../base/check.js';
import { RANDOM, SAMPLED } from '../base/trace-flags.js';
import { within } from '../context/frame.js';
import { activeFrames } from '../tracer/active-span.js';
import { inheriting, saidIn } from '../tracer/inheritance.js';
import { allSaid } from '../tracer/inherited.js';
import { noteLineage, noteMessage } from '../tracer/lineage.js';
import { NonRecordingSpan } from '../tracer/non-recording-span.js';
import { remoteTrace } from '../tracer/remote-trace.js';
import { NOOP_SPAN } from '../tracer/span.js';
import { inheritedFrom, parseBaggage } from './baggage.js';
import { checkCarrier, readField, readOptions, readProperty } from './carrier.js';
import { LINEAGE_HEADER, LINEAGE_META, parseLineage } from './lineage.js';
import { parseTraceparent, parseTracestate } from './trace-context.js';

/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
/** @typedef {import('../tracer/inheritance.js').Inherited} Inherited */
/** @typedef {import('../index.js').RemoteSpan} RemoteSpan */
/** @typedef {{ span: NonRecordingSpan, inherited: Inherited | undefined }} Found */

const OPTIONS = { values: ANYTHING };

/**
 * @param {import('../wrapping/wrap.js').TracerRef} ref @param {unknown} carrier @param {import('../index.js').ExtractOptions} [options]
 * @returns {RemoteSpan}
 */
export function extract({ tracer }, carrier, options = {}) {
  const found =
    tracer?.isOpen && carrier !== undefined && carrier !== null ? read(tracer, carrier, options) : undefined;
  const span = found?.span;
  const { traceId, spanId } = span ?? NOOP_SPAN;
  return {
    traceId,
    spanId,
    isValid: span !== undefined,
    isSampled: span !== undefined && !span.isUnsampled,
    run(fn, ...args) {
      if (typeof fn !== 'function') throw new TypeError(`run() takes a function, not ${describe(fn)}`);
      const frames = found && framesBelow(found);
      return span && frames ? span.tracer.context.run(frames, fn, undefined, args) : fn(...args);
    },
  };
}

/** Returns the frames in which the span is active. @param {Found} found */
function framesBelow({ span, inherited }) {
  const { tracer } = span;
  try {
    const outer = activeFrames(tracer);
    const frames = within(tracer.owner, span, outer);
    // Nothing else is known of the span, so what was said here holds within.
    const said = saidIn(tracer, outer);
    const all = said && inherited ? allSaid(said, inherited) : (said ?? inherited);
    return all ? inheriting(tracer, all, frames) : frames;
  } catch {
    // No stack is left. The function, called next, will overflow too.
    return undefined;
  }
}

/** @param {Tracer} tracer @param {unknown} carrier @param {import('../index.js').ExtractOptions} options @returns {Found | undefined} */
function read(tracer, carrier, options) {
  try {
    checkCarrier('extract()', carrier);
    const parent = single(readField(carrier, 'traceparent'));
    if (parent === undefined) return undefined;
    const parsed = typeof parent === 'string' ? parseTraceparent(parent) : undefined;
    if (!parsed) return tracer.ignoreCarrier('invalid_traceparent');
    const { traceWords, spanWords, flags } = parsed;
    const span = new NonRecordingSpan(tracer, remoteTrace(tracer, traceWords), spanWords, !(flags & SAMPLED));
    span.isRemote = true;
    span.traceContext = { flags: flags & RANDOM, tracestate: readTracestate(tracer, readField(carrier, 'tracestate')) };
    const inherited = readBaggage(tracer, carrier);
    const { values } = readOptions(tracer, 'extract()', options, OPTIONS);
    if (!span.isUnsampled && tracer.settings.links.byContent) readLineage(span, spanWords, carrier, values);
    tracer.propagation.extracted += 1;
    return { span, inherited };
  } catch (error) {
    tracer.settings.onError(error);
    return tracer.ignoreCarrier('unreadable_carrier');
  }
}

/** Returns the only item of a list: servers give headers that may be repeated as lists. @param {unknown} field */
const single = (field) => (Array.isArray(field) && field.length === 1 ? field[0] : field);

/** @param {Tracer} tracer @param {unknown} field */
function readTracestate(tracer, field) {
  if (field === undefined) return undefined;
  const state = parseTracestate(String(field));
  if (state === undefined) return tracer.ignoreCarrier('invalid_tracestate');
  // An empty one is valid, and nothing to pass on.
  return state || undefined;
}

/**
 * Records where the values of the message come from. Of an answer, whose trace is known here, it counts at once; of a request, in the spans below.
 * @param {NonRecordingSpan} span @param {number[]} spanWords @param {object} carrier @param {readonly unknown[]} values
 */
function readLineage(span, spanWords, carrier, values) {
  const { tracer, trace } = span;
  const field = single(readField(carrier, LINEAGE_HEADER) ?? readProperty(carrier, LINEAGE_META));
  if (field === undefined) return;
  const lineage = parseLineage(field);
  if (!lineage) return tracer.ignoreCarrier('invalid_lineage');
  if (trace.isSent) noteLineage(tracer, trace, undefined, spanWords, lineage.bytes);
  noteLineage(tracer, trace, span, spanWords, lineage.bytes);
  for (const value of values) noteMessage(tracer, trace, value, trace.isSent ? undefined : span);
}

/** @param {Tracer} tracer @param {object} carrier */
function readBaggage(tracer, carrier) {
  const { baggage } = tracer.settings;
  if (baggage.length === 0) return undefined;
  const { members, isWhole } = parseBaggage(readField(carrier, 'baggage'));
  if (!isWhole) tracer.ignoreCarrier('invalid_baggage');
  return members.length > 0 ? inheritedFrom(members, baggage) : undefined;
}
