// spanloom/viewer as each bundler takes it from the packed package, in Chromium: the element, its workers and the linker's module.
import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fixture } from './fixture.js';
import { addTrace, SHOWN } from './shown.js';
import { serve } from './site.js';
import { visit } from './visit.js';
import { buildWithEsbuild } from './with/esbuild.js';
import { buildWithParcel } from './with/parcel.js';
import { buildWithRollup } from './with/rollup.js';
import { SERVERS } from './with/servers.js';
import { buildWithVite, serveWithVite } from './with/vite.js';
import { buildWithWebpack } from './with/webpack.js';

/** It allows WebAssembly, workers and no inline style. Parcel's page needs a script of its own. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

/** @type {Record<string, [string[], string | undefined, (folder: string) => Promise<unknown>]>} */
const PAGES = {
  vite: [[], POLICY, buildWithVite],
  webpack: [[], POLICY, buildWithWebpack],
  rollup: [[], POLICY, buildWithRollup],
  parcel: [['parcel'], undefined, buildWithParcel],
};

/** @param {import('node:test').TestContext} t @param {...string} names of fixtures */
function viewerFixture(t, ...names) {
  const folder = fixture(t, 'viewer', ...names);
  addTrace(folder);
  return folder;
}

/** @param {import('./visit.js').Visit} found */
function assertInWorkers({ result, answers, workers, complaints }) {
  assert.deepEqual(complaints, []);
  assert.deepEqual(result, SHOWN);
  const [store, layout, ...more] = workers;
  assert.match(store, /\.js$/);
  assert.match(layout, /\.js$/);
  assert.deepEqual(more, []);
  const wasm = answers.filter(({ path }) => path.endsWith('.wasm'));
  assert.deepEqual(
    wasm.map(({ status }) => status),
    [200],
  );
}

for (const [name, [fixtures, policy, build]] of Object.entries(PAGES)) {
  test(`${name}: the viewer links a trace, in workers`, async (t) => {
    const folder = viewerFixture(t, ...fixtures);
    await build(folder);
    assertInWorkers(await visit(t, await serve(t, join(folder, 'dist'), policy)));
  });
}

test('vite, for a server: the viewer can be imported', async (t) => {
  const folder = fixture(t);
  writeFileSync(
    join(folder, 'main.js'),
    "import { SpanloomTrace } from 'spanloom/viewer'; export default SpanloomTrace;",
  );
  const [file, build] = SERVERS['vite, for a server'];
  await build(folder, file);
  const { default: SpanloomTrace } = await import(pathToFileURL(join(folder, 'dist', file)).href);
  assert.throws(() => new SpanloomTrace(), /there is no HTMLElement here/);
});

test('vite, while developing: the viewer links a trace, in workers', async (t) => {
  assertInWorkers(await visit(t, await serveWithVite(t, viewerFixture(t))));
});

test('no bundler and no import map: the viewer links a trace, in workers', async (t) => {
  const folder = viewerFixture(t);
  const own = "import './node_modules/spanloom/dist/viewer/viewer.js';";
  writeFileSync(join(folder, 'main.js'), `${own} import { show } from './show.js'; globalThis.result = await show();`);
  assertInWorkers(await visit(t, await serve(t, folder, POLICY)));
});

test('esbuild: the viewer links a trace in the page, and in workers once these are beside its script', async (t) => {
  const folder = viewerFixture(t);
  await buildWithEsbuild(folder);
  const dist = join(folder, 'dist');
  const alone = await visit(t, await serve(t, dist, POLICY));
  assert.deepEqual(alone.result, SHOWN);
  assert.deepEqual(alone.workers, []);

  for (const worker of ['store-worker.js', 'layout-worker.js'])
    cpSync(join(folder, 'node_modules/spanloom/dist/viewer', worker), join(dist, worker));
  const { result, workers } = await visit(t, await serve(t, dist, POLICY));
  assert.deepEqual(result, SHOWN);
  assert.equal(workers.length, 2);
});
