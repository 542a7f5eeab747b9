// The random programs of tests/js/context/programs-lost.test.js in pages, with frames, workers and listeners of their own.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertFair } from '../js/support/flows/bars.js';
import { runInBrowser } from './browsers.js';
import { ownSite } from './own-site.js';

const RUNS = Number(process.env.PROGRAMS_RUNS ?? 300);
const FIRST = Number(process.env.PROGRAMS_SEED ?? 0);
/** Firefox shows pages no async stack, so less can be told there. */
const LEAST_RIGHT = { chromium: 0.9, firefox: 0.75 };
/** As in tests/js/context/programs-lost.test.js. */
const MOST_WRONG = 0.03;

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${RUNS} random programs in ${browser}`, { timeout: 240_000 }, async (t) => {
    const folder = ownSite(t, 'programs-app.js', ['choices.js', 'flows']);
    writeFileSync(join(folder, 'range.js'), `export default ${JSON.stringify({ first: FIRST, runs: RUNS })};`);
    const found = await runInBrowser(t, folder, browser, 'page');
    assertFair(t, found, { mostWrong: MOST_WRONG, leastRight: LEAST_RIGHT[browser] });
  });
}
