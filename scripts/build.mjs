// Builds dist/: the core as WebAssembly and as JavaScript, with what they were made, and the package as CommonJS. The core is skipped when nothing it is made
// from has changed.
// `node scripts/build.mjs`
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { commonJs } from './lib/commonjs.mjs';
import { emscriptenEnv } from './lib/emscripten.mjs';
import { filesUnder, isMain, root } from './lib/paths.mjs';
import { CommandError, must, seconds } from './lib/run.mjs';
import { setup } from './setup.mjs';

const TREE = 'build/wasm';
const STAMP = `${TREE}/dist.sha256`;
const MODULES = ['spanloom.wasm', 'spanloom-identity.wasm', 'spanloom-base64.js', 'spanloom-wasm2js.js'];
const TYPES = ['spanloom-base64.d.ts', 'spanloom-wasm2js.d.ts'];
const OUTPUTS = [...MODULES, ...TYPES, 'provenance.json'].map((name) => `dist/${name}`);

const TEXT_TYPES = `/** The core's file, spanloom.wasm. */
declare const base64: string;
export default base64;
`;
const PORTABLE_TYPES = `/** The core as JavaScript: what spanloom.wasm exports. */
export declare const memory: { readonly buffer: ArrayBuffer };
export declare function _initialize(): void;
`;

/** @returns {Promise<boolean>} whether anything had to be built */
export async function build() {
  const isCoreBuilt = await buildCore();
  const isScriptBuilt = await buildScript();
  return isCoreBuilt || isScriptBuilt;
}

async function buildCore() {
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

/** It takes a moment, so it is made each time. */
async function buildScript() {
  const files = Object.entries(await commonJs());
  const written = await Promise.all(files.map(([name, content]) => put(`dist/${name}`, content)));
  return written.includes(true);
}

async function assemble() {
  await mkdir(join(root, 'dist'), { recursive: true });
  for (const name of MODULES.filter((module) => module.endsWith('.wasm')))
    await put(`dist/${name}`, await readFile(join(root, TREE, name)));
  const base64 = await readFile(join(root, TREE, 'spanloom.wasm'), 'base64');
  await put('dist/spanloom-base64.js', `export default '${base64}';\n`);
  await put('dist/spanloom-base64.d.ts', TEXT_TYPES);
  await put('dist/spanloom-wasm2js.js', await portable());
  await put('dist/spanloom-wasm2js.d.ts', PORTABLE_TYPES);
  await put('dist/provenance.json', await provenance());
}

/** The core as JavaScript. What wasm2js makes would let the memory grow to 4 GB, but its addresses are signed. */
async function portable() {
  const { transform } = await import('esbuild');
  const code = await readFile(join(root, TREE, 'spanloom-wasm2js.js'), 'utf8');
  const parts = code.split('newPages < 65536');
  if (parts.length !== 2) throw new Error('wasm2js grows the memory in another way than is known here');
  const bounded = parts.join('newPages < 32768');
  return (await transform(bounded, { minify: true, format: 'esm', target: 'es2022', legalComments: 'none' })).code;
}

/** Which tools and flags made the core, and the hash of each file. */
async function provenance() {
  const made = JSON.parse((await readFile(join(root, TREE, 'provenance.json'), 'utf8')).replaceAll('SHELL:', ''));
  const hashes = MODULES.map(async (name) => [name, sha256(await readFile(join(root, 'dist', name)))]);
  return `${JSON.stringify({ ...made, sha256: Object.fromEntries(await Promise.all(hashes)) }, null, 2)}\n`;
}

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Whoever reads the file meanwhile sees the old one or the new one, whole. @returns whether it has changed */
async function put(path, content) {
  const before = await readFile(join(root, path)).catch(() => undefined);
  if (before?.equals(Buffer.from(content))) return false;
  await writeFile(join(root, `${path}.new`), content);
  await rename(join(root, `${path}.new`), join(root, path));
  return true;
}

async function inputs() {
  const hash = createHash('sha256').update(await must('emcc', ['--version']));
  const cmake = ['CMakeLists.txt', 'CMakePresets.json', ...filesUnder('scripts/cmake', /./)];
  for (const path of [...cmake, ...filesUnder('src', /\.(cc|h|inc)$/), 'scripts/build.mjs', 'package-lock.json']) {
    hash.update(`\0${path}\0`).update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
}

const readStamp = () => readFile(join(root, STAMP), 'utf8').catch(() => undefined);

async function sizes() {
  const sizeOf = async (path) => `${path} ${gzipSync(await readFile(join(root, path))).length}`;
  return `${(await Promise.all(OUTPUTS.map(sizeOf))).join(', ')} bytes after gzip`;
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
