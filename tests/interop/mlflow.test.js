// MLflow keeps links with their attributes if they are sent as protobuf, and loses those sent as JSON: what docs/backends.md says of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory, otlp } from '../../js/index.js';
import { startMlflow } from './support/mlflow.js';
import { unlessThere } from './support/program.js';
import { recordSteps } from './support/steps.js';

for (const [format, keepsLinks] of /** @type {const} */ ([
  ['protobuf', true],
  ['json', false],
]))
  test(`${format}: MLflow has the spans, ${keepsLinks ? 'with' : 'without'} their links`, {
    skip: unlessThere('mlflow'),
  }, async (t) => {
    const mlflow = await startMlflow(t);
    const seen = memory();
    const tracer = createTracer({
      exporters: [seen, otlp({ url: mlflow.url, headers: mlflow.headers, format, timeout: 60_000 })],
      onError: (error) => assert.fail(String(error)),
    });
    recordSteps(tracer);
    await tracer.shutdown();

    const spans = await mlflow.spans(seen.spans[0].traceId);
    assert.equal(spans.length, seen.spans.length);
    assert.ok(seen.spans.some(({ links }) => links.length > 0));
    for (const { name, traceId, links } of seen.spans) {
      const stored = spans.find((span) => span.name === name).links ?? [];
      const expected = links.map(({ spanId, attributes }) => ({ spanId, attributes }));
      const found = stored
        .filter((/** @type {any} */ link) => link.trace_id === `tr-${traceId}`)
        .map((/** @type {any} */ { span_id, attributes }) => ({ spanId: span_id, attributes }));
      assert.deepEqual(found, keepsLinks ? expected : []);
    }
  });
