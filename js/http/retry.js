// Retries around any transport. It knows nothing of HTTP, compression or pages.
import { abortableTimeout } from '../base/abortable-timeout.js';

/** @typedef {{ attempts: number, baseDelay: number, maxDelay: number }} RetryOptions delays in milliseconds */

/**
 * @template T
 * @typedef {object} AttemptResult
 * @property {T} [answer] present after a success
 * @property {Error} [error] present after a failure
 * @property {boolean} [canRetry] whether another attempt may succeed
 * @property {number} [retryAfter] the milliseconds that the other side asks to wait
 * @property {boolean} [isAborted] the sender aborted the attempt to repeat it at once
 */

/** @typedef {(wake: () => void) => () => void} WhenUrgent calls `wake` when there is no time left to wait; returns a function that stops watching */

/**
 * Calls `attempt` until it succeeds, until another attempt is useless or one too many, or until the signal of the context aborts.
 * Resolves to the answer. Rejects with the error of the last attempt.
 * @template T @param {() => Promise<AttemptResult<T>>} attempt @param {RetryOptions} options
 * @param {import('../index.js').ExportContext & { isAtRisk?: () => boolean }} context `isAtRisk`: whether the data would be lost. If not, whoever stores it makes the attempts that would have to wait for more than `maxDelay`
 * @param {WhenUrgent} whenUrgent @returns {Promise<T>}
 */
export async function retry(attempt, options, { signal, count, postpone, retrying, isAtRisk }, whenUrgent) {
  const { attempts, maxDelay } = options;
  for (let failures = 0; ; ) {
    const { answer, error, canRetry, retryAfter = -1, isAborted } = await attempt();
    if (answer) return answer;
    if (!isAborted || signal.aborted) {
      failures++;
      const isAsked = retryAfter > 0;
      if (isAsked) postpone?.(Date.now() + retryAfter);
      const isLeftToStore = retryAfter > maxDelay && isAtRisk?.() === false;
      const isLast = !canRetry || failures >= attempts || isLeftToStore;
      if (!isLast && !signal.aborted) {
        retrying?.(/** @type {Error} */ (error));
        await sleep(retryDelay(failures, retryAfter, options), signal, isAsked ? undefined : whenUrgent);
      }
      if (isLast || signal.aborted) throw error;
      count('failures');
    }
    count('retries');
    count('attempts');
  }
}

/**
 * The milliseconds before the next attempt: what the other side asks for, else exponential backoff with full jitter.
 * @param {number} failures so far, at least 1 @param {number} retryAfter negative if the other side asks for nothing @param {RetryOptions} options
 */
export function retryDelay(failures, retryAfter, { baseDelay, maxDelay }) {
  return retryAfter < 0
    ? Math.random() * Math.min(baseDelay * 2 ** (failures - 1), maxDelay)
    : Math.min(retryAfter, maxDelay);
}

/**
 * Resolves after `ms`, when `signal` aborts, or when `whenUrgent` says so.
 * @param {number} ms @param {AbortSignal} signal @param {WhenUrgent} [whenUrgent]
 */
export async function sleep(ms, signal, whenUrgent) {
  let cancel = () => {};
  /** @type {(() => void) | undefined} */
  let unwatch;
  await new Promise((resolve) => {
    const wake = () => resolve(undefined);
    cancel = abortableTimeout(ms, wake, signal);
    unwatch = whenUrgent?.(wake);
  });
  cancel();
  unwatch?.();
}
