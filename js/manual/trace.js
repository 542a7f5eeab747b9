// `trace()`: runs a block of code in a new span.
import { describe } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { isAsyncFunction } from '../reading/native-promise.js';
import { NOOP_SPAN } from '../tracer/span.js';
import { Call } from '../wrapping/call.js';
import { definitionOf } from './definition.js';

/** @typedef {import('../wrapping/wrap.js').TracerRef} TracerRef */
/** @typedef {import('../index.js').StartOptions} StartOptions */

/**
 * Runs `fn(span)` now, in a new span.
 * @param {TracerRef} ref @param {string | StartOptions} options @param {Function} fn
 */
export function trace(ref, options, fn) {
  if (typeof fn !== 'function')
    throw new ConfigurationError(`trace() takes a function as its second argument, not ${describe(fn)}`);
  /** @type {Call | undefined} */
  let call;
  try {
    call = new Call(ref, {
      ...definitionOf(ref, 'trace()', options),
      parameters: 0,
      isAsync: isAsyncFunction(fn),
      isBlock: true,
    });
  } catch {
    if (ref.tracer) ref.tracer.counts.unrecorded += 1;
  }
  return call ? call.apply(fn, undefined, []) : fn(NOOP_SPAN);
}
