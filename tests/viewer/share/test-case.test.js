import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testCase } from '../../../js/viewer/share/test-case.js';
import { valueOfSide } from '../../../js/viewer/share/value.js';
import { detailsOf, text } from '../reader/spans.js';

const folder = mkdtempSync(join(tmpdir(), 'spanloom-case-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const PLACEHOLDER = "throw new Error('Call the function under test here');";
const WORDS = `a "quote", a \`back\`quote, \u2028 $\{x} and */`;

function recorded(more = {}) {
  const attributes = [
    { key: 'input.value', value: JSON.stringify({ words: WORDS, count: 3 }) },
    { key: 'output.value', value: WORDS },
  ];
  return detailsOf({ a: { input: [text('shown')], output: [text('shown')], attributes, ...more } }).get('a');
}

/** Whether the program passes when its reader has put in this body of the function. */
function passes(program, body) {
  const path = join(folder, 'case.test.mjs');
  assert.ok(program.includes(PLACEHOLDER));
  writeFileSync(
    path,
    program.replace(PLACEHOLDER, () => body),
  );
  return new Promise((resolve) => void execFile(process.execPath, [path], (error) => resolve(!error)));
}

test('a test case passes with a function that does the same, and fails with another', async () => {
  const program = testCase(recorded(), 'answer "it"');
  assert.equal(await passes(program, 'return input.words;'), true);
  assert.equal(await passes(program, 'return "other";'), false);
  assert.equal(await passes(program, PLACEHOLDER), false);
});

test('a span that failed expects its error', async () => {
  const program = testCase(recorded({ errors: [{ type: 'TypeError', message: 'no' }] }), 'answer');
  assert.equal(await passes(program, 'throw new TypeError("no");'), true);
  assert.equal(await passes(program, 'return 1;'), false);
});

test('flattened attributes are one value, and unreadable JSON is text', () => {
  const detail = recorded();
  detail.attributes = [
    { key: 'input.value.0.role', value: 'user' },
    { key: 'input.value.0.content', value: 'hi' },
    { key: 'output.value', value: '{broken' },
  ];
  assert.deepEqual(valueOfSide(detail, 'input'), { 'input.value.0.role': 'user', 'input.value.0.content': 'hi' });
  assert.equal(valueOfSide(detail, 'output'), '{broken');
});

test('what is no attribute is taken from what is shown', () => {
  const detail = recorded({ attributes: [] });
  assert.equal(valueOfSide(detail, 'input'), 'shown');
  detail.contents = [];
  assert.equal(valueOfSide(detail, 'input'), undefined);
});
