// Builds the C++ tests with CMake and runs them; checks C++ with clang-format and clang-tidy.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emscriptenEnv } from './emscripten.mjs';
import { filesUnder, root } from './paths.mjs';
import { CommandError, inParallel, JOBS, must, run } from './run.mjs';

/**
 * Configures and builds a CMake preset in `build/<preset>`.
 * @param {string} preset
 * @param {{ emscripten?: boolean }} [options]
 */
export async function cmakeBuild(preset, { emscripten = false } = {}) {
  const env = emscripten ? emscriptenEnv() : {};
  const [command, ...args] = emscripten ? ['emcmake', 'cmake'] : ['cmake'];
  await must(command, [...args, '--preset', preset], { env });
  await must('cmake', ['--build', `build/${preset}`, '-j', `${JOBS}`], { env, yields: true });
}

/**
 * Builds a CMake preset and runs its tests.
 * @param {string} preset
 * @returns {Promise<{ passed: number, note: string }>}
 */
export async function cmakeTests(preset) {
  await cmakeBuild(preset);
  const ctest = ['--test-dir', `build/${preset}`, '--output-on-failure', '--no-tests=error', '-j', `${JOBS}`];
  const { code, output } = await run('ctest', ctest, { yields: true });
  const [, failed = '0', total = '0'] = output.match(/(\d+) tests failed out of (\d+)/) ?? [];
  const passed = Number(total) - Number(failed);
  if (code !== 0)
    throw new CommandError(`ctest of ${preset} ended with ${code}`, output, { passed, failed: Number(failed) });
  return { passed, note: `${passed} tests` };
}

/**
 * Runs the C++ tests as wasm32 under Node. Each program runs once: CTest starts one for each test, which takes most of the time.
 * @returns {Promise<{ passed: number, note: string }>}
 */
export async function wasmTests() {
  await cmakeBuild('wasm-tests', { emscripten: true });
  const programs = filesUnder('build/wasm-tests/tests/cpp', /_tests\.js$/);
  if (programs.length === 0) throw new CommandError('Expected *_tests.js in build/wasm-tests, found none', '');
  let passed = 0;
  let failed = 0;
  const failures = [];
  await inParallel(programs, async (program) => {
    const { code, output } = await run(process.execPath, [program, '--gtest_brief=1'], { yields: true });
    const count = (word) => Number(output.match(new RegExp(`^\\[ {2}${word} {2}\\] (\\d+) test`, 'm'))?.[1] ?? 0);
    passed += count('PASSED');
    failed += count('FAILED');
    if (code !== 0 || count('PASSED') === 0) failures.push(output);
  });
  if (failures.length > 0)
    throw new CommandError(`${failures.length} programs of tests failed`, failures.join('\n'), { passed, failed });
  return { passed, note: `${passed} tests` };
}

/** Checks the format of all C++ files; changes none. */
export async function clangFormat() {
  const files = cppFiles(/\.(cc|h)$/);
  await must('clang-format', ['--dry-run', '-Werror', ...files]);
  return { passed: 1, note: `${files.length} files` };
}

/** Runs clang-tidy on the native sources that have changed. A changed header or rule makes all of them stale. */
export async function clangTidy() {
  await must('cmake', ['--preset', 'tidy']);
  chooseCommands('build/tidy/compile_commands.json');
  const version = await must('clang-tidy', ['--version']);
  const shared = digest([version, ...['.clang-tidy', 'CMakeLists.txt', ...filesUnder('src', /\.h$/)].map(read)]);
  const files = filesUnder('src', /\.cc$/).filter((path) => !path.startsWith('src/wasm/'));
  const cache = join(root, 'build/tidy/clean');
  mkdirSync(cache, { recursive: true });
  const stale = files
    .map((path) => ({ path, mark: join(cache, digest([shared, path, read(path)])) }))
    .filter(({ mark }) => !existsSync(mark));
  const failures = [];
  await inParallel(stale, async ({ path, mark }) => {
    const args = ['-p', 'build/tidy', '--quiet', '--warnings-as-errors=*', path];
    const { code, output } = await run('clang-tidy', args, { yields: true });
    if (code === 0) writeFileSync(mark, '');
    else failures.push(output);
  });
  if (failures.length > 0)
    throw new CommandError(`clang-tidy found problems in ${failures.length} files`, failures.join('\n'));
  return { passed: 1, note: `${files.length} files, ${stale.length} checked again` };
}

/**
 * Leaves out commands that clang-tidy need not follow. It checks a file as often as it is compiled: most are the same in the tracer's core and
 * in the engine, so only a file that names the engine is checked for both.
 */
function chooseCommands(path) {
  const commands = JSON.parse(read(path));
  const isEngine = ({ command }) => command.includes('SPANLOOM_ENGINE=1');
  const ofEngine = new Set(commands.filter(isEngine).map(({ file }) => file));
  const differs = ({ file }) => /SPANLOOM_ENGINE|kIsEngine/.test(readFileSync(file, 'utf8'));
  const chosen = commands.filter((one) => isEngine(one) || !ofEngine.has(one.file) || differs(one));
  writeFileSync(join(root, path), JSON.stringify(chosen));
}

const cppFiles = (pattern) => [...filesUnder('src', pattern), ...filesUnder('tests/cpp', pattern)];
const read = (path) => readFileSync(join(root, path), 'utf8');
const digest = (texts) =>
  texts
    .reduce((hash, text) => hash.update(text).update('\0'), createHash('sha256'))
    .digest('hex')
    .slice(0, 32);
