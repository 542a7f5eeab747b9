// The table of docs/runtimes.md is made from the recorded results. tests/runtime/suite.test.js compares those with what the runtimes do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTable } from '../runtime/table.js';
import { text } from './files.js';

test('the table of docs/runtimes.md is what the suite found', () => {
  const page = text('docs/runtimes.md');
  assert.equal(withTable(page, JSON.parse(text('tests/runtime/results.json'))), page, 'npm run runtimes');
});
