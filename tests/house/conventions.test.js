// docs/conventions.md lists the rows that are built in, and the words that users give rows are those that the engine knows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conventions, PAGE, withTables } from './conventions.js';
import { text } from './files.js';

test(`the tables of ${PAGE} are those of the code; node tests/house/conventions.js writes them`, () => {
  assert.equal(text(PAGE), withTables(text(PAGE)));
  assert.ok(conventions().flatMap(({ rows }) => rows).length > 200);
});

test('each convention has a source, and each row holds something', () => {
  for (const { name, source, rows } of conventions()) {
    assert.match(source, /^[\w.-]+\/[\w.-]+( v[\d.]+ to v[\d.]+)?: \S/, name);
    for (const { key, holds } of rows) assert.match(`${key} ${holds}`, /^\S+ k[A-Z]\w+$/, name);
  }
});

test('the page, the types and the engine name the same things that an attribute can hold', () => {
  const quoted = (/** @type {string} */ part) => [...part.matchAll(/['"](\w+)['"]/g)].map(([, word]) => word);
  const known = [...text('src/conventions/user_rows.cc').matchAll(/\{"(\w+)", Holds::/g)].map(([, word]) => word);
  const types = quoted(text('js/types/linker-options.d.ts').match(/holds: ('input' \|[^;]+);/)?.[1] ?? '');
  const page = [...text(PAGE).matchAll(/^\| `'(\w+)'`/gm)].map(([, word]) => word);
  assert.deepEqual(types, known);
  assert.deepEqual(page, known);
});
