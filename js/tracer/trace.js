// What the spans of one trace share: its ID and its clock.
import { settledClock } from '../base/clock.js';
import { random32 } from '../base/random.js';

const UINT32 = 2 ** 32;
let numbers = 0;

/** Returns a number for a span or a trace, unique among those in use. */
export const nextNumber = () => {
  numbers = (numbers + 1) % UINT32 || 1;
  return numbers;
};

/**
 * @typedef {Object} Trace
 * @property {number} number
 * @property {number} id0 the most significant 32 bits of its ID
 * @property {number} id1
 * @property {number} id2
 * @property {number} id3
 * @property {number} offset of its clock, as is `settledAt`
 * @property {number} settledAt
 * @property {boolean} isSent whether a message of it went to another process, so that an answer may come
 * @property {Set<{ span: import('./span-state.js').SpanState, report(): void }>} [streams] streams that are being read, and have text that was not recorded yet
 */

/**
 * @param {number[]} [words] of its ID; random by default
 * @returns {Trace}
 */
export function makeTrace([id0, id1, id2, id3] = [random32(), random32(), random32(), random32()]) {
  const { offset, settledAt } = settledClock();
  return { number: nextNumber(), id0, id1, id2, id3, offset, settledAt, isSent: false, streams: undefined };
}
