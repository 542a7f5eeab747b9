// The active span, written where another process, thread or realm finds it.

import { describe } from '../base/check.js';
import { isObject } from '../reading/data.js';
import { writeField } from './carrier.js';
import { formatTraceparent, RANDOM, SAMPLED } from './trace-context.js';

/** @typedef {import('../decorators/wrap.js').Holder} Holder */

/**
 * @template T @param {Holder} holder @param {T} carrier
 * @returns {T} the carrier
 */
export function inject({ tracer }, carrier) {
  const frame = tracer?.isOpen ? tracer.carried : undefined;
  if (!tracer || !frame) return carrier;
  try {
    if (!isObject(carrier)) throw new TypeError(`inject() takes an object, Headers or a Map, not ${describe(carrier)}`);
    const { traceId, spanId, carried } = frame.ids;
    const { flags, tracestate } = carried ?? { flags: RANDOM };
    writeField(carrier, 'traceparent', formatTraceparent(traceId, spanId, frame.isUnsampled ? flags : flags | SAMPLED));
    writeField(carrier, 'tracestate', tracestate);
    tracer.propagation.injected += 1;
  } catch (error) {
    tracer.ignoreCarrier('unwritable_carrier');
    tracer.settings.onError(error);
  }
  return carrier;
}
