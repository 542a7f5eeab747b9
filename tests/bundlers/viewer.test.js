// spanloom/viewer as bundlers take it from the packed package: the element, its workers and the linker's module are all found.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fixture } from './fixture.js';
import { serve } from './site.js';
import { visit } from './visit.js';
import { buildWithParcel } from './with/parcel.js';
import { buildWithVite } from './with/vite.js';
import { buildWithWebpack } from './with/webpack.js';

const RECORDED = fileURLToPath(new URL('../runtime/suite/recorded.js', import.meta.url));
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data:";

/** Parcel's page needs a script of its own. @type {Record<string, [string[], string | undefined, (folder: string) => Promise<unknown>]>} */
const BUNDLERS = {
  vite: [[], POLICY, buildWithVite],
  webpack: [[], POLICY, buildWithWebpack],
  parcel: [['parcel'], undefined, buildWithParcel],
};

for (const [name, [fixtures, policy, build]] of Object.entries(BUNDLERS)) {
  test(`${name}: the viewer reads and links a trace`, async (t) => {
    const folder = fixture(t, 'viewer', ...fixtures);
    cpSync(RECORDED, join(folder, 'recorded.js'));
    await build(folder);
    const { result, answers, complaints } = await visit(t, await serve(t, join(folder, 'dist'), policy));
    assert.deepEqual(complaints, []);
    assert.deepEqual(result, { spans: 3, links: 1 });
    const wasm = answers.filter(({ path }) => path.endsWith('.wasm'));
    assert.deepEqual(
      wasm.map(({ status }) => status),
      [200],
    );
  });
}
