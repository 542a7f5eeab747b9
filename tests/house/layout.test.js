import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { manifest, ROOT, sourceFiles, targets, text } from './files.js';
import { importsOf, SCRIPTS } from './imports.js';

const FILES = sourceFiles();
const CODE = /\.(js|mjs|ts|cc|h|html|css)$/;
const TEXT = /\.(js|mjs|ts|cc|h|html|css|json|jsonc|toml|md|txt|cmake|yml|clang-\w+|npmrc)$|^\.ci\/|^LICENSE$/;

/** Lines of these files that match, as `path:line`. */
function matches(files, pattern) {
  return files.flatMap((path) =>
    text(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

test('only src/wasm knows Emscripten', () => {
  const core = FILES.filter((path) => path.startsWith('src/') && CODE.test(path) && !path.startsWith('src/wasm/'));
  assert.ok(core.length > 0);
  assert.deepEqual(matches(core, /emscripten|embind/i), []);
});

test('the core throws nothing', () => {
  assert.deepEqual(
    matches(
      FILES.filter((path) => path.startsWith('src/') && CODE.test(path)),
      /\bthrow /,
    ),
    [],
  );
});

test('the package map names files that exist and are published', () => {
  const named = [...targets(manifest.exports), ...targets(manifest.imports)];
  for (const target of named) {
    assert.match(target, /^\.\//);
    assert.ok(existsSync(join(ROOT, target)), `${target} does not exist`);
    const published = target === './package.json' || manifest.files.some((folder) => target.startsWith(`./${folder}/`));
    assert.ok(published, `${target} is not in "files"`);
  }
});

test('each condition of the package map can be reached: the most specific runtime first, default last', () => {
  const names = Object.keys(manifest.exports['.']);
  assert.deepEqual([names[0], names.at(-1)], ['types', 'default']);
  for (const local of Object.values(manifest.imports)) {
    assert.deepEqual(Object.keys(local), ['workerd', 'edge-light', 'deno', 'bun', 'node', 'browser', 'default']);
  }
});

test('every npm script starts a file that exists', () => {
  for (const [name, command] of Object.entries(manifest.scripts)) {
    const [, file] = command.match(/^node (\S+)/) ?? [];
    assert.ok(file && existsSync(join(ROOT, file)), `${name}: ${command}`);
  }
});

test('the package needs nothing and runs nothing when it is installed', () => {
  for (const field of ['dependencies', 'optionalDependencies']) assert.equal(manifest[field], undefined);
  for (const peer of Object.keys(manifest.peerDependencies))
    assert.ok(manifest.peerDependenciesMeta[peer].optional, `${peer} is not optional`);
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
    assert.equal(manifest.scripts[script], undefined);
});

test('no file names a folder of one machine', () => {
  const folders = ['work', 'root', 'home', 'Users'].join('|');
  const files = FILES.filter((path) => TEXT.test(path));
  assert.deepEqual(matches(files, new RegExp(`(?<![\\w.])/(${folders})/\\w`)), []);
});

const LOCKS = FILES.filter((path) => path.endsWith('package-lock.json'));

for (const lock of LOCKS) {
  test(`${lock} has every platform, so that \`npm ci\` takes it on each`, () => {
    const { packages } = JSON.parse(text(lock));
    const names = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    assert.deepEqual(
      wanted.filter((name) => !names.has(name)),
      [],
    );
  });
}

test('the lock files name no registry host', () => {
  for (const path of LOCKS) assert.doesNotMatch(text(path), /"resolved": "(?!\.\.")/);
});

/** Why a source file may be longer than others. @type {Record<string, string>} */
const LONG = {
  'js/capture/plain.js': 'one walk over a value, whose cases share its state',
  'js/log/event-log.js': 'one writer per record of the format',
  'src/session.cc': 'one handler per record of the format',
  'src/structure/json_tree.cc': 'one parser, which hashes while it reads',
  'src/text/text_store.cc': 'one store, whose eviction touches all of its tables',
};
const MAX_LINES = 250;
const MAX_TEST_LINES = 500;
const MAX_MEDIAN = 100;

test('files are short: one idea each', () => {
  const lengths = FILES.filter((path) => CODE.test(path)).map((path) => ({
    path,
    lines: text(path).split('\n').length - 1,
    isTest: path.startsWith('tests/'),
  }));
  const long = lengths.filter(({ lines, isTest }) => lines > (isTest ? MAX_TEST_LINES : MAX_LINES));
  assert.deepEqual(long.map(({ path }) => path).sort(), Object.keys(LONG).sort());
  const sources = lengths.filter(({ path }) => /^(js|src)\//.test(path)).map(({ lines }) => lines);
  const median = sources.sort((a, b) => a - b)[sources.length >> 1];
  assert.ok(median <= MAX_MEDIAN, `the median is ${median} lines`);
});

test('no file of js imports itself through others: whichever is loaded first, what it needs is there', () => {
  const done = new Set();
  const circles = [];
  const visit = (path, within) => {
    if (within.includes(path)) circles.push([...within.slice(within.indexOf(path)), path].join(' -> '));
    if (within.includes(path) || done.has(path)) return;
    for (const imported of importsOf(path)) visit(imported, [...within, path]);
    done.add(path);
  };
  assert.ok(SCRIPTS.length > 100);
  for (const path of SCRIPTS) visit(path, []);
  assert.deepEqual(circles, []);
});
