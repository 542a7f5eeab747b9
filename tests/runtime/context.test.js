// 1,000 traces, 50 at a time, in a browser without AsyncLocalStorage, and the same on Node: each span below its own parent, the same links.
import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createTracer, memory } from '../../js/index.js';
import { project } from './packed.js';
import { openPage } from './page.js';
import { countLinks, judge, PARENTS, runTraces } from './traces.js';

const TRACES = 1000;
const SPANS = TRACES * Object.keys(PARENTS).length;
const ALL_RIGHT = { right: SPANS, unknown: 0, wrongParent: 0, wrongTrace: 0 };

/** @param {import('../../js/index.js').TracerOptions} options */
async function inPage(t, options) {
  const folder = project(t);
  for (const file of ['traces.js', 'context-app.js'])
    copyFileSync(fileURLToPath(new URL(file, import.meta.url)), join(folder, file));
  const page = await openPage(t, folder);
  return page.evaluate(async ({ options, traces }) => (await import('/context-app.js')).runAndJudge(options, traces), {
    options,
    traces: TRACES,
  });
}

test('Chromium: every span below its own parent, and the links that Node finds', { timeout: 120_000 }, async (t) => {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink] });
  await runTraces(tracer, TRACES);
  await tracer.flush();
  assert.deepEqual(judge(sink.spans), ALL_RIGHT);

  const { parents, links, counts, marks } = await inPage(t, {});
  t.diagnostic(JSON.stringify(parents));
  assert.deepEqual(parents, ALL_RIGHT);
  assert.deepEqual(links, countLinks(sink.spans));
  // Every span but the roots began behind an await.
  assert.deepEqual(counts, { recovered: SPANS - TRACES, unknown: 0 });
  assert.deepEqual(marks, counts);
});

test('Chromium without the hook: what values cannot tell is unknown, and nothing is wrong', {
  timeout: 120_000,
}, async (t) => {
  const { parents, counts, marks } = await inPage(t, { awaitHook: false });
  t.diagnostic(JSON.stringify(parents));
  assert.deepEqual([parents.wrongParent, parents.wrongTrace], [0, 0]);
  assert.ok(parents.right > TRACES * 2, 'values recover nothing');
  assert.equal(parents.unknown, counts.unknown);
  assert.deepEqual(marks, counts);
});
