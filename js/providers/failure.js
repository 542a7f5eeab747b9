// Failures that a stream reports as an item. All APIs do so in a similar form.
import { peek, readable } from '../reading/observed.js';

/**
 * Returns the error that an item reports in the middle of an answer, after the model has failed.
 * @param {any} item
 */
export function failureIn(item) {
  const part = peek(item, 'part') ?? item;
  const error = peek(part, 'error');
  if (peek(part, 'type') === 'error') return error ?? peek(part, 'message');
  return error && Object.keys(readable(part))[0] === 'error' && error;
}
