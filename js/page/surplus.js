import * as KEY from './key.js';
import { bytesOf, spansOf } from './records.js';

/** @typedef {import('./records.js').Key} Key */
/** @typedef {import('./budget.js').Limits} Limits */

/**
 * Which of what is left has to go for want of room: the oldest first, and first those of places that the page does not send to. These make room for it
 * as well, up to half of the store, lest what nobody asks for any more keeps all others out.
 * @param {Key[]} all records @param {Key[]} left @param {import('./sort-out.js').Places} places @param {Limits} [short] of who found no room
 */
export function surplus(all, left, places, short) {
  let [spans, bytes] = [spansOf(all), bytesOf(all)];
  const limits = [...places.values()].map((place) => place.limits);
  const isOver = (/** @type {Limits[]} */ those, /** @type {number} */ share) =>
    those.every(({ maxSpans, maxBytes }) => spans > maxSpans * share || bytes > maxBytes * share);
  const isForeign = (/** @type {Key} */ key) => !places.has(key[KEY.PLACE]);
  const order = [...left].sort((a, b) => Number(isForeign(b)) - Number(isForeign(a)) || a[KEY.AT] - b[KEY.AT]);
  return order.filter((key) => {
    if (!isOver(limits, 1) && !(short && isForeign(key) && isOver([short], 0.5))) return false;
    spans -= key[KEY.SPANS];
    bytes -= key[KEY.BYTES];
    return true;
  });
}
