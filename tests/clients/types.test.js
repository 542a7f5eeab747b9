// What TypeScript says of the real clients' types: their tools and methods keep them when they are traced, and what they report of usage is taken.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

test('the types of clients are kept', async () => {
  const project = ['--project', path('types'), '--pretty', 'false'];
  const run = promisify(execFile)(process.execPath, [path('../../node_modules/typescript/bin/tsc'), ...project]);
  const { stdout } = await run.catch((error) => error);
  assert.equal(stdout, '');
});
