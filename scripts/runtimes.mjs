// Runs the suite in every runtime and records what it found: for the tests, and as the table of docs/runtimes.md. `npm run runtimes`
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUNTIMES, suiteProject, versions } from '../tests/runtime/runtimes.js';
import { withTable } from '../tests/runtime/table.js';
import { root } from './lib/paths.mjs';

const page = join(root, 'docs/runtimes.md');
/** @type {(() => unknown)[]} */
const cleanups = [];
const scope = { after: (/** @type {() => unknown} */ fn) => void cleanups.unshift(fn) };

/** @type {Record<string, Record<string, string>>} */
const runtimes = {};
try {
  const folder = suiteProject(scope);
  for (const [name, run] of Object.entries(RUNTIMES)) {
    runtimes[name] = await run(scope, folder);
    const failures = Object.entries(runtimes[name]).filter(([, result]) => result.startsWith('no'));
    for (const [feature, result] of failures) console.error(`${name}: ${feature}: ${result}`);
    if (failures.length > 0) process.exitCode = 1;
    console.log(`${name}: ${Object.keys(runtimes[name]).length - failures.length} features`);
  }
} finally {
  for (const cleanup of cleanups) await cleanup();
}
if (!process.exitCode) {
  const recorded = { versions: versions(), runtimes };
  writeFileSync(join(root, 'tests/runtime/results.json'), `${JSON.stringify(recorded, null, 2)}\n`);
  writeFileSync(page, withTable(readFileSync(page, 'utf8'), recorded));
}
