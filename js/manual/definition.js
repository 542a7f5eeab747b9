// Reads and checks the arguments of `trace()` and `startSpan()`.
import { readStartOptions } from '../options/span-options.js';
import { functionNumber } from '../wrapping/function-number.js';

/**
 * Returns the definition of a span that is started by hand. The program is running, so a wrong option is reported and ignored instead of thrown.
 * @param {import('../wrapping/wrap.js').TracerRef} ref @param {string} owner @param {string | import('../index.js').StartOptions} given @returns {import('../wrapping/wrap.js').Definition}
 */
export function definitionOf({ tracer }, owner, given) {
  const report = tracer?.settings.onError ?? (() => {});
  const {
    kind = 'task',
    name = kind,
    ...options
  } = typeof given === 'string' ? { name: given } : readStartOptions(owner, given, report);
  // Blocks of one kind and name count as one function, so that loops are recognized.
  const fn = functionNumber(kind, name);
  return { fn, kind, name, options, parameters: 0, isAsync: false, tracer: undefined, template: undefined };
}
