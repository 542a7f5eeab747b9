// Each span of random programs is below the span whose code called it. With AsyncLocalStorage all of them are: the programs know the truth.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import { find } from '../support/flows/find.js';
import { openHost } from '../support/flows/host-node.js';

/** To look for more, or to see one of them again. */
const RUNS = Number(process.env.PROGRAMS_RUNS ?? 1000);
const FIRST = Number(process.env.PROGRAMS_SEED ?? 0);

const { host, close } = openHost();
after(close);

test(`${RUNS} random programs with AsyncLocalStorage: every span is where it was called`, async () => {
  const { all, failures } = await find(host, { createTracer, memory }, { first: FIRST, runs: RUNS });
  assert.deepEqual(failures, []);
  assert.deepEqual(Object.keys(all), ['right']);
});
