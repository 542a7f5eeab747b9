// The programs of context-programs.test.js where the runtime has no AsyncLocalStorage: what is lost says so, and no span is below a stranger, but for
// a few of code that one flow runs and another waits for.
import { after, test } from 'node:test';
import createSyncStack from '../../../js/context/sync-stack.js';
import { createTracer, memory } from '../../../js/index.js';
import { assertFair } from '../support/flows/bars.js';
import { find } from '../support/flows/find.js';
import { openHost } from '../support/flows/host-node.js';

/** To look for more, or to see one of them again. */
const RUNS = Number(process.env.PROGRAMS_RUNS ?? 4000);
const FIRST = Number(process.env.PROGRAMS_SEED ?? 0);
/** Of programs in which nothing settles a stranger's thenable. */
const LEAST_RIGHT = 0.92;
/** Code that one starts outside of spans and another alone waits for looks like a helper of the one who waits. */
const MOST_WRONG = 0.01;

const { host, close } = openHost();
after(close);

/** @type {import('../support/flows/program.js').Api} */
const api = { createTracer: (options) => createTracer({ ...options, context: createSyncStack() }), memory };

test(`${RUNS} random programs without AsyncLocalStorage: what is lost says so`, async (t) => {
  const found = await find(host, api, { first: FIRST, runs: RUNS });
  assertFair(t, found, { mostWrong: MOST_WRONG, leastRight: LEAST_RIGHT });
});
