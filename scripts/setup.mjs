// Prepares the machine for a goal: finds or installs system tools, then installs npm packages. Node built-ins only: it runs
// in a fresh clone. `node scripts/setup.mjs [start|bench|interop|test]`
import { GOALS } from './lib/goals.mjs';
import { installPackages, linkFromRoot } from './lib/packages.mjs';
import { isMain, onPath } from './lib/paths.mjs';
import { must, reportFailure, SetupError, seconds } from './lib/run.mjs';

const MIN_NODE = 20;

/**
 * Installs what a goal needs.
 * @param {keyof typeof GOALS} [goal]
 * @throws {SetupError} a tool is missing and cannot be installed from here; the message lists each with the command to run
 */
export async function setup(goal = 'start') {
  await installTools(goal);
  for (const folder of GOALS[goal].packages) await installPackages(folder);
  if (goal === 'test') linkFromRoot('webpack');
}

/** Installs the system tools of a goal. @param {keyof typeof GOALS} goal @throws {SetupError} as `setup` does */
export async function installTools(goal) {
  if (Number(process.versions.node.split('.')[0]) < MIN_NODE)
    throw new SetupError(`Expected Node ${MIN_NODE} or newer, got ${process.version}`);
  const { tools } = GOALS[goal];
  const missing = () => tools.filter((tool) => !tool.find());
  const absent = missing();
  if (absent.length === 0) return;
  if (canInstall()) await aptInstall(absent);
  const left = canInstall() ? missing() : absent;
  for (const tool of left.filter((one) => one.fetched))
    console.log(`${tool.name} is not installed: CMake downloads it`);
  const needed = left.filter((tool) => !tool.fetched);
  if (needed.length > 0) throw new SetupError(needed.map(instruction).join('\n'));
}

const canInstall = () => process.getuid?.() === 0 && onPath('apt-get') !== undefined;

async function aptInstall(tools) {
  const start = performance.now();
  const packages = tools.flatMap((tool) => tool.packages);
  console.log(`Installing ${packages.join(', ')} (once; this can take some minutes)`);
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, show: true };
  await must('apt-get', ['update', '-q', '-o', 'Acquire::Retries=3'], options);
  await must(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', '-o', 'Acquire::Retries=3', ...packages],
    options,
  );
  console.log(`Installed in ${seconds(start)}`);
}

function instruction(tool) {
  return `${tool.name} is missing (${tool.why}). On Debian or Ubuntu: sudo apt-get install --no-install-recommends ${tool.packages.join(' ')}`;
}

if (isMain(import.meta)) await setup(process.argv[2] ?? 'start').catch(reportFailure);
