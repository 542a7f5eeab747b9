// Calls that are not recorded, where what is active may be lost: nothing that their code calls is to be recorded, or to begin a trace unsaid.
import { isNativePromise, passThrough, whenSettled } from '../reading/native-promise.js';

import { unsampledFrames } from './active-span.js';

/** @typedef {import('./tracer.js').Tracer} Tracer */
/** @typedef {import('../context/open-code.js').Code} Code */

/** Such a call begins. @param {Tracer} tracer @returns {Code | undefined} */
export function leaveOut({ openCode }) {
  const code = openCode && { ended: false };
  if (code) openCode.opened(code);
  return code;
}

/**
 * What it has given.
 * @param {Tracer} tracer @param {Code} code @param {unknown} result @param {boolean} isOwn its promise is known to nobody else @param {unknown} store
 */
export function leftOut({ openCode, context }, code, result, isOwn, store) {
  openCode?.returned(code, result);
  if (!isNativePromise(result)) return result;
  const close = () => openCode?.closed(code);
  return (isOwn ? passThrough : whenSettled)(result, close, close, { context, store });
}

/** @param {Tracer} tracer @param {Function} fn @param {unknown[]} args */
export function runLeftOut(tracer, fn, args) {
  const code = leaveOut(tracer);
  let result;
  try {
    result = tracer.context.run(unsampledFrames(tracer), fn, undefined, args);
  } finally {
    if (code) tracer.openCode?.returned(code, result);
  }
  return result;
}
