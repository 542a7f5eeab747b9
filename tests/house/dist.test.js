import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { manifest, ROOT, sourceFiles, text } from './files.js';

const DIST = readdirSync(join(ROOT, 'dist')).map((name) => `dist/${name}`);
const VIEWER = readdirSync(join(ROOT, 'dist/viewer')).map((name) => `dist/viewer/${name}`);
const MODULE = new WebAssembly.Module(readFileSync(join(ROOT, 'dist/spanloom.wasm')));

test('the package says with which tools and flags its modules were made', () => {
  const { emscripten, clang, binaryen, compile, link, linker, sha256 } = JSON.parse(text('dist/provenance.json'));
  for (const version of [emscripten, clang, binaryen]) assert.match(version, /^\d+(\.\d+)*$/);
  assert.match(compile, /^-std=c\+\+20 .*-O\w.* -fno-rtti/);
  assert.match(link, /-sALLOW_MEMORY_GROWTH/);
  assert.match(linker.compile, /^-std=c\+\+20 .*-O\w.* -fno-rtti/);
  assert.match(linker.link, /-sDYNAMIC_EXECUTION=0/);
  assert.doesNotMatch(compile + link + linker.compile + linker.link, /SHELL:|[$<>;]/);
  for (const [name, hash] of Object.entries(sha256)) {
    const content = readFileSync(join(ROOT, 'dist', name));
    assert.equal(createHash('sha256').update(content).digest('hex'), hash, name);
  }
  const modules = DIST.filter((path) => /\.(wasm|js)$/.test(path));
  assert.deepEqual(
    Object.keys(sha256)
      .map((name) => `dist/${name}`)
      .sort(),
    modules.sort(),
  );
  assert.ok(manifest.files.includes('dist'));
});

test('nothing that is published evaluates text', () => {
  const published = [
    ...sourceFiles('js').filter((path) => path.endsWith('.js')),
    ...[...DIST, ...VIEWER].filter((path) => /\.c?js$/.test(path)),
  ];
  assert.ok(published.length > 50);
  const evaluating = published.filter((path) =>
    /\beval\s*\(|\bFunction\s*\(\s*['"`]|new Function\b|\bimport\(`/.test(text(path)),
  );
  assert.deepEqual(evaluating, []);
});

test('the core asks for nothing, and as JavaScript it is the same module', async () => {
  assert.deepEqual(WebAssembly.Module.imports(MODULE), []);
  const code = text('dist/spanloom-wasm2js.js');
  assert.doesNotMatch(code, /\bimport\b|\brequire\b|\bfetch\b/);
  const portable = await import('../../dist/spanloom-wasm2js.js');
  for (const { name } of WebAssembly.Module.exports(MODULE).filter(({ name }) => /^(session_|_init|memory)/.test(name)))
    assert.ok(name in portable, name);
});

test('the viewer and its workers are found by bundlers, and keep the licences of what is in them', () => {
  const viewer = text('dist/viewer/viewer.js');
  for (const worker of ['store-worker', 'layout-worker'])
    assert.match(
      viewer,
      new RegExp(`new Worker\\(new URL\\("\\./${worker}\\.js",import\\.meta\\.url\\),\\{type:"module"\\}\\)`),
    );
  assert.match(viewer, /fetch\(new URL\("\.\.\/linker\.wasm",import\.meta\.url\)\)/);
  for (const name of VIEWER.filter((path) => /\/(viewer|.*-worker)\.js$/.test(path)))
    assert.match(text(name), /^\/\*! .*LICENSES\.txt/);
  const licenses = text('dist/viewer/LICENSES.txt');
  for (const name of ['preact', '@preact/signals', '@preact/signals-core', 'comlink', 'jsonc-parser'])
    assert.match(licenses, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  assert.match(licenses, /Apache License/);
});

test('on a server, the viewer can be imported, and its class says that there are no elements', async () => {
  const { SpanloomTrace } = await import('../../dist/viewer/viewer.js');
  assert.throws(() => new SpanloomTrace(), /there is no HTMLElement here/);
});
