// What waits in an exporter's queue, cut smaller or put together.

import { joinBatches } from '../batch/join-bodies.js';
import { halve } from './halve.js';

/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */
/** @typedef {import('./delivery.js').Item} Item */

/** @param {EncodedBatch} payload @param {Item['settle']} settle @param {number} [byteLength] @returns {Item} */
const itemOf = (payload, settle, byteLength = payload.body.length) => ({
  batch: { spanCount: payload.spanCount, byteLength, payloadFor: () => payload },
  settle,
});

/**
 * @template {import('./delivery.js').Batch} B
 * @param {B} batch @param {(outcome: import('./delivery.js').Outcome) => void} whenDone once all of its spans have settled @returns {Item}
 */
export function wholeItem(batch, whenDone) {
  let left = batch.spanCount;
  /** @type {import('./delivery.js').Outcome} */
  const outcome = { delivered: 0, stored: 0, dropped: {} };
  /** @type {Item['settle']} */
  const settle = (spans, delivered, stored, reason) => {
    const { dropped } = outcome;
    const lost = spans - delivered - stored;
    outcome.delivered += delivered;
    outcome.stored += stored;
    if (reason && lost > 0) dropped[reason] = lost + (dropped[reason] ?? 0);
    left -= spans;
    if (left === 0) whenDone(outcome);
  };
  return { batch, settle };
}

/** Two that settle one. @param {Item} item @param {EncodedBatch} payload its own @returns {Item[] | undefined} undefined where that cannot be */
export const halvesOf = ({ settle }, payload) => halve(payload)?.map((half) => itemOf(half, settle));

/** One that settles several, in order. @param {Item[]} items @param {EncodedBatch[]} payloads theirs @returns {Item} */
export function joinItems(items, payloads) {
  if (items.length === 1) return items[0];
  const open = items.map(({ batch, settle }) => ({ left: batch.spanCount, settle }));
  /** @type {Item['settle']} */
  const settle = (spans, delivered, stored, reason) => {
    while (spans > 0) {
      const [next] = open;
      const count = Math.min(next.left, spans);
      const arrived = Math.min(count, delivered);
      const kept = Math.min(count - arrived, stored);
      next.left -= count;
      if (next.left === 0) open.shift();
      spans -= count;
      delivered -= arrived;
      stored -= kept;
      next.settle(count, arrived, kept, reason);
    }
  };
  const byteLength = items.reduce((sum, { batch }) => sum + batch.byteLength, 0);
  return itemOf(joinBatches(payloads.flatMap((payload) => payload.parts ?? payload)), settle, byteLength);
}
