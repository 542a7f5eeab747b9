// In workerd, the first request of an isolate has lineage already.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bundleWorker } from './bundle.js';
import { project } from './packed.js';
import { serveWorker } from './workerd.js';

const APP = readFileSync(new URL('edge-first-app.js', import.meta.url), 'utf8');

for (const WAY of ['options', 'tracer'])
  test(`workerd: lineage in the first requests, by ${WAY}`, { timeout: 60_000 }, async (t) => {
    const folder = project(t);
    await bundleWorker(folder, APP);
    const origin = await serveWorker(t, folder, ['nodejs_als'], ['spanloom.wasm'], { WAY });
    const ask = async () => (await fetch(origin)).json();
    for (const { 'spanloom-lineage': lineage } of await Promise.all([ask(), ask()]))
      assert.match(lineage ?? 'none', /^[\w-]{16,}$/);
  });
