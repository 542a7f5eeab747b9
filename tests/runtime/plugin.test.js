// 1,000 traces, 50 at a time, in a browser, by code that spanloom/plugin transformed.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from '../../js/plugin/transform.js';
import { project } from './packed.js';
import { openPage } from './page.js';
import { PARENTS } from './traces.js';

const TRACES = 1000;
const AT_ONCE = 50;
const SPANS = TRACES * Object.keys(PARENTS).length;
const RUNTIME = '/node_modules/spanloom/js/plugin/runtime.js';

test('Chromium with the plugin: every span below its own parent', { timeout: 120_000 }, async (t) => {
  const folder = project(t);
  for (const file of ['traces.js', 'context-app.js']) {
    const { code } = transform(readFileSync(new URL(file, import.meta.url), 'utf8'), file, assert.fail);
    writeFileSync(join(folder, file), code.replace('spanloom/plugin/runtime', RUNTIME));
  }
  const page = await openPage(t, folder);
  const { parents, counts } = await page.evaluate(
    async ([traces, atOnce]) => (await import('/context-app.js')).runAndJudge(traces, atOnce),
    [TRACES, AT_ONCE],
  );
  assert.deepEqual(parents, { right: SPANS, unknown: 0, wrongParent: 0, wrongTrace: 0 });
  assert.deepEqual(counts, { recovered: SPANS - TRACES, unknown: TRACES - AT_ONCE });
});
