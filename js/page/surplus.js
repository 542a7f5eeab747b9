import * as KEY from './key.js';
import { bytesOf, spansOf } from './records.js';

/** @typedef {import('./records.js').Key} Key */
/** @typedef {import('./budget.js').Limits} Limits */

/**
 * Picks the records that have to go for lack of room: those of partitions that the page does not send to first, and the oldest first. If a client found no
 * room, records of other partitions go until half of the store is free, as data that no page sends any longer could keep out all new data.
 * @param {Key[]} all records @param {Key[]} left those that may go @param {import('./classify.js').Partitions} partitions @param {Limits} [short] the limits of a client that found no room
 */
export function surplus(all, left, partitions, short) {
  let [spans, bytes] = [spansOf(all), bytesOf(all)];
  const limits = [...partitions.values()].map((partition) => partition.limits);
  const exceeds = (/** @type {Limits[]} */ each, /** @type {number} */ share) =>
    each.every(({ maxSpans, maxBytes }) => spans > maxSpans * share || bytes > maxBytes * share);
  const isForeign = (/** @type {Key} */ key) => !partitions.has(key[KEY.PARTITION]);
  const order = [...left].sort((a, b) => Number(isForeign(b)) - Number(isForeign(a)) || a[KEY.TIME] - b[KEY.TIME]);
  return order.filter((key) => {
    if (!exceeds(limits, 1) && !(short && isForeign(key) && exceeds([short], 0.5))) return false;
    spans -= key[KEY.SPANS];
    bytes -= key[KEY.BYTES];
    return true;
  });
}
