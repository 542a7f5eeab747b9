import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { originalPositionFor, sourceContentFor, TraceMap } from '@jridgewell/trace-mapping';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';
import plugin from '../../js/plugin/index.js';
import { fixture } from './fixture.js';

/** What `main.ts` gives where each step is in its flow. */
const NESTED = ['a', 'b', 'c'].flatMap((name) => [`- > ${name}`, ...Array(3).fill(`${name} > step`)]).sort();

const wasm = readFileSync(new URL('../../dist/spanloom.wasm', import.meta.url));

/** A text of helper.tsx. */
const MARK = 'this line is mapped';

/** Where a string of the built code came from. @param {string} text @param {string} code @param {TraceMap} map */
function positionOf(text, code, map) {
  const lines = code.split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  return originalPositionFor(map, { line: index + 1, column: lines[index].indexOf(text) - 1 });
}

/** What a build of the fixture gives. @param {string} folder @param {string} file */
const runBuilt = async (folder, file) => (await import(pathToFileURL(join(folder, file)).href)).run(wasm);

/** Where TypeScript is not read. @param {string} folder */
async function compile(folder) {
  for (const [from, to] of [
    ['main.ts', 'main.js'],
    ['helper.tsx', 'helper.js'],
  ]) {
    const options = { loader: /** @type {const} */ ('tsx'), target: 'es2022' };
    const { code } = await esbuild.transform(readFileSync(join(folder, from), 'utf8'), options);
    writeFileSync(join(folder, to), code.replace("'./helper'", "'./helper.js'").replace('"./helper"', '"./helper.js"'));
  }
}

/** @typedef {(folder: string, isOn: boolean) => Promise<string>} Build gives the entry's file */

/** @type {Record<string, Build>} */
const builds = {
  async esbuild(folder, isOn) {
    await esbuild.build({
      absWorkingDir: folder,
      entryPoints: ['main.ts'],
      outdir: 'dist',
      bundle: true,
      splitting: true,
      format: 'esm',
      sourcemap: true,
      logLevel: 'silent',
      plugins: isOn ? [plugin.esbuild()] : [],
    });
    return 'dist/main.js';
  },
  async vite(folder, isOn) {
    await vite.build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      build: { lib: { entry: 'main.ts', formats: ['es'], fileName: 'main' }, minify: false, sourcemap: true },
      plugins: isOn ? [plugin.vite()] : [],
    });
    return 'dist/main.js';
  },
  async rollup(folder, isOn) {
    await compile(folder);
    const bundle = await rollup({
      input: join(folder, 'main.js'),
      plugins: [nodeResolve({ browser: true }), ...(isOn ? [plugin.rollup()] : [])],
      onwarn: ({ message }) => assert.fail(message),
    });
    await bundle.write({ dir: join(folder, 'dist'), sourcemap: true });
    await bundle.close();
    return 'dist/main.js';
  },
  async webpack(folder, isOn) {
    await compile(folder);
    const stats = await promisify(webpack)({
      mode: 'production',
      context: folder,
      entry: './main.js',
      target: 'web',
      devtool: 'source-map',
      optimization: { minimize: false },
      // What is not minimised is not judged by its size.
      performance: { hints: false },
      experiments: { outputModule: true },
      output: { path: join(folder, 'dist'), filename: 'main.js', library: { type: 'module' }, publicPath: '' },
      plugins: isOn ? [plugin.webpack()] : [],
    });
    assert.ok(!stats.hasErrors() && !stats.hasWarnings(), stats.toString());
    return 'dist/main.js';
  },
};

for (const [name, build] of Object.entries(builds)) {
  test(`${name}: what it builds with the plugin knows its flow behind every await`, async (t) => {
    const folder = fixture(t, 'plugin');
    const file = await build(folder, true);
    assert.deepEqual(await runBuilt(folder, file), NESTED);

    const dist = join(folder, 'dist');
    const built = readdirSync(dist).filter((each) => each.endsWith('.js'));
    const codes = built.map((each) => [each, readFileSync(join(dist, each), 'utf8')]);
    const [chunk, code] = codes.find(
      ([, text]) => text.includes(`Error("${MARK}")`) || text.includes(`Error('${MARK}')`),
    );
    const map = new TraceMap(readFileSync(join(dist, `${chunk}.map`), 'utf8'));
    const { source, line, column } = positionOf(MARK, code, map);
    const original = sourceContentFor(map, source).split('\n');
    assert.match(original[line - 1].slice(column), new RegExp(`^.${MARK}`));
  });

  test(`${name}: without the plugin it does not`, async (t) => {
    const folder = fixture(t, 'plugin');
    assert.notDeepEqual(await runBuilt(folder, await build(folder, false)), NESTED);
  });
}

test("Vite's server transforms TypeScript, and has one spanloom", async (t) => {
  const folder = fixture(t, 'plugin');
  const server = await vite.createServer({
    root: folder,
    configFile: false,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0 },
    plugins: [plugin.vite()],
  });
  t.after(() => server.close());
  const { code, map } = await server.transformRequest('/helper.tsx');
  assert.match(code, /_spanloom\.back\(await _spanloom\.wait\( lazy\(id\)\)\)/);
  assert.match(code, /from "\/node_modules\/spanloom\/js\/plugin\/runtime\.js/);
  const { line, column } = positionOf(MARK, code, new TraceMap(/** @type {any} */ (map)));
  const original = readFileSync(join(folder, 'helper.tsx'), 'utf8').split('\n');
  assert.ok(original[line - 1].slice(column + 1).startsWith(MARK), `${line}:${column}`);
  const main = await server.transformRequest('/main.ts');
  assert.match(main.code, /from "\/node_modules\/spanloom\/js\/index\.js/);
});

test('packages are left as they are, unless they are asked for; spanloom always is', async (t) => {
  const folder = fixture(t, 'plugin');
  const other = join(folder, 'node_modules/other');
  mkdirSync(other, { recursive: true });
  writeFileSync(join(other, 'package.json'), '{ "name": "other", "type": "module", "main": "index.js" }');
  writeFileSync(join(other, 'index.js'), 'globalThis.other = async () => await 1;');
  /** How many functions are transformed. */
  const count = async (options) => {
    const { outputFiles } = await esbuild.build({
      stdin: { contents: "import 'other'; export * from 'spanloom'; export * from './helper';", resolveDir: folder },
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'silent',
      plugins: [plugin.esbuild(options)],
    });
    return outputFiles[0].text.match(/= new AsyncCall\(\)/g)?.length ?? 0;
  };
  assert.equal(await count(), 1);
  assert.equal(await count({ exclude: [] }), 2);
  assert.equal(await count({ include: /other/, exclude: 'nothing' }), 1);
  assert.equal(await count({ exclude: [/helper/, '**/node_modules/**'] }), 0);
});

test('wrong options are named', () => {
  assert.throws(() => plugin.rollup({ includes: [] }), { name: 'ConfigurationError', message: /includes/ });
  assert.throws(() => plugin.rollup({ include: 5 }), { name: 'ConfigurationError', message: /include/ });
});
