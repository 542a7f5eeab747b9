// Finds the tools for a goal, installs what is missing where it may, and the npm packages. Node built-ins only: it runs
// in a fresh clone. `node scripts/setup.mjs [start|test]`
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { isMain, onPath, root } from './lib/paths.mjs';
import { CommandError, must, seconds } from './lib/run.mjs';
import { TOOLS } from './lib/tools.mjs';

/** Where the npm packages of each goal are, and what they weigh. */
const PACKAGES = {
  start: { '.': '700 MB' },
  test: { '.': '700 MB', 'tests/bundlers': '115 MB' },
};

/**
 * Makes the machine ready.
 * @param {'start' | 'test'} [goal] `test` takes everything `start` does and the test tools
 * @throws {Error} a tool is missing and cannot be installed from here: the message lists each with the command to run
 */
export async function setup(goal = 'start') {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Error(`Node 20 or newer is needed, this is ${process.version}`);
  await installTools(TOOLS[goal]);
  for (const [folder, size] of Object.entries(PACKAGES[goal])) await installPackages(join(root, folder), size);
}

async function installTools(tools) {
  const missing = () => tools.filter((tool) => !tool.find());
  const absent = missing();
  if (absent.length === 0) return;
  if (canInstall()) await aptInstall(absent);
  const left = canInstall() ? missing() : absent;
  for (const tool of left.filter((one) => one.fetched))
    console.log(`${tool.name} is not installed: CMake downloads it`);
  const needed = left.filter((tool) => !tool.fetched);
  if (needed.length > 0) throw new Error(needed.map(instruction).join('\n'));
}

const canInstall = () => process.getuid?.() === 0 && onPath('apt-get') !== undefined;

async function aptInstall(tools) {
  const start = performance.now();
  const packages = tools.flatMap((tool) => tool.packages);
  console.log(`installing ${packages.join(', ')} (once; this can take some minutes)`);
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, show: true };
  await must('apt-get', ['update', '-q', '-o', 'Acquire::Retries=3'], options);
  await must(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', '-o', 'Acquire::Retries=3', ...packages],
    options,
  );
  console.log(`installed in ${seconds(start)}`);
}

function instruction(tool) {
  return `${tool.name} is missing (${tool.why}). On Debian or Ubuntu: sudo apt-get install --no-install-recommends ${tool.packages.join(' ')}`;
}

/**
 * Installs what a folder's lock file names, unless it is there.
 * @param {string} folder @param {string} size for people
 * @param {{ show?: boolean }} [options] show: what npm prints goes to the terminal instead of into the error
 */
export async function installPackages(folder, size, { show = true } = {}) {
  if (packagesAreCurrent(folder)) return;
  const start = performance.now();
  console.log(`installing the npm packages of ${relative(root, folder) || 'the repository'} (once; about ${size})`);
  await npm(['ci', '--ignore-scripts', '--include=optional', '--no-audit', '--no-fund'], folder, show);
  console.log(`installed in ${seconds(start)}`);
}

/** npm keeps a lock file of what it has put into node_modules, written last: it has to agree with the folder's. */
function packagesAreCurrent(folder) {
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const has = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wants = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wants).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return has[path] ? has[path].version === version : optional === true;
  });
}

/** npm itself is among the packages: the one that `npm ci` is about to replace must not be the one that runs it. */
function npm(args, cwd, show) {
  const outer = process.env.npm_execpath;
  if (outer && !outer.startsWith(join(root, 'node_modules')))
    return must(process.execPath, [outer, ...args], { show, cwd });
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')));
  return must('npm', args, { show, cwd, env: { PATH: path.join(delimiter) } });
}

if (isMain(import.meta)) {
  try {
    await setup(process.argv[2] ?? 'start');
  } catch (error) {
    console.error(error instanceof CommandError ? `${error.message}\n${error.output}` : error.message);
    process.exit(1);
  }
}
