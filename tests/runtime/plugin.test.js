// 1,000 traces, 50 at a time, in a browser, by code that spanloom/plugin transformed: without the hook, and with it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from '../../js/plugin/transform.js';
import { project } from './packed.js';
import { openPage } from './page.js';
import { PARENTS } from './traces.js';

const TRACES = 1000;
const SPANS = TRACES * Object.keys(PARENTS).length;
const RUNTIME = '/node_modules/spanloom/js/plugin/runtime.js';

for (const awaitHook of [false, true]) {
  test(`Chromium with the plugin, awaitHook: ${awaitHook}: every span below its own parent`, {
    timeout: 120_000,
  }, async (t) => {
    const folder = project(t);
    for (const file of ['traces.js', 'context-app.js']) {
      const { code } = transform(readFileSync(new URL(file, import.meta.url), 'utf8'), file, assert.fail);
      writeFileSync(join(folder, file), code.replace('spanloom/plugin/runtime', RUNTIME));
    }
    const page = await openPage(t, folder);
    const options = { awaitHook };
    const { parents, counts } = await page.evaluate(
      async ({ options, traces }) => (await import('/context-app.js')).runAndJudge(options, traces),
      { options, traces: TRACES },
    );
    assert.deepEqual(parents, { right: SPANS, unknown: 0, wrongParent: 0, wrongTrace: 0 });
    assert.deepEqual(counts, { recovered: SPANS - TRACES, unknown: 0 });
  });
}
