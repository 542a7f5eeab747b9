// Timeouts that can be aborted. None of them keeps a process alive.

/** The longest delay that `setTimeout` supports, in milliseconds: it fires at once for a longer one. */
export const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Settles as `promise` does, or when `signal` aborts, whichever is first. The signal must not be aborted yet.
 * @template T @param {T | Promise<T>} promise @param {AbortSignal} [signal] @returns {Promise<T | undefined>}
 */
export async function untilAborted(promise, signal) {
  let onAbort = () => {};
  /** @type {Promise<undefined>} */
  const aborted = new Promise((resolve) => {
    onAbort = () => resolve(undefined);
  });
  signal?.addEventListener('abort', onAbort);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * Calls `onTimeout` once: after `ms`, or as soon as `signal` aborts.
 * @param {number} ms @param {() => void} onTimeout @param {AbortSignal} [signal]
 * @returns {() => void} cancels the timeout
 */
export function abortableTimeout(ms, onTimeout, signal) {
  const cancel = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', fire);
  };
  const fire = () => {
    cancel();
    onTimeout();
  };
  const timer = setTimeout(fire, Math.min(ms, MAX_TIMEOUT_MS));
  /** @type {any} */ (timer).unref?.();
  if (signal?.aborted) fire();
  else signal?.addEventListener('abort', fire);
  return cancel;
}

/** Settles as `promise` does, or fulfils after `ms`, whichever is first. @param {number} ms @param {Promise<unknown>} promise */
export const settledWithin = (ms, promise) =>
  Promise.race([promise, new Promise((resolve) => abortableTimeout(ms, () => resolve(undefined)))]);
