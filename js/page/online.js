// Whether there is a network. Without one, an attempt would be wasted.

export const isOffline = () => globalThis.navigator?.onLine === false;

/**
 * Resolves when there is a network, or `signal` aborts. Undefined if there is a network, so that a request can go within the same call.
 * @param {AbortSignal} signal
 */
export function whenOnline(signal) {
  if (!isOffline()) return undefined;
  return new Promise((resolve) => {
    addEventListener('online', resolve, { once: true, signal });
    signal.addEventListener('abort', resolve, { once: true });
  });
}
