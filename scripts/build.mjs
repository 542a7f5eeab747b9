// Builds dist/: the core as WebAssembly and its glue, minified. Skipped when nothing it is made from has changed.
// `node scripts/build.mjs`
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { emscriptenEnv } from './lib/emscripten.mjs';
import { filesUnder, isMain, root } from './lib/paths.mjs';
import { CommandError, must, seconds } from './lib/run.mjs';
import { setup } from './setup.mjs';

const TREE = 'build/wasm';
const STAMP = `${TREE}/dist.sha256`;
const OUTPUTS = ['dist/spanloom.js', 'dist/spanloom.wasm', 'dist/spanloom.d.ts'];

const GLUE_TYPES = `/** The core's glue: made by Emscripten. */
declare const createGlue: (options: object) => Promise<any>;
export default createGlue;
`;

/** @returns {Promise<boolean>} whether anything had to be built */
export async function build() {
  const digest = await inputs();
  if (OUTPUTS.every((path) => existsSync(join(root, path))) && (await readStamp()) === digest) return false;
  const start = performance.now();
  console.log('building the core for WebAssembly');
  const env = emscriptenEnv();
  await must('emcmake', ['cmake', '--preset', 'wasm'], { env });
  await must('cmake', ['--build', TREE, '-j', '2'], { env });
  await assemble();
  await writeFile(join(root, STAMP), digest);
  console.log(`built in ${seconds(start)}: ${await sizes()}`);
  return true;
}

async function assemble() {
  const { transform } = await import('esbuild');
  const glue = await readFile(join(root, TREE, 'spanloom.js'), 'utf8');
  const { code } = await transform(glue, { minify: true, format: 'esm', target: 'es2022', legalComments: 'none' });
  await mkdir(join(root, 'dist'), { recursive: true });
  await put('dist/spanloom.js', code);
  await put('dist/spanloom.wasm', await readFile(join(root, TREE, 'spanloom.wasm')));
  await put('dist/spanloom.d.ts', GLUE_TYPES);
}

/** Whoever reads the file meanwhile sees the old one or the new one, whole. */
async function put(path, content) {
  await writeFile(join(root, `${path}.new`), content);
  await rename(join(root, `${path}.new`), join(root, path));
}

async function inputs() {
  const hash = createHash('sha256').update(await must('emcc', ['--version']));
  const cmake = ['CMakeLists.txt', 'CMakePresets.json', ...filesUnder('scripts/cmake', /./)];
  for (const path of [...cmake, ...filesUnder('src', /\.(cc|h|inc|js)$/), 'scripts/build.mjs', 'package-lock.json']) {
    hash.update(`\0${path}\0`).update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
}

const readStamp = () => readFile(join(root, STAMP), 'utf8').catch(() => undefined);

async function sizes() {
  const [glue, wasm] = await Promise.all(
    OUTPUTS.slice(0, 2).map(async (path) => gzipSync(await readFile(join(root, path))).length),
  );
  return `glue ${glue} + wasm ${wasm} bytes after gzip`;
}

if (isMain(import.meta)) {
  try {
    await setup('start');
    if (!(await build())) console.log('dist/ is up to date');
  } catch (error) {
    console.error(error instanceof CommandError ? `${error.message}\n${error.output}` : error);
    process.exit(1);
  }
}
