import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memory } from '../../../js/exporters/memory.js';

const spans = (/** @type {string[]} */ ...names) => /** @type {any[]} */ (names.map((name) => ({ name })));
const names = (/** @type {any} */ exporter) => exporter.spans.map((/** @type {any} */ { name }) => name);

test('keeps spans in one live array, in order', async () => {
  const exporter = memory();
  const { spans: live } = exporter;
  await exporter.export(spans('a', 'b'));
  await exporter.export(spans('c'));
  assert.deepEqual(names(exporter), ['a', 'b', 'c']);
  exporter.reset();
  assert.deepEqual(live, []);
  await exporter.export(spans('d'));
  assert.equal(exporter.spans, live);
  assert.deepEqual(names(exporter), ['d']);
});

test('keeps the last ones when there is a limit', async () => {
  const exporter = memory({ limit: 3 });
  await exporter.export(spans('a', 'b'));
  await exporter.export(spans('c', 'd', 'e'));
  assert.deepEqual(names(exporter), ['c', 'd', 'e']);
});

test('takes a batch with more spans than a call can have arguments', async () => {
  const exporter = memory();
  await exporter.export(Array(500_000).fill({}));
  assert.equal(exporter.spans.length, 500_000);
});

test('refuses unknown options', () => {
  assert.throws(() => memory(/** @type {any} */ ({ max: 3 })), /memory\(\) has no option 'max'/);
  assert.throws(() => memory({ limit: 0 }), /'limit' must be/);
});
