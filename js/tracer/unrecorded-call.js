// Calls that are not recorded, where the runtime may lose the active span: what their code calls is not recorded either, and starts no trace unmarked.
import { isNativePromise, passThrough, whenSettled } from '../reading/native-promise.js';

import { unsampledFrames } from './active-span.js';

/** @typedef {import('./tracer.js').Tracer} Tracer */
/** @typedef {import('../context/open-code.js').Code} Code */

/** Called when such a call starts. @param {Tracer} tracer @returns {Code | undefined} */
export function startUnrecorded({ openCode }) {
  const code = openCode && { ended: false };
  if (code) openCode.opened(code);
  return code;
}

/**
 * Called when it has returned. Returns its result.
 * @param {Tracer} tracer @param {Code} code @param {unknown} result @param {boolean} isOwn whether nobody else has its promise @param {unknown} store
 */
export function endUnrecorded({ openCode, context }, code, result, isOwn, store) {
  openCode?.returned(code, result);
  if (!isNativePromise(result)) return result;
  const close = () => openCode?.closed(code);
  return (isOwn ? passThrough : whenSettled)(result, close, close, { context, store });
}

/** @param {Tracer} tracer @param {Function} fn @param {unknown[]} args */
export function runUnrecorded(tracer, fn, args) {
  const code = startUnrecorded(tracer);
  let result;
  try {
    result = tracer.context.run(unsampledFrames(tracer), fn, undefined, args);
  } finally {
    if (code) tracer.openCode?.returned(code, result);
  }
  return result;
}
