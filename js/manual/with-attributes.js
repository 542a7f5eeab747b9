// `withAttributes()`: runs code whose spans inherit attributes.

import { describe } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { framesWith } from '../tracer/inherited.js';

/**
 * @template T @param {import('../wrapping/wrap.js').TracerRef} ref @param {import('../index.js').InheritedAttributes} attributes
 * @param {(...args: any[]) => T} fn @param {any[]} args
 * @returns {T}
 */
export function withAttributes({ tracer }, attributes, fn, ...args) {
  if (typeof fn !== 'function')
    throw new ConfigurationError(`withAttributes() takes a function as its second argument, not ${describe(fn)}`);
  /** @type {object | undefined} */
  let frames;
  try {
    if (tracer?.isOpen)
      tracer.recordSafely(() => {
        frames = framesWith(tracer, attributes);
      });
  } catch {
    // No stack is left. The function, called next, will overflow too.
  }
  return tracer && frames ? tracer.context.run(frames, fn, undefined, args) : fn(...args);
}
