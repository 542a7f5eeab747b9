// Random programs: each span has the span of the calling code as its parent. AsyncLocalStorage provides the truth, as it finds all parents.
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
