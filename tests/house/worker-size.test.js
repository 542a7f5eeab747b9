// What a Worker deploys, minified and after gzip: its JavaScript, and the core as a module of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workerSizes } from '../bench/figures/size.mjs';

/** Where they have to get to: with the tracer, and without links by content. */
const TARGETS = { worker: 70_000, identity: 50_000 };
/** What they may be until then: lower it whenever the figure falls. */
const BUDGET_BYTES = 104_000;
const IDENTITY_BUDGET_BYTES = 77_000;

test(`a Worker with the tracer deploys at most ${BUDGET_BYTES} bytes after gzip`, async (t) => {
  const { worker, 'worker-identity': identity, 'worker-instrumented': instrumented } = await workerSizes();
  t.diagnostic(`${worker} bytes; the target is ${TARGETS.worker}`);
  t.diagnostic(`without links by content: ${identity} bytes; the target is ${TARGETS.identity}`);
  t.diagnostic(`with instrument(): ${instrumented} bytes`);
  assert.ok(instrumented > worker && identity < worker, 'something is not in the bundle');
  assert.ok(worker <= BUDGET_BYTES, `${worker} bytes`);
  assert.ok(identity <= IDENTITY_BUDGET_BYTES, `${identity} bytes`);
});
