// Content: how fast texts are read, indexed and compared with all before them, against the same algorithm in plain JavaScript.
import { measured } from './child.mjs';

const MEGABYTES = 2;
const SEEN = 1000;
const FRESH = 300;
const TIMES_PLAIN = 2.5;

/** @param {{ rounds: number, say: (text: string) => void }} options */
export async function measure({ rounds, say }) {
  say('content');
  const rows = await measured('run-content.mjs', [rounds, MEGABYTES]);
  const bars = rows.flatMap(({ kind, core, unlinked, plain }) => [
    {
      what: `MB/s of linking alone, ${kind} seen whole before`,
      value: without(core.seen, unlinked.seen),
      atLeast: SEEN,
    },
    { what: `MB/s of linking alone, new ${kind}`, value: without(core.fresh, unlinked.fresh), atLeast: FRESH },
    { what: `in all / plain JavaScript, new ${kind}`, value: core.fresh / plain.fresh, atLeast: TIMES_PLAIN },
  ]);
  return { rows, bars };
}

/** The speed of what one takes longer than the other. @param {number} speed @param {number} floor */
const without = (speed, floor) => 1 / Math.max(1 / speed - 1 / floor, 1e-6);

const whole = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');

export const table = {
  title:
    'Content: MB of UTF-8 per second, from JavaScript strings to what they share with all before; documents of 1 to 9 KB in one trace',
  columns: [
    ['', ({ kind }) => kind],
    ['spanloom, new', ({ core }) => whole(core.fresh)],
    ['seen whole', ({ core }) => whole(core.seen)],
    ['handed over only', ({ unlinked }) => whole(unlinked.fresh)],
    ['plain JavaScript, new', ({ plain }) => whole(plain.fresh)],
    ['seen whole', ({ plain }) => whole(plain.seen)],
    ['TextEncoder alone', ({ encode }) => whole(encode)],
  ],
};
