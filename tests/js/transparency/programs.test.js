// Random programs see the same wrapped and unwrapped: values, errors, identities, microtasks, unhandled rejections, backpressure.
// What differs, and why, stands in support/programs/reference.js.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf, Tracers } from '../support/programs/compare.js';
import { randomProgram, shrinkProgram } from '../support/programs/program.js';

/** To look for more, or to see one of them again. */
const RUNS = Number(process.env.PROGRAMS_RUNS ?? 2000);
const FIRST = Number(process.env.PROGRAMS_SEED ?? 0);
const SHRINKS = 300;
const FLUSHES = 50;
/** A busy machine delivers some events of the process late, so a difference has to show each time. */
const REPEATS = 3;

/** @type {typeof differenceOf} */
async function lastingDifference(program, traced) {
  let difference = await differenceOf(program, traced);
  for (let i = 1; difference && i < REPEATS; i++) difference = await differenceOf(program, traced);
  return difference;
}

test(`${RUNS} random programs see no more of being traced than what is documented`, async () => {
  const tracers = new Tracers();
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    const program = randomProgram(seed);
    const traced = tracers.wrap(seed);
    const difference = await lastingDifference(program, traced);
    if (difference) {
      const fails = async (/** @type {typeof program} */ other) =>
        (await differenceOf(other, traced))?.kind === difference.kind;
      const small = await shrinkProgram(program, fails, SHRINKS);
      const { kind, expected, actual } = (await differenceOf(small, traced)) ?? difference;
      const plans = JSON.stringify(small.map(({ subject, plan }) => ({ subject, ...plan })));
      assert.deepEqual(actual, expected, `seed ${seed}, ${kind}: ${plans}`);
    }
    if (seed % FLUSHES === 0) await tracers.flush();
  }
  assert.ok((await tracers.shutdown()) > RUNS);
  assert.deepEqual(tracers.errors, []);
});
