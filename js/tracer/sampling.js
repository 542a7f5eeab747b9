// Decides by the option `sample` which traces are recorded.
import { ignoreRejection } from '../base/ignore-rejection.js';
import { random32 } from '../base/random.js';

const UINT32 = 2 ** 32;

/** Whether to record a trace that starts now. @param {import('./tracer.js').Tracer} tracer @param {import('./templates.js').Template} template of its root */
export function isSampled(tracer, { kind, name }) {
  const { sample, onError } = tracer.settings;
  if (typeof sample === 'number') return isWithin(sample);
  let answer = true;
  tracer.recordSafely(() => {
    try {
      const given = sample({ kind, name });
      ignoreRejection(given);
      if (typeof given !== 'boolean' && typeof given !== 'number')
        throw new TypeError('it must return true, false or a number');
      answer = isWithin(Number(given));
    } catch (error) {
      onError(new Error('sample() failed, so the trace is kept', { cause: error }));
    }
  });
  return answer;
}

/** @param {number} share */
const isWithin = (share) => share === 1 || random32() / UINT32 < share;
