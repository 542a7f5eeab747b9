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
const AT_ONCE = 50;
const SPANS = TRACES * Object.keys(PARENTS).length;
const ALL_RIGHT = { right: SPANS, unknown: 0, wrongParent: 0, wrongTrace: 0 };

async function inPage(t) {
  const folder = project(t);
  for (const file of ['traces.js', 'context-app.js'])
    copyFileSync(fileURLToPath(new URL(file, import.meta.url)), join(folder, file));
  const page = await openPage(t, folder);
  return page.evaluate(
    async ([traces, atOnce]) => (await import('/context-app.js')).runAndJudge(traces, atOnce),
    [TRACES, AT_ONCE],
  );
}

test('Chromium: every span below its own parent, and the links that Node finds', { timeout: 120_000 }, async (t) => {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink] });
  await runTraces(tracer, TRACES, AT_ONCE);
  await tracer.flush();
  assert.deepEqual(judge(sink.spans), ALL_RIGHT);

  const { parents, links, counts, marks } = await inPage(t);
  t.diagnostic(JSON.stringify(parents));
  assert.deepEqual(parents, ALL_RIGHT);
  assert.deepEqual(links, countLinks(sink.spans));
  // Every span but the roots began behind an await; whether a root that begins while others are open is one, nothing tells.
  assert.deepEqual(counts, { recovered: SPANS - TRACES, unknown: TRACES - AT_ONCE });
  assert.deepEqual(marks, counts);
});
