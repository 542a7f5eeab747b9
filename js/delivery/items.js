// The entries of an exporter's queue: a whole batch, a half of one, or several joined. Each settles the spans of the batch that it was made of.
import { joinBatches } from '../batch/join-bodies.js';
import { halve } from './halve.js';

/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */
/** @typedef {{ delivered: number, stored: number, dropped: Record<string, number> }} Outcome of a batch, in spans: delivered, stored for a later visit of the page, dropped by reason */

/**
 * @typedef {object} Payloads a batch of spans, and what each exporter gets for it
 * @property {number} spanCount
 * @property {number} byteLength
 * @property {(exporter: import('../exporters/read-exporter.js').ReadExporter) => unknown} payloadFor
 */

/** @typedef {(spans: number, delivered: number, stored: number, reason?: string) => void} Settle reports the outcome of the next `spans` spans; the others are dropped for `reason` */
/** @typedef {{ batch: Payloads, settle: Settle }} Item */

/** @param {EncodedBatch} payload @param {Settle} settle @param {number} [byteLength] @returns {Item} */
const itemOf = (payload, settle, byteLength = payload.body.length) => ({
  batch: { spanCount: payload.spanCount, byteLength, payloadFor: () => payload },
  settle,
});

/** @param {Payloads} batch @param {(outcome: Outcome) => void} onSettled called once, when all spans of the batch have settled @returns {Item} */
export function wholeItem(batch, onSettled) {
  let left = batch.spanCount;
  /** @type {Outcome} */
  const outcome = { delivered: 0, stored: 0, dropped: {} };
  /** @type {Settle} */
  const settle = (spans, delivered, stored, reason) => {
    const { dropped } = outcome;
    const lost = spans - delivered - stored;
    outcome.delivered += delivered;
    outcome.stored += stored;
    if (reason && lost > 0) dropped[reason] = lost + (dropped[reason] ?? 0);
    left -= spans;
    if (left === 0) onSettled(outcome);
  };
  return { batch, settle };
}

/** Two items that settle one. @param {Item} item @param {EncodedBatch} payload of the item @returns {Item[] | undefined} undefined if it cannot be halved */
export const halvesOf = ({ settle }, payload) => halve(payload)?.map((half) => itemOf(half, settle));

/** One item that settles several, in order. @param {Item[]} items @param {EncodedBatch[]} payloads of the items @returns {Item} */
export function joinItems(items, payloads) {
  if (items.length === 1) return items[0];
  const open = items.map(({ batch, settle }) => ({ left: batch.spanCount, settle }));
  /** @type {Settle} */
  const settle = (spans, delivered, stored, reason) => {
    while (spans > 0) {
      const [next] = open;
      const count = Math.min(next.left, spans);
      const ownDelivered = Math.min(count, delivered);
      const ownStored = Math.min(count - ownDelivered, stored);
      next.left -= count;
      if (next.left === 0) open.shift();
      spans -= count;
      delivered -= ownDelivered;
      stored -= ownStored;
      next.settle(count, ownDelivered, ownStored, reason);
    }
  };
  const byteLength = items.reduce((sum, { batch }) => sum + batch.byteLength, 0);
  return itemOf(joinBatches(payloads.flatMap((payload) => payload.parts ?? payload)), settle, byteLength);
}
