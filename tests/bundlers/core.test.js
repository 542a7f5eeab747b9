// spanloom/core as each bundler takes it from the packed package: in a page, in a web worker, in a Worker and in a program for Node.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from '../runtime/packed.js';
import { ANSWER, SEARCH } from '../runtime/suite/recorded.js';
import { serveWorker } from '../runtime/workerd.js';
import { fixture } from './fixture.js';
import { serve } from './site.js';
import { visit } from './visit.js';
import { buildWithEsbuild } from './with/esbuild.js';
import { buildWithParcel } from './with/parcel.js';
import { buildWithRollup } from './with/rollup.js';
import { SERVERS } from './with/servers.js';
import { buildWithVite } from './with/vite.js';
import { buildWithWebpack } from './with/webpack.js';
import { buildWithWrangler } from './with/wrangler.js';

const RECORDED = fileURLToPath(new URL('../runtime/suite/recorded.js', import.meta.url));
const LINKS = [[ANSWER, [SEARCH]]];
/** It allows WebAssembly, and no text as code. Parcel's page needs a script of its own. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

/** @type {Record<string, [string[], (folder: string) => Promise<unknown>]>} */
const PAGES = {
  vite: [[], buildWithVite],
  webpack: [[], buildWithWebpack],
  rollup: [[], buildWithRollup],
  esbuild: [['core-esbuild'], buildWithEsbuild],
  'vite, in a web worker': [['core-worker'], buildWithVite],
  'webpack, in a web worker': [['core-worker'], buildWithWebpack],
  'parcel, in a web worker': [['core-worker', 'parcel'], buildWithParcel],
};

/** @param {import('node:test').TestContext} t @param {...string} names of fixtures */
function coreFixture(t, ...names) {
  const folder = fixture(t, 'core', ...names);
  cpSync(RECORDED, join(folder, 'recorded.js'));
  return folder;
}

for (const [name, [fixtures, build]] of Object.entries(PAGES)) {
  test(`${name}: links`, async (t) => {
    const folder = coreFixture(t, ...fixtures);
    await build(folder);
    const policy = fixtures.includes('parcel') ? undefined : POLICY;
    const { result, answers, complaints } = await visit(t, await serve(t, join(folder, 'dist'), policy));
    assert.deepEqual(complaints, []);
    assert.deepEqual(result, LINKS);
    const wasm = answers.filter(({ path }) => path.endsWith('.wasm'));
    assert.deepEqual(
      wasm.map(({ status, type }) => [status, type]),
      [[200, 'application/wasm']],
      'one module, not that of the tracer',
    );
  });
}

for (const [name, [file, build]] of Object.entries(SERVERS)) {
  test(`${name}, for a server: links, with nothing beside it`, async (t) => {
    const folder = coreFixture(t, 'core-server');
    await build(folder, file);
    const deployed = temporaryFolder(t);
    cpSync(join(folder, 'dist'), deployed, { recursive: true });
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(deployed, file)], { cwd: deployed });
    assert.deepEqual([JSON.parse(stdout), stderr], [LINKS, '']);
  });
}

test('wrangler: links in workerd, with its own module alone', async (t) => {
  const { folder, wasm } = await buildWithWrangler(coreFixture(t, 'wrangler', 'core-wrangler'), []);
  assert.equal(wasm.length, 1);
  const response = await fetch(await serveWorker(t, folder, [], wasm));
  const body = await response.text();
  assert.deepEqual([response.status, body], [200, JSON.stringify(LINKS)]);
});
