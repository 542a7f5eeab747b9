// Wrapping a function: a proxy, so that name, length, properties and identity of what hangs on the function stay as they are.

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
/** Where a wrapped function finds its tracer. @typedef {{ owner: import('../context/frame.js').Owner, tracer: Tracer | undefined, retired?: Set<Tracer> }} TracerRef */
/** That of `init`, which comes later and again: tracers before the present one are there until their spans have ended. @typedef {Required<TracerRef> & { entry?: import('../base/realm.js').Entry }} DefaultTracerRef */

/**
 * @typedef {Object} Definition what is known of a wrapped function
 * @property {number} fn its number, never 0
 * @property {Kind} kind
 * @property {string} name
 * @property {SpanOptions} options
 * @property {number} parameters how many it has; 0 where that is not known
 * @property {boolean} isAsync declared with `async`: the promise that it returns is its own
 * @property {boolean} [isBlock] of `trace`: it is called with the span
 * @property {Tracer | undefined} tracer for which `template` holds
 * @property {import('../tracer/templates.js').Template | undefined} template
 */

/**
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
  // What wraps it again, as a module does that is loaded again, takes the place of what was there.
  const isAgain = before?.kind === kind && before.name === name && before.owner === owner;
  const target = isAgain ? before.fn : fn;
  const proxy = new Proxy(target, new Call(ref, definition));
  wrapped.set(proxy, { fn: target, kind, name, owner });
  // `Reflect` may have another API of these names.
  guarded(() => copyMetadata(fn, proxy));
  return proxy;
}

/** What decorators have told of a function, as those of NestJS do. @param {Function} from @param {Function} to */
function copyMetadata(from, to) {
  /** @type {any} */
  const reflect = Reflect;
  for (const key of reflect.getOwnMetadataKeys?.(from) ?? [])
    reflect.defineMetadata(key, reflect.getOwnMetadata(key, from), to);
}

/** A method may be called `class`. @param {Function} fn */
const isClass = (fn) => /^class\b(?!\s*\()/.test(Function.prototype.toString.call(fn));
