// README, docs/ and examples/: every program runs and prints what the page shows; every link and every named file exists.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { manifest, ROOT, sourceFiles, text } from './files.js';
import { anchorsOf, linksOf, PAGES, proseOf } from './pages.js';
import { createWorkshop, programsOf, runFile, runProgram, steady } from './programs.js';

const MAX_README_LINES = 140;

/** Pages about the repository, which README.md leaves to docs/README.md. */
const FOR_CONTRIBUTORS = ['docs/architecture.md', 'docs/event-log.md', 'docs/glossary.md'];

/** These have tests of their own: backends.test.js, and tests/examples. */
const TESTED_ELSEWHERE = ['docs/backends.md', 'examples/README.md'];

const folder = createWorkshop();

/** Replaces the collector that the pages name. */
let received = 0;
const collector = createServer((request, response) => {
  received += 1;
  request.resume();
  response.end();
});
await new Promise((resolve) => collector.listen(0, '127.0.0.1', () => resolve(undefined)));
after(() => collector.close());
const address = `127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (collector.address()).port}`;

for (const path of PAGES) {
  const { text: page, programs, servers, outputs, outputsOfFiles } = programsOf(path);

  test(`${path}: each program is marked, so that it runs`, () => {
    assert.equal(programs.size + servers.size, page.match(/^```js$/gm)?.length ?? 0);
    if (TESTED_ELSEWHERE.includes(path)) return;
    for (const name of outputs.keys()) assert.ok(programs.has(name), `the output "${name}" has no program`);
  });

  if (TESTED_ELSEWHERE.includes(path)) continue;

  for (const [name, program] of programs) {
    test(`${path}: the program "${name}" prints what the page shows`, async () => {
      received = 0;
      const { code, out, err } = await runProgram(folder, name, program.replaceAll('localhost:4318', address));
      assert.deepEqual({ code, err }, { code: 0, err: '' });
      if (program.includes('localhost:4318')) assert.ok(received > 0, 'nothing arrived');
      const shown = outputs.get(name);
      if (shown !== undefined) assert.equal(steady(out), steady(shown));
    });
  }

  for (const [file, shown] of outputsOfFiles) {
    test(`${path}: ${file} prints what the page shows`, async () => {
      const { code, out, err } = await runFile(join(ROOT, file));
      assert.deepEqual({ code, err }, { code: 0, err: '' });
      assert.equal(steady(out), steady(shown));
    });
  }
}

test('every relative link leads to a file, and every anchor to a heading', () => {
  for (const path of PAGES) {
    for (const { target, anchor } of linksOf(path)) {
      assert.ok(existsSync(join(ROOT, target)), `${path}: ${target} does not exist`);
      if (anchor) assert.ok(anchorsOf(target).includes(anchor), `${path}: ${target} has no heading #${anchor}`);
    }
  }
});

test('the files that README and docs link to are in the package', () => {
  const packed = (/** @type {string} */ target) =>
    manifest.files.some((/** @type {string} */ pattern) => isWithin(target, pattern));
  for (const path of PAGES.filter((page) => page === 'README.md' || packed(page))) {
    const missing = linksOf(path).filter(({ target }) => target !== 'README.md' && !packed(target));
    assert.deepEqual(missing, [], path);
  }
});

/** @param {string} target @param {string} pattern of package.json: a file, a folder, or `folder/*.js` */
function isWithin(target, pattern) {
  const [start, end] = pattern.split('*');
  if (end === undefined) return target === pattern || target.startsWith(`${pattern}/`);
  return target.startsWith(start) && target.endsWith(end) && !target.slice(start.length).includes('/');
}

/** `js/index.d.ts`, `tests/bundlers`: a path from the root that prose names. */
const NAMED = /`((?:js|src|dist|docs|tests|scripts|examples|web-demo)\/[\w./-]+|[\w-]+\.md)`/g;

test('every file that prose names exists', () => {
  let count = 0;
  for (const path of PAGES) {
    for (const [, name] of proseOf(path).matchAll(NAMED)) {
      count += 1;
      const places = [name, join(path, '..', name)];
      assert.ok(
        places.some((place) => existsSync(join(ROOT, place))),
        `${path}: ${name} does not exist`,
      );
    }
  }
  assert.ok(count > 5, `${count} names`);
});

test(`the README has at most ${MAX_README_LINES} lines`, () => {
  assert.ok(text('README.md').split('\n').length - 1 <= MAX_README_LINES);
});

test("the README's first sentence is the description of the package", () => {
  const { description } = manifest;
  assert.match(text('README.md'), new RegExp(`^spanloom ${description[0].toLowerCase()}${description.slice(1)}`, 'm'));
});

test('README and docs/README.md list every page of docs', () => {
  const pages = sourceFiles('docs').filter((path) => /^docs\/[\w-]+\.md$/.test(path) && path !== 'docs/README.md');
  const [readme, index] = ['README.md', 'docs/README.md'].map((path) => linksOf(path).map(({ target }) => target));
  for (const page of pages) {
    assert.ok(index.includes(page), `docs/README.md does not list ${page}`);
    assert.ok(FOR_CONTRIBUTORS.includes(page) || readme.includes(page), `README.md does not list ${page}`);
  }
});

test('the import map of docs/bundlers.md names all that a browser loads', () => {
  const [, block] = text('docs/bundlers.md').match(/```json\n([\s\S]*?)```/) ?? [];
  const place = (/** @type {string} */ target) => `./node_modules/spanloom/${target.slice(2)}`;
  const inner = Object.entries(manifest.imports).map(([name, local]) => [name, place(local.browser)]);
  assert.deepEqual(JSON.parse(`${block}`), {
    imports: { spanloom: place('./js/index.js'), ...Object.fromEntries(inner) },
  });
});
