// Wraps a function in a proxy, so that its name, length and properties stay as they are.

import { describe } from '../base/check.js';
import { DecoratorError } from '../base/errors.js';
import { realm } from '../base/realm.js';
import { nameOf } from '../reading/data.js';
import { isAsyncFunction } from '../reading/native-promise.js';
import { guarded } from '../tracer/span.js';
import { Call } from './call.js';
import { functionNumber } from './function-number.js';
import { parametersOf } from './parameters.js';

/** @typedef {import('../index.js').Kind} Kind */
/** @typedef {import('../index.js').SpanOptions} SpanOptions */
/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
/** Holds the tracer of wrapped functions. @typedef {{ owner: import('../context/frame.js').Owner, tracer: Tracer | undefined, retired?: Set<Tracer> }} TracerRef */
/** Holds the tracer of `init`, which may be called late and again. Earlier tracers are kept until their spans have ended. @typedef {Required<TracerRef> & { entry?: import('../base/realm.js').Entry }} DefaultTracerRef */

/**
 * @typedef {Object} Definition describes a wrapped function
 * @property {number} fn its number, never 0
 * @property {Kind} kind
 * @property {string} name
 * @property {SpanOptions & { isCarrier?: boolean | undefined }} options `isCarrier` is no option of users
 * @property {number} parameters from `parametersOf`; 0 if unknown
 * @property {boolean} isAsync declared with `async`, so that no other code holds the promise that it returns
 * @property {boolean} [isBlock] the block of `trace()`, which is called with the span
 * @property {Tracer | undefined} tracer the tracer that `template` belongs to
 * @property {import('../tracer/templates.js').Template | undefined} template
 */

/**
 * Returns a function that runs `fn` in a span.
 * @param {TracerRef} ref @param {Kind} kind @param {Function} fn @param {SpanOptions} options
 * @returns {Function} of the same type
 */
export function wrap(ref, kind, fn, options) {
  if (typeof fn !== 'function') throw new DecoratorError(`${kind}() takes a function, not ${describe(fn)}`);
  if (isClass(fn))
    throw new DecoratorError(`${kind}() cannot wrap the class ${nameOf(fn)}: wrap or decorate its methods`);
  const name = options.name || nameOf(fn) || kind;
  /** @type {Definition} */
  const definition = {
    fn: functionNumber(kind, options.name || undefined),
    kind,
    name,
    options,
    parameters: parametersOf(fn),
    isAsync: isAsyncFunction(fn),
    tracer: undefined,
    template: undefined,
  };
  const { wrapped } = realm();
  const owner = ref.owner.isDefault ? undefined : ref.owner;
  const before = wrapped.get(fn);
  // A module that is evaluated again wraps its functions again. The new wrapper replaces the old one.
  const isAgain = before?.kind === kind && before.name === name && before.owner === owner;
  const target = isAgain ? before.fn : fn;
  const proxy = new Proxy(target, new Call(ref, definition));
  wrapped.set(proxy, { fn: target, kind, name, owner });
  // `Reflect` may have other functions by these names.
  guarded(() => copyMetadata(fn, proxy));
  return proxy;
}

/** Copies the metadata that decorators, such as those of NestJS, attached to a function. @param {Function} from @param {Function} to */
function copyMetadata(from, to) {
  /** @type {any} */
  const reflect = Reflect;
  for (const key of reflect.getOwnMetadataKeys?.(from) ?? [])
    reflect.defineMetadata(key, reflect.getOwnMetadata(key, from), to);
}

/** A method may be called `class`. @param {Function} fn */
const isClass = (fn) => /^class\b(?!\s*\()/.test(Function.prototype.toString.call(fn));
