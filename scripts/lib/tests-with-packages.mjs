import { nodeTests } from './node-tests.mjs';
import { installPackages } from './packages.mjs';

/**
 * Installs the packages of a folder and runs tests with them; skips the tests when the registry cannot be reached.
 * @param {string} folder @param {string} [tests] the folder of the tests, when it is another one
 * @returns {Promise<{ passed: number, note: string }>}
 */
export async function testsWithPackages(folder, tests = folder) {
  try {
    await installPackages(folder, { show: false });
  } catch (error) {
    if (!/^npm error (network|FetchError)/m.test(error.output)) throw error;
    return { passed: 0, note: 'skipped: its packages are not installed, and the registry cannot be reached' };
  }
  return nodeTests(tests);
}
