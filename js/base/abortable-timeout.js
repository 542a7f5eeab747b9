/** More milliseconds than this a timer takes for 1. */
export const LONGEST = 2 ** 31 - 1;

/**
 * Settles as `promise` does, or when `signal`, which is not yet, is aborted before.
 * @param {Promise<unknown>} promise @param {AbortSignal} [signal]
 */
export async function untilAborted(promise, signal) {
  let go = () => {};
  const aborted = new Promise((resolve) => {
    go = () => resolve(undefined);
  });
  signal?.addEventListener('abort', go);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal?.removeEventListener('abort', go);
  }
}

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

/** Settles as `promise` does, or after `ms`. @param {number} ms @param {Promise<unknown>} promise */
export const atMost = (ms, promise) =>
  Promise.race([promise, new Promise((resolve) => alarm(ms, () => resolve(undefined)))]);
