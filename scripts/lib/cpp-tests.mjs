import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, root } from './paths.mjs';
import { CommandError, must, run } from './run.mjs';

const JOBS = 2;

/** Configures a CMake preset, builds it and runs its tests. The preset's tree is `build/<preset>`. */
export async function cmakeTests(preset, { env = {}, args = [] } = {}) {
  await configure(preset, { env, args });
  await must('cmake', ['--build', `build/${preset}`, '-j', `${JOBS}`], { env });
  const ctest = ['--test-dir', `build/${preset}`, '--output-on-failure', '--no-tests=error', '-j', `${JOBS}`];
  const { code, output } = await run('ctest', ctest, { env });
  const [, failed, total] = output.match(/(\d+) tests failed out of (\d+)/) ?? [];
  const passed = Number(total ?? 0) - Number(failed ?? 0);
  if (code !== 0) {
    throw Object.assign(new CommandError(`ctest of ${preset} ended with ${code}`, output), {
      passed,
      failed: Number(failed ?? 1),
    });
  }
  return { passed, note: `${passed} tests` };
}

const configure = (preset, { env = {}, args = [] } = {}) =>
  must('cmake', ['--preset', preset, '-DCMAKE_EXPORT_COMPILE_COMMANDS=ON', ...args], { env });

/** clang-format over all C++; changes nothing. */
export async function clangFormat() {
  const files = cppFiles(/\.(cc|h)$/);
  await must('clang-format', ['--dry-run', '-Werror', ...files]);
  return { passed: 1, note: `${files.length} files` };
}

/** clang-tidy over the native sources. A file is looked at again when it, a header or the rules changed. */
export async function clangTidy() {
  await configure('debug');
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
  if (failures.length > 0) throw new CommandError(`clang-tidy refuses ${failures.length} files`, failures.join('\n'));
  return { passed: 1, note: `${files.length} files, ${stale.length} looked at` };
}

const cppFiles = (pattern) => [...filesUnder('src', pattern), ...filesUnder('tests/cpp', pattern)];
const read = (path) => readFileSync(join(root, path), 'utf8');
const digest = (texts) =>
  texts
    .reduce((hash, text) => hash.update(text).update('\0'), createHash('sha256'))
    .digest('hex')
    .slice(0, 32);
