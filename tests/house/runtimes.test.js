// The README's table of runtimes is the one that the recorded results give. tests/runtime/suite.test.js compares those with what the runtimes do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTable } from '../runtime/table.js';
import { text } from './files.js';

test("the README's table of runtimes is what the suite found", () => {
  const readme = text('README.md');
  assert.equal(withTable(readme, JSON.parse(text('tests/runtime/results.json'))), readme, 'npm run runtimes');
});
