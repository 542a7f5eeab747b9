// Installs the npm packages of a folder, exactly as its lock file lists them. Node built-ins only: it runs in a fresh clone.
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './paths.mjs';
import { must, seconds } from './run.mjs';

/** Megabytes on disk, shown before the installation. */
const SIZES_MB = {
  '.': 140,
  tests: 560,
  'tests/bench': 350,
  'tests/bundlers': 115,
  'tests/clients': 190,
  'tests/frameworks': 300,
  'tests/pages': 105,
  'tests/tools': 485,
  'scripts/docs': 46,
  'scripts/unicode': 25,
  'scripts/vectors': 310,
};

/**
 * Installs the packages of a folder, unless they are there.
 * @param {string} folder relative to the root
 * @param {{ show?: boolean }} [options] `show` prints npm's output; otherwise it becomes part of the error
 */
export async function installPackages(folder, { show = true } = {}) {
  if (arePackagesCurrent(folder)) return;
  const start = performance.now();
  const place = folder === '.' ? 'the repository' : folder;
  console.log(`Installing the npm packages of ${place} (once, about ${SIZES_MB[folder]} MB)`);
  await npm(['ci', '--ignore-scripts', '--include=optional', '--no-audit', '--no-fund'], join(root, folder), show);
  console.log(`Installed the npm packages of ${place} in ${seconds(start)}`);
}

/**
 * Makes a package of `tests` resolve from the root as well, for programs outside of `tests` that bundle the package.
 * @param {string} name
 */
export function linkFromRoot(name) {
  const link = join(root, 'node_modules', name);
  if (!existsSync(link)) symlinkSync(join('..', 'tests/node_modules', name), link, 'dir');
}

/** Compares the lock file with `node_modules/.package-lock.json`, which npm writes last. */
function arePackagesCurrent(folder) {
  const installed = join(root, folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const has = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wants = JSON.parse(readFileSync(join(root, folder, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wants)
    .filter(([path]) => path.startsWith('node_modules/'))
    .every(([path, { version, optional }]) => (has[path] ? has[path].version === version : optional === true));
}

/** Runs an npm outside the repository: `npm ci` in the root replaces the npm package that is installed there. */
function npm(args, cwd, show) {
  const outer = process.env.npm_execpath;
  if (outer && !outer.startsWith(join(root, 'node_modules')))
    return must(process.execPath, [outer, ...args], { show, cwd });
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')));
  return must('npm', args, { show, cwd, env: { PATH: path.join(delimiter) } });
}
