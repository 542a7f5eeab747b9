// What each command needs on the machine: system tools, and the folders with a package.json to install.
import { BENCH_TOOLS, BUILD_TOOLS, TEST_TOOLS } from './tools.mjs';

/** @typedef {{ tools: import('./tools.mjs').Tool[], packages: string[] }} Goal */

/** @type {Record<'start' | 'bench' | 'interop' | 'test', Goal>} */
export const GOALS = {
  start: { tools: BUILD_TOOLS, packages: ['.'] },
  bench: { tools: BENCH_TOOLS, packages: ['.', 'tests', 'tests/bench'] },
  interop: { tools: BENCH_TOOLS, packages: ['.', 'tests'] },
  test: { tools: TEST_TOOLS, packages: ['.', 'tests', 'tests/bundlers', 'scripts/unicode'] },
};
