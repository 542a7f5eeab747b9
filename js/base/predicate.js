// Calls the user's predicates.
import { ignoreRejection } from './ignore-rejection.js';

/**
 * Asks a predicate. If it throws or returns a promise, the answer is no.
 * @param {(value: any) => unknown} predicate @param {unknown} value @param {(error: unknown) => void} [onError] receives what it throws
 */
export function isTrue(predicate, value, onError) {
  try {
    const answer = predicate(value);
    ignoreRejection(answer);
    return !(answer instanceof Promise) && Boolean(answer);
  } catch (error) {
    onError?.(error);
    return false;
  }
}
