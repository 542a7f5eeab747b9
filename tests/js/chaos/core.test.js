// Wherever the core traps, another one takes over: for all tracers, with the spans that are open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import { core } from '../support/chaos/failing-core.js';
import { SPANS, smallProgram } from '../support/chaos/small-program.js';

const QUESTION = 'Where do the rivers go?';

function traced() {
  const sink = memory();
  const tracer = createTracer({ queue: { flushInterval: 1e6 }, onError() {}, exporters: [sink] });
  return { sink, tracer, run: smallProgram(tracer), open: tracer.startSpan('open') };
}

/** Two tracers in one core, which traps at one of the calls of the first part. @param {number} [at] */
async function trap(at) {
  const both = [traced(), traced()];
  core.watch(at);
  for (const { open, run } of both) await open.run(run, QUESTION);
  for (const { tracer } of both) await tracer.flush();
  const calls = core.stop();
  for (const { open, run } of both) {
    await open.run(run, QUESTION);
    open.end();
  }
  for (const { tracer } of both) await tracer.flush();
  const results = both.map(({ tracer, sink }) => ({ stats: tracer.stats(), spans: sink.spans }));
  for (const { tracer } of both) await tracer.shutdown();
  return { calls, results };
}

test('a trap at any call of the core costs no more than what was in it', async () => {
  await trap();
  const { calls } = await trap();
  for (const [i, name] of calls.entries()) {
    const { results } = await trap(i + 1);
    for (const { stats, spans } of results) {
      const { started, ended, exported, dropped } = stats.spans;
      const context = `${name}, call ${i + 1}: ${JSON.stringify(stats)}`;
      const { core_failed = 0, log_refused = 0, ...others } = dropped;
      assert.deepEqual([started, ended], [2 * SPANS.length + 1, 2 * SPANS.length + 1], context);
      assert.equal(exported + core_failed + log_refused, ended, context);
      assert.deepEqual([others, stats.queue.spans, spans.length], [{}, 0, exported], context);
      const [open] = spans.filter((span) => span.name === 'open');
      assert.ok(open, context);
      const later = spans.slice(-(SPANS.length + 1));
      const names = new Set(later.map((span) => span.name));
      assert.deepEqual(names, new Set([...SPANS, 'open']), context);
      const isLinked = later.some(({ links }) => links.length > 0);
      assert.ok(isLinked || name === 'session_new', `no links after ${context}`);
      for (const span of later) assert.equal(span.traceId, open.traceId, context);
    }
  }
});
