// One suite in every runtime, from the packed package. What it finds is what stands in results.json, and so in the table of docs/runtimes.md.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { RUNTIMES, suiteProject } from './runtimes.js';

const { runtimes } = JSON.parse(readFileSync(new URL('results.json', import.meta.url), 'utf8'));
const folder = suiteProject({ after });

for (const [name, run] of Object.entries(RUNTIMES)) {
  test(`the suite in ${name}`, { timeout: 240_000 }, async (t) => {
    const results = await run(t, folder);
    const failures = Object.entries(results).filter(([, result]) => result.startsWith('no'));
    assert.deepEqual(failures, []);
    assert.deepEqual(results, runtimes[name], 'npm run runtimes records what has changed');
  });
}

test('every recorded runtime is run', () => {
  assert.deepEqual(Object.keys(runtimes), Object.keys(RUNTIMES));
});
