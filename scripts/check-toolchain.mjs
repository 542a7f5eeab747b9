// Checks that the newest Emscripten builds the package: `npm run check:toolchain`, before a release.
// Makes a Debian sid system in a temporary folder (about 1.6 GB, removed afterwards), builds dist/ there, and runs the tests of the core with that dist/
// outside, under this Node. Needs root on a Debian-like system, for debootstrap and chroot.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onPath, root } from './lib/paths.mjs';
import { must, reportFailure, SetupError, seconds } from './lib/run.mjs';
import { setup } from './setup.mjs';

const SYSTEM = join(root, 'build/toolchain');
const REPOSITORY = join(SYSTEM, 'spanloom');
const MIRROR = 'http://deb.debian.org/debian';
const PACKAGES = ['emscripten', 'cmake', 'ninja-build', 'libprotozero-dev', 'nodejs'];

/** Copies of the Release file may be older than its expiry date. */
const APT = ['-q', '-o', 'Acquire::Check-Valid-Until=false', '-o', 'Acquire::Retries=3'];

/** The tests that compare the core with reference implementations, as Wasm and as JavaScript. */
const TESTS = [
  /^tests\/js\/(core|linker)\//,
  /^tests\/js\/links\/(differential|content-reference|unicode)/,
  /^tests\/js\/acceptance/,
];

async function main() {
  if (process.getuid?.() !== 0 || !onPath('apt-get'))
    throw new SetupError(
      'Expected root on a Debian-like system: debootstrap and chroot need it. Run it in a container as root',
    );
  await setup('test');
  if (!onPath('debootstrap')) await must('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'debootstrap']);
  rmSync(SYSTEM, { recursive: true, force: true });
  try {
    await step('Debian sid', makeSystem);
    await step('Emscripten', installEmscripten);
    await step('dist', buildThere);
    report();
    await step('tests', runTests);
  } finally {
    rmSync(SYSTEM, { recursive: true, force: true });
  }
}

async function step(name, run) {
  const start = performance.now();
  const output = await run();
  console.log(`${name}: ${seconds(start)}${output ? `, ${output}` : ''}`);
}

async function makeSystem() {
  mkdirSync(SYSTEM, { recursive: true });
  await must('debootstrap', ['--variant=minbase', 'sid', SYSTEM, MIRROR]);
}

async function installEmscripten() {
  cpSync('/etc/resolv.conf', join(SYSTEM, 'etc/resolv.conf'), { dereference: true });
  await inside('apt-get', [...APT, 'update']);
  await inside('apt-get', [...APT, 'install', '-y', '--no-install-recommends', ...PACKAGES]);
  return /^emcc.*$/m.exec(await inside('emcc', ['--version']))?.[0];
}

/** Builds with a copy of the repository's files and of the root's packages. */
async function buildThere() {
  const files = (await must('git', ['ls-files', '-z']))
    .split('\0')
    .filter((path) => path && existsSync(join(root, path)));
  for (const path of files) {
    mkdirSync(dirname(join(REPOSITORY, path)), { recursive: true });
    cpSync(join(root, path), join(REPOSITORY, path));
  }
  cpSync(join(root, 'node_modules'), join(REPOSITORY, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  await inside('node', ['/spanloom/scripts/build.mjs']);
}

function report() {
  const size = (name) => gzipSync(readFileSync(join(REPOSITORY, 'dist', name)), { level: 9 }).length;
  for (const name of readdirSync(join(REPOSITORY, 'dist')).filter((file) => /\.wasm$|(wasm2js|linker)\.js$/.test(file)))
    console.log(`  dist/${name}: ${size(name)} bytes after gzip`);
}

async function runTests() {
  for (const packages of ['tests/node_modules', 'scripts/unicode/node_modules'])
    symlinkSync(join(root, packages), join(REPOSITORY, packages));
  const all = await must('git', ['ls-files', 'tests/js']);
  const files = all
    .split('\n')
    .filter((path) => path.endsWith('.test.js') && TESTS.some((pattern) => pattern.test(path)));
  const output = await must(process.execPath, ['--expose-gc', '--test', ...files], { cwd: REPOSITORY });
  return `${/^. pass (\d+)$/m.exec(output)?.[1]} passed`;
}

/** Runs a program in the new system, with that system's PATH. */
const inside = (command, args) =>
  must('chroot', [SYSTEM, command, ...args], {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' },
  });

await main().catch(reportFailure);
