// The example of a Worker, as `wrangler deploy` would deploy it with the wrangler that its package.json names.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { project } from '../runtime/packed.js';
import { buildWithWrangler } from './with/wrangler.js';

const read = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const EXAMPLES = new URL('../../examples/', import.meta.url);

test('wrangler deploys the example, without a warning', async (t) => {
  const folder = project(t);
  for (const name of ['worker', 'docs-bot'])
    cpSync(new URL(name, EXAMPLES), join(folder, 'examples', name), { recursive: true });
  // What the docs bot searches with.
  symlinkSync(
    fileURLToPath(new URL('../../node_modules/minisearch', import.meta.url)),
    join(folder, 'node_modules/minisearch'),
  );
  const { wasm, said } = await buildWithWrangler(join(folder, 'examples/worker'), []);
  assert.equal(wasm.length, 1);
  assert.match(said, /--dry-run: exiting now/);
  assert.doesNotMatch(said, /warn|error/i);
  t.diagnostic(String(/Total Upload: .*/.exec(said)));
});

test('the example names the wrangler that is tested here, which runs on Node 20, and a date that its workerd knows', () => {
  const { devDependencies } = read('../../examples/worker/package.json');
  const { version, engines, dependencies } = read('../node_modules/wrangler/package.json');
  assert.equal(devDependencies.wrangler, version);
  assert.match(engines.node, /^>=20\./);
  const [, date] = dependencies.workerd.split('.');
  const { compatibility_date } = read('../../examples/worker/wrangler.json');
  assert.ok(compatibility_date.replaceAll('-', '') <= date, `${compatibility_date} is after ${date}`);
});
