// The Worker as wrangler would deploy it, in real workerd; and one script for a web worker, as webpack makes it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXPECTED } from '../runtime/expected.js';
import { serveWorker } from '../runtime/workerd.js';
import { fixture } from './fixture.js';
import { serve } from './site.js';
import { visit } from './visit.js';
import { bundleWithWebpack } from './with/webpack.js';
import { buildWithWrangler } from './with/wrangler.js';

const IDENTITY = new URL('../../dist/spanloom-identity.wasm', import.meta.url);

for (const flags of [[], ['nodejs_als'], ['nodejs_compat']]) {
  test(`wrangler, ${flags[0] ?? 'no flag'}: the same spans and links in workerd`, async (t) => {
    const { folder, wasm } = await buildWithWrangler(fixture(t, 'wrangler'), flags);
    assert.equal(wasm.length, 1);
    const response = await fetch(await serveWorker(t, folder, flags, wasm));
    const body = await response.text();
    assert.equal(response.status, 200, body);
    assert.deepEqual(JSON.parse(body), EXPECTED);
  });
}

test('wrangler, with an alias: only the core without links by content', async (t) => {
  const { folder, wasm } = await buildWithWrangler(fixture(t, 'wrangler-identity'), ['nodejs_als']);
  assert.equal(wasm.length, 1);
  assert.deepEqual(readFileSync(join(folder, wasm[0])), readFileSync(IDENTITY));
  const response = await fetch(await serveWorker(t, folder, ['nodejs_als'], wasm));
  const edges = EXPECTED.edges.filter((edge) => edge.endsWith(', identity'));
  assert.deepEqual(await response.json(), { ...EXPECTED, edges });
});

test('webpack for the target webworker: the same spans and links', async (t) => {
  const folder = fixture(t, 'page', 'worker');
  const script = await bundleWithWebpack(folder, { target: 'webworker', entry: './worker.js' });
  writeFileSync(
    join(folder, 'dist/index.html'),
    `<!doctype html><link rel="icon" href="data:,"><script>
      new Worker('./${script}').onmessage = ({ data }) => { result = data; };
    </script>`,
  );
  const { result, complaints } = await visit(t, await serve(t, join(folder, 'dist')));
  assert.deepEqual(complaints, []);
  assert.deepEqual(result, EXPECTED);
});
