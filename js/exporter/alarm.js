/** More milliseconds than this a timer takes for 1. */
export const LONGEST = 2 ** 31 - 1;

/**
 * Rings once after `ms`, or as soon as `signal` is aborted. Keeps no process alive.
 * @param {number} ms @param {() => void} ring @param {AbortSignal} [signal]
 * @returns {() => void} calls it off
 */
export function alarm(ms, ring, signal) {
  const callOff = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', go);
  };
  const go = () => {
    callOff();
    ring();
  };
  const timer = setTimeout(go, Math.min(ms, LONGEST));
  /** @type {any} */ (timer).unref?.();
  if (signal?.aborted) go();
  else signal?.addEventListener('abort', go);
  return callOff;
}
