// Without a network, an attempt is wasted.

export const isOffline = () => globalThis.navigator?.onLine === false;

/**
 * Resolves when there is a network, or on abort. Undefined where there is no need to wait, so that a request can leave at once.
 * @param {AbortSignal} signal
 */
export function whenOnline(signal) {
  if (!isOffline()) return undefined;
  return new Promise((resolve) => {
    addEventListener('online', resolve, { once: true, signal });
    signal.addEventListener('abort', resolve, { once: true });
  });
}
