// Wrapping a function: a proxy, so that name, length, properties and identity of what hangs on the function stay as they are.
import { DecoratorError } from '../errors.js';
import { describe } from '../options/check.js';
import { Call } from './call.js';
import { functionNumber } from './function-number.js';

/** @typedef {import('../index.js').Kind} Kind */
/** @typedef {import('../index.js').SpanOptions} SpanOptions */
/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
/** Where a wrapped function finds its tracer: the default one can be set later. @typedef {{ tracer: Tracer | undefined }} Holder */

/**
 * @typedef {Object} Definition what is known of a wrapped function
 * @property {number} fn its number, never 0
 * @property {Kind} kind
 * @property {string} name
 * @property {SpanOptions} options
 * @property {boolean} isAsync declared with `async`: the promise that it returns is its own
 * @property {boolean} [isBlock] of `trace`: it is called with the span
 * @property {Tracer | undefined} tracer for which `template` holds
 * @property {import('../tracer/templates.js').Template | undefined} template
 */

/**
 * @param {Holder} holder @param {Kind} kind @param {Function} fn @param {SpanOptions} options
 * @returns {Function} of the same type
 */
export function wrap(holder, kind, fn, options) {
  if (typeof fn !== 'function') throw new DecoratorError(`${kind}() wraps functions; it was given ${describe(fn)}`);
  if (isClass(fn)) throw new DecoratorError(`${kind}() cannot wrap the class ${fn.name}: wrap or decorate its methods`);
  /** @type {Definition} */
  const definition = {
    fn: functionNumber(kind, options.name || undefined),
    kind,
    name: options.name || fn.name || kind,
    options,
    isAsync: isAsyncFunction(fn),
    tracer: undefined,
    template: undefined,
  };
  return new Proxy(fn, new Call(holder, definition));
}

/** @param {Function} fn */
const isClass = (fn) => /^class\b/.test(Function.prototype.toString.call(fn));

/** @param {Function} fn */
export const isAsyncFunction = (fn) => Object.prototype.toString.call(fn) === '[object AsyncFunction]';
