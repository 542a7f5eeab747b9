// Pages as each bundler makes them of the packed package: built, served below a sub-path, and run in Chromium.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXPECTED } from '../runtime/expected.js';
import { fixture } from './fixture.js';
import { BASE, serve } from './site.js';
import { visit } from './visit.js';
import { buildWithEsbuild } from './with/esbuild.js';
import { buildWithParcel } from './with/parcel.js';
import { buildWithRollup } from './with/rollup.js';
import { buildWithVite, serveWithVite } from './with/vite.js';
import { buildWithWebpack } from './with/webpack.js';

/** The fixtures of each page, and what builds it. */
const PAGES = {
  vite: [['page'], buildWithVite],
  webpack: [['page'], buildWithWebpack],
  rollup: [['page'], buildWithRollup],
  esbuild: [['page', 'esbuild'], buildWithEsbuild],
  parcel: [['page', 'parcel'], buildWithParcel],
  'vite, in a web worker': [['page', 'worker'], buildWithVite],
  'webpack, in a web worker': [['page', 'worker'], buildWithWebpack],
  'parcel, in a web worker': [['page', 'parcel', 'worker'], buildWithParcel],
};

/** A policy that allows the page's own scripts, the import map that Parcel writes into it, and no WebAssembly. */
function strictPolicy(page) {
  const inline = [...page.matchAll(/<script type=importmap>(.*?)<\/script>/g)];
  const hashes = inline.map(([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return `default-src 'none'; script-src 'self' ${hashes.join(' ')}; connect-src 'self'; img-src data:`;
}

/** A name with a hash after it, or a hash alone (webpack's name of an asset). */
const HASHED = /([-.]|\/(?=[0-9a-f]{20}))[\w-]{8,}\.\w+$/;

const isScript = ({ type }) => type === 'text/javascript';

/** The viewer is an entry of its own. @param {string} dist */
function assertNoViewer(dist) {
  const scripts = readdirSync(dist, { recursive: true }).filter((path) => path.endsWith('.js'));
  assert.ok(scripts.length > 0);
  assert.deepEqual(
    scripts.filter((path) => /spanloom-trace|dagre/.test(readFileSync(join(dist, path), 'utf8'))),
    [],
  );
}

/** Everything asked for is there, below the page's own folder, and the core is one file that can be compiled as it streams. */
function assertLoaded({ answers, complaints }) {
  assert.deepEqual(complaints, []);
  const elsewhere = answers.filter(({ path, status }) => status !== 200 || !path.startsWith(BASE));
  assert.deepEqual(elsewhere, []);
  const wasm = answers.filter(({ path }) => path.endsWith('.wasm'));
  assert.deepEqual(
    wasm.map(({ type }) => type),
    ['application/wasm'],
  );
}

for (const [name, [fixtures, build]] of Object.entries(PAGES)) {
  test(`${name}: the same spans and links`, async (t) => {
    const folder = fixture(t, ...fixtures);
    await build(folder);
    const dist = join(folder, 'dist');
    assertNoViewer(dist);

    const usual = await visit(t, await serve(t, dist));
    assertLoaded(usual);
    assert.deepEqual(usual.result, EXPECTED);
    const unhashed = usual.answers.filter(({ path }) => path !== BASE && !HASHED.test(path));
    assert.deepEqual(unhashed, []);

    const policy = strictPolicy(readFileSync(join(dist, 'index.html'), 'utf8'));
    const strict = await visit(t, await serve(t, dist, policy));
    assert.deepEqual(strict.result, EXPECTED);
    const scripts = new Set(usual.answers.filter(isScript).map(({ path }) => path));
    const more = strict.answers.filter((answer) => isScript(answer) && !scripts.has(answer.path));
    assert.equal(more.length, 1, 'one script more, the core as JavaScript, and only here');
  });
}

test('vite, while developing: the same spans and links', async (t) => {
  const found = await visit(t, await serveWithVite(t, fixture(t, 'page')));
  assertLoaded(found);
  assert.deepEqual(found.result, EXPECTED);
});
