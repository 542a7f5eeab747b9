// What `trace()` and `startSpan()` are called with, read and checked.
import { readStartOptions } from '../options/span-options.js';
import { functionNumber } from '../wrapping/function-number.js';

/**
 * These are calls of the running program: a wrong option is reported and left out.
 * @param {import('../wrapping/wrap.js').TracerRef} ref @param {string} owner @param {string | import('../index.js').StartOptions} given @returns {import('../wrapping/wrap.js').Definition}
 */
export function definitionOf({ tracer }, owner, given) {
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
