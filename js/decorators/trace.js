// Spans without a wrapped function: `trace` around a block, `startSpan` for what has no block.

import { describe } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { readStartOptions } from '../options/span-options.js';
import { isAsyncFunction } from '../reading/native-promise.js';
import { runLeftOut } from '../tracer/left-out.js';
import { NOOP_SPAN, Span } from '../tracer/span.js';
import { begin } from './begin.js';
import { Call } from './call.js';
import { functionNumber } from './function-number.js';

/** @typedef {import('./wrap.js').TracerRef} TracerRef */
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

/**
 * A span that the caller ends.
 * @param {TracerRef} ref @param {string | StartOptions} options
 */
export function startSpan(ref, options) {
  const { tracer } = ref;
  if (!tracer?.isOpen) return NOOP_SPAN;
  /** @type {import('../tracer/span-state.js').SpanState | undefined} */
  let state;
  try {
    state = begin(tracer, definitionOf(ref, 'startSpan()', options));
    if (state) return Span.of(state);
  } catch {
    // There is no stack left: what runs in it belongs to what is active.
    tracer.counts[state ? 'failedNotes' : 'unrecorded'] += 1;
    return NOOP_SPAN;
  }
  // What runs in a span that is not recorded is not recorded either.
  /** @param {Function} fn @param {any[]} args */
  const run = (fn, ...args) => runLeftOut(tracer, fn, args);
  return { ...NOOP_SPAN, run };
}

/**
 * These are calls of the running program: a wrong option is reported and left out.
 * @param {TracerRef} ref @param {string} owner @param {string | StartOptions} given @returns {import('./wrap.js').Definition}
 */
function definitionOf({ tracer }, owner, given) {
  const report = tracer?.settings.onError ?? (() => {});
  const {
    kind = 'task',
    name = kind,
    ...options
  } = typeof given === 'string' ? { name: given } : readStartOptions(owner, given, report);
  // Blocks of one kind and name are one function, as far as the links of a loop are concerned.
  const fn = functionNumber(kind, name);
  return { fn, kind, name, options, parameters: 0, isAsync: false, tracer: undefined, template: undefined };
}
