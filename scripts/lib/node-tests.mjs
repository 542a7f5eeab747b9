import { filesUnder } from './paths.mjs';
import { CommandError, run } from './run.mjs';

const TIMEOUT_MS = 300_000;

/** A file that outlives its time and SIGTERM, which Playwright catches, would hold all others up for ever. */
const STEP_LIMIT_MS = 20 * 60_000;

/**
 * Runs every `*.test.js` of a folder with node:test.
 * @returns {Promise<{ passed: number, note: string }>}
 * @throws {CommandError} a test failed, or the folder has no tests; it carries the whole output
 */
export async function nodeTests(folder, flags = []) {
  const files = filesUnder(folder, /\.test\.js$/);
  if (files.length === 0) throw new CommandError(`Expected *.test.js files in ${folder}, found none`, '');
  const args = [...flags, '--test', '--test-reporter=spec', `--test-timeout=${TIMEOUT_MS}`, ...files];
  const { code, output } = await run(process.execPath, args, { limit: STEP_LIMIT_MS });
  const { pass = 0, fail = 0, cancelled = 0, skipped = 0 } = totals(output);
  if (code !== 0 || pass === 0) {
    throw new CommandError(`node --test ${folder} ended with ${code}`, output, {
      passed: pass,
      failed: fail + cancelled,
    });
  }
  return { passed: pass, note: skipped ? `${pass} tests, ${skipped} skipped` : `${pass} tests` };
}

/** The counts that the reporter prints at its end. */
function totals(output) {
  const lines = output.matchAll(/^ℹ (pass|fail|cancelled|skipped) (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, name, count]) => [name, Number(count)]));
}
