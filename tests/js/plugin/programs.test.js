import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFlows } from '../../plugin/flows.js';
import { asWritten, transformed } from '../../plugin/load.js';
import { programs } from '../../plugin/programs.js';
import fc from '../support/fast-check.js';

test('a transformed program does what it did, in the same order, and knows its flow everywhere', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(programs, async (source) => {
      const before = await runFlows((await asWritten(source)).program, 5);
      const after = await runFlows((await transformed(source)).program, 5);
      assert.deepEqual(after.log, before.log);
      assert.deepEqual(after.results, before.results);
      assert.deepEqual(after.wrong, []);
      seen += after.log.length;
    }),
    { numRuns: Number(process.env.RUNS ?? 150) },
  );
  assert.ok(seen > 1000, `${seen} places were looked at`);
});
