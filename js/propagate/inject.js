// Writes the active span into a carrier, for another process, thread or realm.

import { describe } from '../base/check.js';
import { isObject } from '../reading/data.js';
import { propagatedFrame } from '../tracer/active-span.js';
import { writeField } from './carrier.js';
import { formatTraceparent, RANDOM, SAMPLED } from './trace-context.js';

/** @typedef {import('../wrapping/wrap.js').TracerRef} TracerRef */

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
    tracer.propagation.injected += 1;
  } catch (error) {
    tracer.ignoreCarrier('unwritable_carrier');
    tracer.settings.onError(error);
  }
  return carrier;
}
