// A page without a bundler: the import map of docs/bundlers.md and the packed package, in Chromium.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXPECTED } from '../runtime/expected.js';
import { fixture } from './fixture.js';
import { serve } from './site.js';
import { visit } from './visit.js';

const PAGE = new URL('../../docs/bundlers.md', import.meta.url);

test('an import map alone: the same spans and links', async (t) => {
  const [, map] = readFileSync(PAGE, 'utf8').match(/```json\n([\s\S]*?)```/) ?? [];
  const folder = fixture(t, 'page');
  const index = join(folder, 'index.html');
  writeFileSync(index, `<script type="importmap">${map}</script>\n${readFileSync(index, 'utf8')}`);
  const { result, answers, complaints } = await visit(t, await serve(t, folder));
  assert.deepEqual(complaints, []);
  assert.deepEqual(result, EXPECTED);
  assert.deepEqual(
    answers.filter(({ status }) => status !== 200),
    [],
  );
});
