// Writes the active span into a carrier, for another process, thread or realm.

import { ANYTHING, oneOf } from '../base/check.js';
import { RANDOM, SAMPLED } from '../base/trace-flags.js';
import { stateOf } from '../context/frame.js';
import { activeFrames, activeState, inheritedAt, propagatedFrame } from '../tracer/active-span.js';
import { NOTHING } from '../tracer/inherited.js';
import { sendTrace } from '../tracer/remote-trace.js';
import { formatBaggage, parseBaggage } from './baggage.js';
import { checkCarrier, readField, readOptions, writeField } from './carrier.js';
import { describeValues, LINEAGE_HEADER, LINEAGE_META } from './lineage.js';
import { formatTraceparent } from './trace-context.js';

/** @typedef {import('../wrapping/wrap.js').TracerRef} TracerRef */
/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */

/** Characters of all fields. With a lineage, they never exceed it: many servers refuse a message with more than twice as much in its headers. */
const MAX_FIELDS = 8192;
const OPTIONS = { values: ANYTHING, format: oneOf('headers', 'mcp') };

/**
 * @template T @param {TracerRef} ref @param {T} carrier @param {import('../index.js').InjectOptions} [options]
 * @returns {T} the carrier
 */
export function inject({ tracer }, carrier, options = {}) {
  const frame = tracer?.isOpen ? propagatedFrame(tracer) : undefined;
  if (!tracer || !frame) return carrier;
  try {
    checkCarrier('inject()', carrier);
    const { values, format } = readOptions(tracer, 'inject()', options, OPTIONS);
    const { traceId, spanId, traceContext } = frame.ids;
    const { flags, tracestate } = traceContext ?? { flags: RANDOM };
    const traceparent = formatTraceparent(traceId, spanId, frame.isUnsampled ? flags : flags | SAMPLED);
    writeField(carrier, 'traceparent', traceparent);
    writeField(carrier, 'tracestate', tracestate);
    const baggage = tracer.settings.baggage.length > 0 ? writeBaggage(tracer, carrier) : '';
    const room = MAX_FIELDS - [traceparent, tracestate, baggage].join('').length;
    writeField(carrier, format === 'mcp' ? LINEAGE_META : LINEAGE_HEADER, lineageWithin(tracer, values, room));
    const trace = stateOf(frame)?.trace;
    if (trace) sendTrace(tracer, trace);
    tracer.propagation.injected += 1;
  } catch (error) {
    tracer.ignoreCarrier('unwritable_carrier');
    tracer.settings.onError(error);
  }
  return carrier;
}

/** @param {Tracer} tracer @param {readonly unknown[]} values @param {number} room in characters */
function lineageWithin(tracer, values, room) {
  const lineage = describeValues(tracer, values);
  return lineage === undefined || lineage.length <= room ? lineage : tracer.ignoreCarrier('lineage_too_large');
}

/** Adds what a span that starts now would inherit to what the carrier has, and returns the field. @param {Tracer} tracer @param {object} carrier */
function writeBaggage(tracer, carrier) {
  const { tags, attributes, baggage, ...said } = inheritedAt(tracer, activeFrames(tracer)) ?? NOTHING;
  const state = activeState(tracer);
  const sessionId = said.sessionId ?? state?.sessionId;
  const userId = said.userId ?? state?.userId;
  const present = parseBaggage(readField(carrier, 'baggage'));
  // The carrier's own is not damaged.
  if (!present.isWhole) {
    tracer.ignoreCarrier('invalid_baggage');
    return '';
  }
  const inherited = { sessionId, userId, tags, attributes, baggage };
  const { text, isWhole } = formatBaggage(inherited, tracer.settings.baggage, present.members);
  if (!isWhole) tracer.ignoreCarrier('baggage_too_large');
  if (text) writeField(carrier, 'baggage', text);
  return text;
}
