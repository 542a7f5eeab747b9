import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../js/index.js';

test('a child that starts long after its trace was forgotten still arrives, below its parent', async () => {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], queue: { maxBatchSpans: Infinity, maxBatchBytes: Infinity } });
  const root = tracer.startSpan('root');
  root.end();
  for (let i = 0; i < 3000; i++) {
    tracer.startSpan(`other ${i}`).end();
    if (i % 100 === 0) await tracer.flush();
  }
  root.run(() => tracer.task(() => 1, { name: 'late' })());
  await tracer.shutdown();
  const late = sink.spans.find(({ name }) => name === 'late');
  assert.equal(late?.traceId, root.traceId);
  assert.equal(late?.parentSpanId, root.spanId);
  assert.deepEqual(tracer.stats().spans.dropped, {});
});
