// Spans without a wrapped function: `trace` around a block, `startSpan` for what has no block.

import { ConfigurationError } from '../errors.js';
import { KIND_NAMES } from '../kinds.js';
import { describe } from '../options/check.js';
import { checkStartOptions } from '../options/span-options.js';
import { SILENT_SPAN, Span } from '../tracer/span.js';
import { begin, runTraced } from './call.js';
import { functionNumber } from './function-number.js';
import { isAsyncFunction } from './wrap.js';

/** @typedef {import('./wrap.js').Holder} Holder */
/** @typedef {import('../index.js').StartOptions} StartOptions */

/**
 * Runs `fn(span)` now, in a new span.
 * @param {Holder} holder @param {string | StartOptions} options @param {Function} fn
 */
export function trace(holder, options, fn) {
  const definition = definitionOf(holder, 'trace()', options);
  if (typeof fn !== 'function')
    throw new ConfigurationError(`trace() takes a function as its second argument, not ${describe(fn)}`);
  const { tracer } = holder;
  if (!tracer?.isOpen) return fn(SILENT_SPAN);
  const state = begin(tracer, definition, []);
  if (!state) return tracer.runUnsampled(fn, undefined, [SILENT_SPAN]);
  return runTraced(state, fn, undefined, [Span.of(state)], isAsyncFunction(fn));
}

/**
 * A span that the caller ends.
 * @param {Holder} holder @param {string | StartOptions} options
 */
export function startSpan(holder, options) {
  const definition = definitionOf(holder, 'startSpan()', options);
  const { tracer } = holder;
  if (!tracer?.isOpen) return SILENT_SPAN;
  const state = begin(tracer, definition);
  if (state) return Span.of(state);
  // What runs in a span that is not recorded is not recorded either.
  /** @param {Function} fn @param {any[]} args */
  const run = (fn, ...args) => tracer.runUnsampled(fn, undefined, args);
  return { ...SILENT_SPAN, run };
}

/** @param {Holder} holder @param {string} owner @param {string | StartOptions} given @returns {import('./wrap.js').Definition} */
function definitionOf(holder, owner, given) {
  const options = checked(holder, owner, typeof given === 'string' ? { name: given } : given);
  const { kind = 'task', name = kind, ...rest } = options;
  // Blocks of one kind and name are one function, as far as the links of a loop are concerned.
  return {
    fn: functionNumber(kind, name),
    kind,
    name,
    options: rest,
    isAsync: false,
    tracer: undefined,
    template: undefined,
  };
}

/**
 * These are calls of the running program: a wrong option is reported, and of the rest only name and kind are used.
 * @param {Holder} holder @param {string} owner @param {StartOptions} options @returns {StartOptions}
 */
function checked(holder, owner, options) {
  try {
    checkStartOptions(owner, options);
    return options;
  } catch (error) {
    holder.tracer?.settings.onError(error);
    const { kind, name } = Object(options);
    return { kind: KIND_NAMES.includes(kind) ? kind : undefined, name: typeof name === 'string' ? name : undefined };
  }
}
