/** @typedef {{ attempts: number, baseDelay: number, maxDelay: number }} RetryOptions delays in milliseconds */

/**
 * Milliseconds before the next attempt: what `Retry-After` asks for (seconds or an HTTP date), else exponential with full jitter.
 * @param {number} failures so far, at least 1 @param {string | null | undefined} retryAfter @param {RetryOptions} options
 */
export function retryDelay(failures, retryAfter, { baseDelay, maxDelay }) {
  const asked = retryAfter ? askedDelay(retryAfter) : -1;
  return asked >= 0 ? Math.min(asked, maxDelay) : Math.random() * Math.min(baseDelay * 2 ** (failures - 1), maxDelay);
}

/** Milliseconds that a `Retry-After` asks for. @param {string} retryAfter */
export function askedDelay(retryAfter) {
  const seconds = Number(retryAfter);
  return Number.isNaN(seconds) ? Math.max(Date.parse(retryAfter) - Date.now(), 0) : seconds * 1000;
}
