// Writes the active span into a carrier, for another process, thread or realm.

import { describe } from '../base/check.js';
import { RANDOM, SAMPLED } from '../base/trace-flags.js';
import { isObject } from '../reading/data.js';
import { activeFrames, activeState, inheritedAt, propagatedFrame } from '../tracer/active-span.js';
import { NOTHING } from '../tracer/inherited.js';
import { formatBaggage, parseBaggage } from './baggage.js';
import { readField, writeField } from './carrier.js';
import { formatTraceparent } from './trace-context.js';

/** @typedef {import('../wrapping/wrap.js').TracerRef} TracerRef */
/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */

/**
 * @template T @param {TracerRef} ref @param {T} carrier
 * @returns {T} the carrier
 */
export function inject({ tracer }, carrier) {
  const frame = tracer?.isOpen ? propagatedFrame(tracer) : undefined;
  if (!tracer || !frame) return carrier;
  try {
    if (!isObject(carrier)) throw new TypeError(`inject() takes an object, Headers or a Map, not ${describe(carrier)}`);
    const { traceId, spanId, traceContext } = frame.ids;
    const { flags, tracestate } = traceContext ?? { flags: RANDOM };
    writeField(carrier, 'traceparent', formatTraceparent(traceId, spanId, frame.isUnsampled ? flags : flags | SAMPLED));
    writeField(carrier, 'tracestate', tracestate);
    if (tracer.settings.baggage.length > 0) writeBaggage(tracer, carrier);
    tracer.propagation.injected += 1;
  } catch (error) {
    tracer.ignoreCarrier('unwritable_carrier');
    tracer.settings.onError(error);
  }
  return carrier;
}

/** Adds what a span that starts now would inherit to what the carrier has. @param {Tracer} tracer @param {object} carrier */
function writeBaggage(tracer, carrier) {
  const { tags, attributes, baggage, ...said } = inheritedAt(tracer, activeFrames(tracer)) ?? NOTHING;
  const state = activeState(tracer);
  const sessionId = said.sessionId ?? state?.sessionId;
  const userId = said.userId ?? state?.userId;
  const present = parseBaggage(readField(carrier, 'baggage'));
  // The carrier's own is not damaged.
  if (!present.isWhole) return tracer.ignoreCarrier('invalid_baggage');
  const inherited = { sessionId, userId, tags, attributes, baggage };
  const { text, isWhole } = formatBaggage(inherited, tracer.settings.baggage, present.members);
  if (!isWhole) tracer.ignoreCarrier('baggage_too_large');
  if (text) writeField(carrier, 'baggage', text);
}
