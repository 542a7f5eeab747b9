import { settledClock } from '../base/clock.js';
import { random32 } from '../base/random.js';

const UINT32 = 2 ** 32;
let numbers = 0;

/** Span and trace numbers; only those in use at one time have to differ. */
export const nextNumber = () => {
  numbers = (numbers + 1) % UINT32 || 1;
  return numbers;
};

/**
 * @typedef {Object} Trace
 * @property {number} number
 * @property {number} id0 the most significant 32 bits of its id
 * @property {number} id1
 * @property {number} id2
 * @property {number} id3
 * @property {number} offset of its clock, as is `settledAt`
 * @property {number} settledAt
 * @property {Set<{ report(): void }>} [streams] results that are being read, and gave something since they were asked
 */

/**
 * @param {number[]} [words] of its id; random ones when absent
 * @returns {Trace}
 */
export function makeTrace([id0, id1, id2, id3] = [random32(), random32(), random32(), random32()]) {
  const { offset, settledAt } = settledClock();
  return { number: nextNumber(), id0, id1, id2, id3, offset, settledAt, streams: undefined };
}
