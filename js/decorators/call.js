// One traced call, and one traced block.
import { watchResult } from '../results/index.js';
import { ResultObserver } from './result-observer.js';

/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {import('./wrap.js').Definition} Definition */

/**
 * Calls a wrapped function in a span of its own.
 * @param {Tracer} tracer @param {Definition} definition @param {Function} fn @param {unknown} thisArg @param {unknown[]} args
 */
export function callTraced(tracer, definition, fn, thisArg, args) {
  const state = begin(tracer, definition, args);
  if (!state) return tracer.runUnsampled(fn, thisArg, args);
  tracer.noteArguments(state, args, definition.options);
  return runTraced(state, fn, thisArg, args, definition.isAsync);
}

/**
 * @param {Tracer} tracer @param {Definition} definition @param {unknown[]} [args] of the call, where there is one
 * @returns {SpanState | undefined}
 */
export function begin(tracer, definition, args) {
  const { kind, name, options } = definition;
  try {
    if (definition.tracer !== tracer) {
      definition.tracer = tracer;
      definition.template = tracer.templates.get(kind, name, options.model, options.provider);
    }
    const state = tracer.start(
      /** @type {import('../tracer/templates.js').Template} */ (definition.template),
      options,
      definition.fn,
      args,
    );
    const { tags, metadata, attributes } = options;
    if (state && (tags || metadata || attributes)) tracer.annotateSpan(state, { tags, metadata, attributes });
    return state;
  } catch (error) {
    tracer.settings.onError(error);
    return undefined;
  }
}

/** @param {SpanState} state @param {Function} fn @param {unknown} thisArg @param {unknown[]} args @param {boolean} isAsync */
export function runTraced(state, fn, thisArg, args, isAsync) {
  const { tracer } = state;
  let result;
  try {
    result = tracer.runIn(state, fn, thisArg, args);
  } catch (error) {
    tracer.fail(state, error);
    throw error;
  }
  return watchResult(result, new ResultObserver(state), isAsync);
}
