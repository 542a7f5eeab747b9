// Bodies that a traced fetch gave, read in many ways.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compareBodies, comparePulls } from './bodies.js';

test('the body of a traced fetch is that of the plain one, however it is read, and in the span', (t) =>
  compareBodies((close) => t.after(close)));

test('a body is asked for chunks as its reader asks', comparePulls);

test('so it is where the runtime reads bodies unseen', async () => {
  const program = `import { compareBodies, comparePulls } from ${JSON.stringify(new URL('bodies.js', import.meta.url))};
    const closes = [];
    await comparePulls();
    try { await compareBodies((close) => closes.push(close), ['abort']); } finally { for (const close of closes) close(); }`;
  // Bun has Node's modules, so Node can run what Bun loads. After an abort, Node's own bodies do not look at their stream.
  const args = ['--conditions=bun', '--input-type=module', '--eval', program];
  const { stderr } = await promisify(execFile)(process.execPath, args, {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  });
  assert.equal(stderr, '');
});
