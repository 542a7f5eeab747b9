import { halveBody } from '#delivery';
import { joinBatches } from '../batch/join-bodies.js';

/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */

/**
 * Splits a batch into two that have all of its spans, in order.
 * @param {EncodedBatch} batch @returns {EncodedBatch[] | undefined} undefined if that is impossible, as for a single span
 */
export function halve(batch) {
  const { parts } = batch;
  if (!parts) return halveBody(batch);
  const middle = parts.length >> 1;
  return [parts.slice(0, middle), parts.slice(middle)].map(joinBatches);
}
