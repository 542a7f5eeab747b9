// Dependencies point one way: from folder to folder, in `js` and in `src`.
import assert from 'node:assert/strict';
import { dirname, relative } from 'node:path';
import { test } from 'node:test';
import { CPP, JS } from './arrows.js';
import { includeArrows, SCRIPTS, SOURCES, scriptArrows } from './imports.js';

const CASES = [
  { root: 'js', allowed: JS, files: SCRIPTS, arrows: scriptArrows() },
  { root: 'src', allowed: CPP, files: SOURCES, arrows: includeArrows() },
];

/** @param {string} root @param {string} file */
const folderOf = (root, file) => relative(root, dirname(file)) || '.';

for (const { root, allowed, files, arrows } of CASES) {
  const between = arrows
    .map(({ from, to }) => ({ from, to, below: folderOf(root, from), above: folderOf(root, to) }))
    .filter(({ below, above }) => below !== above);

  test(`${root}: each folder imports only what it may`, () => {
    assert.ok(between.length > 20, 'no imports were found');
    const wrong = between.filter(({ below, above }) => !allowed[below]?.includes(above));
    assert.deepEqual(
      wrong.map(({ from, to }) => `${from} imports ${to}`),
      [],
    );
  });

  test(`${root}: the list names every folder`, () => {
    assert.deepEqual(Object.keys(allowed).sort(), [...new Set(files.map((file) => folderOf(root, file)))].sort());
  });

  test(`${root}: the list allows no cycle, as each folder stands behind those that it may import`, () => {
    const names = Object.keys(allowed);
    for (const [index, name] of names.entries())
      for (const other of allowed[name]) {
        const place = names.indexOf(other);
        assert.ok(place >= 0 && place < index, `${name} -> ${other}`);
      }
  });

  test(`${root}: the list allows nothing that no file needs`, () => {
    const needless = Object.entries(allowed).flatMap(([name, others]) =>
      others
        .filter((other) => !between.some(({ below, above }) => below === name && above === other))
        .map((other) => `${name} -> ${other}`),
    );
    assert.deepEqual(needless, []);
  });
}
