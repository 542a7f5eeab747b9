import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hookAwait } from '../../js/context/await-hook.js';
import { runFlows } from '../plugin/flows.js';
import { asWritten, transformed } from '../plugin/load.js';
import { programs } from '../plugin/programs.js';

hookAwait();

test('where native await is watched as well, the same holds', async () => {
  await fc.assert(
    fc.asyncProperty(programs, async (source) => {
      const before = await runFlows((await asWritten(source)).program, 5);
      const after = await runFlows((await transformed(source)).program, 5);
      assert.deepEqual(after.log, before.log);
      assert.deepEqual(after.results, before.results);
      assert.deepEqual(after.wrong, []);
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  );
});
