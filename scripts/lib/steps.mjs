import { build } from '../build.mjs';
import { clangFormat, clangTidy, cmakeTests, wasmTests } from './cpp-tests.mjs';
import { fuzz } from './fuzz.mjs';
import { nodeTests } from './node-tests.mjs';
import { JOBS, must } from './run.mjs';
import { testsWithPackages } from './tests-with-packages.mjs';

const BIOME = 'tests/node_modules/.bin/biome';
const TSC = 'node_modules/.bin/tsc';

/** Runs a command that counts as one test. */
const check = async (command, args) => {
  await must(command, args);
  return { passed: 1 };
};

/**
 * @typedef {Object} Step
 * @property {string} name
 * @property {() => Promise<{ passed: number, note?: string }>} run rejects when a test fails
 */

/** Node keeps one core free, which on two cores doubles the time. */
const ALL_CORES = `--test-concurrency=${JOBS}`;

/** Quick steps come first. @type {Step[]} */
export const STEPS = [
  { name: 'build', run: async () => ({ passed: 1, note: (await build()) ? 'built' : 'up to date' }) },
  { name: 'format-cpp', run: clangFormat },
  { name: 'lint-js', run: () => check(BIOME, ['ci', '--colors=off', '--error-on-warnings']) },
  { name: 'types', run: () => check(TSC, ['--project', '.']) },
  { name: 'types-public', run: () => check(TSC, ['--project', 'tests/types']) },
  { name: 'types-legacy-decorators', run: () => check(TSC, ['--project', 'tests/types/legacy']) },
  // The package behaves alike where eval is allowed: it has none (tests/house/dist.test.js), and tests/runtime runs both.
  { name: 'js', run: () => nodeTests('tests/js', [ALL_CORES, '--disallow-code-generation-from-strings']) },
  { name: 'house', run: () => nodeTests('tests/house') },
  { name: 'runtime', run: () => nodeTests('tests/runtime') },
  { name: 'clients', run: () => testsWithPackages('tests/clients') },
  { name: 'frameworks', run: () => testsWithPackages('tests/frameworks') },
  { name: 'examples', run: () => testsWithPackages('tests/frameworks', 'tests/examples') },
  { name: 'pages', run: () => testsWithPackages('tests/pages') },
  { name: 'docs', run: () => testsWithPackages('scripts/docs', 'tests/docs') },
  { name: 'tools', run: () => testsWithPackages('tests/tools') },
  { name: 'bundlers', run: () => nodeTests('tests/bundlers') },
  { name: 'viewer', run: () => nodeTests('tests/viewer') },
  { name: 'demo', run: () => nodeTests('tests/demo') },
];

/**
 * Steps that run beside the others, one after another. They only compute, and yield to the others, which mostly wait.
 * @type {Step[]}
 */
export const STEPS_BESIDE = [
  { name: 'cpp', run: () => cmakeTests('debug') },
  { name: 'cpp-sanitizers', run: () => cmakeTests('asan-ubsan') },
  { name: 'cpp-fuzz', run: fuzz },
  { name: 'cpp-wasm32', run: wasmTests },
  { name: 'tidy-cpp', run: clangTidy },
];
