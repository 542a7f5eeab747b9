import { join } from 'node:path';
import { installPackages } from '../setup.mjs';
import { nodeTests } from './node-tests.mjs';
import { root } from './paths.mjs';

/**
 * Runs tests with the packages of a folder, which only tests need; skips them where the registry cannot be reached.
 * @param {string} folder @param {string} size of its packages, for people @param {string} [tests] where they are, if not in the same folder
 * @returns {Promise<{ passed: number, note: string }>}
 */
export async function testsWithPackages(folder, size, tests = folder) {
  try {
    await installPackages(join(root, folder), size, { show: false });
  } catch (error) {
    if (!/^npm error (network|FetchError)/m.test(error.output)) throw error;
    return { passed: 0, note: 'skipped, as its packages are not installed and the registry cannot be reached' };
  }
  return nodeTests(tests);
}
