// Builds the C++ tests with CMake and runs them; checks C++ with clang-format and clang-tidy.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emscriptenEnv } from './emscripten.mjs';
import { filesUnder, root } from './paths.mjs';
import { CommandError, must, run } from './run.mjs';

const JOBS = 2;

/** Emscripten's loader fails to read files if the global `fetch` exists. */
const EMULATOR = `-DCMAKE_CROSSCOMPILING_EMULATOR=${process.execPath};--no-experimental-fetch`;

/**
 * Configures and builds a CMake preset in `build/<preset>`.
 * @param {string} preset
 * @param {{ emscripten?: boolean }} [options]
 */
export async function cmakeBuild(preset, { emscripten = false } = {}) {
  const env = emscripten ? emscriptenEnv() : {};
  if (emscripten) loadAsCommonJs(`build/${preset}`);
  const [command, ...args] = emscripten ? ['emcmake', 'cmake', EMULATOR] : ['cmake'];
  await must(command, [...args, '--preset', preset, '-DCMAKE_EXPORT_COMPILE_COMMANDS=ON'], { env });
  await must('cmake', ['--build', `build/${preset}`, '-j', `${JOBS}`], { env });
}

/** Emscripten's loader for Node is CommonJS, but the repository's package.json declares .js files as ES modules. */
function loadAsCommonJs(tree) {
  mkdirSync(join(root, tree), { recursive: true });
  writeFileSync(join(root, tree, 'package.json'), '{ "type": "commonjs" }\n');
}

/**
 * Builds a CMake preset and runs its tests.
 * @param {string} preset
 * @param {{ emscripten?: boolean }} [options]
 * @returns {Promise<{ passed: number, note: string }>}
 */
export async function cmakeTests(preset, options) {
  await cmakeBuild(preset, options);
  const ctest = ['--test-dir', `build/${preset}`, '--output-on-failure', '--no-tests=error', '-j', `${JOBS}`];
  const { code, output } = await run('ctest', ctest);
  const [, failed = '0', total = '0'] = output.match(/(\d+) tests failed out of (\d+)/) ?? [];
  const passed = Number(total) - Number(failed);
  if (code !== 0)
    throw new CommandError(`ctest of ${preset} ended with ${code}`, output, { passed, failed: Number(failed) });
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
  await cmakeBuild('debug'); // writes the compile commands that clang-tidy reads
  const version = await must('clang-tidy', ['--version']);
  const shared = digest([version, ...['.clang-tidy', 'CMakeLists.txt', ...filesUnder('src', /\.h$/)].map(read)]);
  const files = filesUnder('src', /\.cc$/).filter((path) => !path.startsWith('src/wasm/'));
  const cache = join(root, 'build/tidy');
  mkdirSync(cache, { recursive: true });
  const stale = files
    .map((path) => ({ path, mark: join(cache, digest([shared, path, read(path)])) }))
    .filter(({ mark }) => !existsSync(mark));
  const failures = [];
  const worker = async (queue) => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { code, output } = await run('clang-tidy', [
        '-p',
        'build/debug',
        '--quiet',
        '--warnings-as-errors=*',
        next.path,
      ]);
      if (code === 0) writeFileSync(next.mark, '');
      else failures.push(output);
    }
  };
  const queue = [...stale];
  await Promise.all(Array.from({ length: JOBS }, () => worker(queue)));
  if (failures.length > 0)
    throw new CommandError(`clang-tidy found problems in ${failures.length} files`, failures.join('\n'));
  return { passed: 1, note: `${files.length} files, ${stale.length} checked again` };
}

const cppFiles = (pattern) => [...filesUnder('src', pattern), ...filesUnder('tests/cpp', pattern)];
const read = (path) => readFileSync(join(root, path), 'utf8');
const digest = (texts) =>
  texts
    .reduce((hash, text) => hash.update(text).update('\0'), createHash('sha256'))
    .digest('hex')
    .slice(0, 32);
