// Builds dist/: the core as WebAssembly and as JavaScript, its provenance, the package as CommonJS, and the viewer. Skips what is up to date.
// `npm run build`
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { commonJs } from './lib/commonjs.mjs';
import { emscriptenEnv } from './lib/emscripten.mjs';
import { filesUnder, isMain, root } from './lib/paths.mjs';
import { must, reportFailure, seconds } from './lib/run.mjs';
import { viewer } from './lib/viewer.mjs';
import { setup } from './setup.mjs';

const TREE = 'build/wasm';

const BASE64_TYPES = `/** The bytes of a WebAssembly module. */
declare const base64: string;
export default base64;
`;
const WASM2JS_TYPES = `/** The core as JavaScript: the exports of spanloom.wasm. */
export declare const memory: { readonly buffer: ArrayBuffer };
export declare function _initialize(): void;
`;

const LINKER_TYPES = `export { createModule as default } from '../js/types/linker-binding.js';
`;

/** The targets of CMake, and how to make the files of dist/ from each. @type {Record<string, Record<string, () => Promise<string | Buffer>>>} */
const TARGETS = {
  spanloom: {
    'spanloom.wasm': () => readBuilt('spanloom.wasm'),
    'spanloom-base64.js': () => base64('spanloom.wasm'),
    'spanloom-base64.d.ts': async () => BASE64_TYPES,
  },
  'spanloom-identity': { 'spanloom-identity.wasm': () => readBuilt('spanloom-identity.wasm') },
  'spanloom-scalar': { 'spanloom-wasm2js.js': wasm2js, 'spanloom-wasm2js.d.ts': async () => WASM2JS_TYPES },
  linker: {
    'linker.wasm': () => readBuilt('linker.wasm'),
    'linker-base64.js': () => base64('linker.wasm'),
    'linker-base64.d.ts': async () => BASE64_TYPES,
    'linker.js': async () => minified((await readBuilt('linker.js')).toString()),
    'linker.d.ts': async () => LINKER_TYPES,
  },
};

/** Builds everything. Needs the npm packages. @returns {Promise<boolean>} whether anything has changed */
export async function build() {
  const isCoreBuilt = await buildCore(Object.keys(TARGETS));
  const files = { 'provenance.json': await provenance(), ...(await commonJs()), ...(await viewer()) };
  const written = await Promise.all(Object.entries(files).map(([name, content]) => put(name, content)));
  return isCoreBuilt || written.includes(true);
}

/** Builds only the core that Node loads, in half the time and without npm packages. @returns {Promise<boolean>} whether anything was built */
export const buildCoreForNode = () => buildCore(['spanloom']);

/** @param {string[]} targets @returns {Promise<boolean>} whether anything was built */
async function buildCore(targets) {
  const digest = await digestOfInputs();
  const isCurrent = await Promise.all(targets.map((target) => isBuilt(target, digest)));
  const stale = targets.filter((_, i) => !isCurrent[i]);
  if (stale.length === 0) return false;
  const start = performance.now();
  console.log(`Building the core: ${stale.join(', ')}`);
  const env = emscriptenEnv();
  await must('emcmake', ['cmake', '--preset', 'wasm'], { env });
  await must('cmake', ['--build', TREE, '-j', '2', '--target', ...stale], { env });
  for (const target of stale) {
    for (const [name, make] of Object.entries(TARGETS[target])) await put(name, await make());
    await writeFile(stampOf(target), digest);
  }
  console.log(`Built the core in ${seconds(start)}: ${await sizes(stale)}`);
  return true;
}

const stampOf = (target) => join(root, TREE, `${target}.sha256`);

async function isBuilt(target, digest) {
  if (!Object.keys(TARGETS[target]).every((name) => existsSync(join(root, 'dist', name)))) return false;
  return (await readFile(stampOf(target), 'utf8').catch(() => undefined)) === digest;
}

const readBuilt = (name) => readFile(join(root, TREE, name));

const base64 = async (name) => `export default '${(await readBuilt(name)).toString('base64')}';\n`;

/** The core as JavaScript. wasm2js lets the memory grow to 4 GB, but uses signed addresses: the limit becomes 2 GB. */
async function wasm2js() {
  const parts = (await readBuilt('spanloom-wasm2js.js')).toString().split('newPages < 65536');
  if (parts.length !== 2) throw new Error('Expected wasm2js to limit the memory to 65536 pages, in one place');
  return minified(parts.join('newPages < 32768'));
}

async function minified(code) {
  const { transform } = await import('esbuild');
  return (await transform(code, { minify: true, format: 'esm', target: 'es2022', legalComments: 'none' })).code;
}

/** The tools and flags that made the core, and the hash of each of its files. */
async function provenance() {
  const made = JSON.parse((await readBuilt('provenance.json')).toString().replaceAll('SHELL:', ''));
  const modules = Object.values(TARGETS)
    .flatMap((files) => Object.keys(files))
    .filter((name) => !name.endsWith('.d.ts'));
  const hashes = modules.map(async (name) => [name, sha256(await readFile(join(root, 'dist', name)))]);
  return `${JSON.stringify({ ...made, sha256: Object.fromEntries(await Promise.all(hashes)) }, null, 2)}\n`;
}

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Writes a file of dist/ in one step: programs that read it meanwhile get the old or the new content. @returns whether it has changed */
async function put(name, content) {
  const path = join(root, 'dist', name);
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(Buffer.from(content))) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
  return true;
}

async function digestOfInputs() {
  const hash = createHash('sha256').update(await must('emcc', ['--version']));
  const cmake = ['CMakeLists.txt', 'CMakePresets.json', ...filesUnder('scripts/cmake', /./)];
  for (const path of [...cmake, ...filesUnder('src', /\.(cc|h|inc)$/), 'scripts/build.mjs', 'package-lock.json']) {
    hash.update(`\0${path}\0`).update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
}

async function sizes(targets) {
  const names = targets.flatMap((target) => Object.keys(TARGETS[target]).filter((name) => !name.endsWith('.d.ts')));
  const sizeOf = async (name) => `${name} ${gzipSync(await readFile(join(root, 'dist', name))).length}`;
  return `${(await Promise.all(names.map(sizeOf))).join(', ')} bytes after gzip`;
}

async function main() {
  await setup('start');
  if (!(await build())) console.log('dist/ is up to date');
}

if (isMain(import.meta)) await main().catch(reportFailure);
