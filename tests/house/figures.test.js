// Figures that README and docs quote are those of docs/figures.json, which `npm run figures` measures. Sizes are measured again here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileCount, pageSizes, workerSizes } from '../bench/figures/size.mjs';
import { figuresIn, withFigures, withoutFigures } from './figures.js';
import { text } from './files.js';
import { PAGES, proseOf } from './pages.js';

/** @type {Record<string, { text: string, measured: number, command: string, date: string, node: string }>} */
const figures = JSON.parse(text('docs/figures.json'));

/** Bytes that a build may differ by before the figures have to be measured again. */
const SIZE_TOLERANCE = 1000;
const FILES_TOLERANCE = 30;

/** What is measured has these units; limits are in KiB, MiB, ms and s. */
const MEASUREMENT = /\d[\d,.]*( to \d[\d,.]*)? (kB|MB|ns|µs|times)\b|\b(precision|recall) [01]\.\d/;

test('each page quotes the figures as they were measured', () => {
  for (const path of PAGES) assert.equal(withFigures(text(path), figures), text(path), `${path}: npm run figures`);
});

test('each figure has a command and a date, and a page quotes it', () => {
  const quoted = new Set(PAGES.flatMap((path) => figuresIn(text(path)).map(({ name }) => name)));
  for (const [name, { command, date, node }] of Object.entries(figures)) {
    assert.match(command, /^npm run figures -- \w+$/, name);
    assert.match(date, /^\d{4}-\d\d-\d\d$/, name);
    assert.match(node, /^v\d+/, name);
    assert.ok(quoted.has(name), `no page quotes ${name}`);
  }
});

test('the text of each figure is what was measured, rounded', () => {
  for (const [name, { text: said, measured }] of Object.entries(figures)) {
    const [, digits, unit] = /(\d[\d.,]*)( kB)?/.exec(said) ?? [];
    // Some are words, such as "about five times".
    if (!digits) continue;
    const value = Number(digits.replaceAll(',', '')) * (unit ? 1000 : 1);
    assert.ok(Math.abs(value - measured) <= measured * 0.1, `${name}: ${said} of ${measured}`);
  }
});

test('no measurement in prose is without its mark', () => {
  // The sizes of RELEASING.md are limits.
  for (const path of PAGES.filter((page) => page !== 'RELEASING.md')) {
    const lines = withoutFigures(proseOf(path)).split('\n');
    assert.deepEqual(
      lines.filter((line) => MEASUREMENT.test(line)),
      [],
      path,
    );
  }
});

test('the sizes are those of the build', async () => {
  for (const [name, bytes] of Object.entries({ ...(await pageSizes()), ...(await workerSizes()) })) {
    const { measured } = figures[name];
    assert.ok(Math.abs(bytes - measured) <= SIZE_TOLERANCE, `${name}: ${bytes} bytes, not ${measured}`);
  }
  const files = await fileCount();
  assert.ok(Math.abs(files - figures.files.measured) <= FILES_TOLERANCE, `${files} files`);
});
