// Phoenix reads our spans, in protobuf only, and drops their links: what docs/backends.md says of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory, otlp } from '../../js/index.js';
import { startPhoenix } from './support/phoenix.js';
import { unlessThere } from './support/program.js';
import { recordSteps } from './support/steps.js';

const PROJECT = 'interop';

test('Phoenix has the spans, and no links', { skip: unlessThere('phoenix') }, async (t) => {
  const phoenix = await startPhoenix(t);
  const seen = memory();
  /** @type {any[]} */
  const errors = [];
  const tracer = createTracer({
    resource: { 'openinference.project.name': PROJECT },
    exporters: [seen, otlp({ url: phoenix.url }), otlp({ url: phoenix.url, format: 'json' })],
    onError: (error) => errors.push(error),
  });
  recordSteps(tracer);
  await tracer.shutdown();

  const spans = await phoenix.spans(PROJECT, seen.spans.length);
  const [, protobuf, json] = /** @type {any} */ (tracer.stats()).exporters;
  assert.deepEqual([protobuf.exported, protobuf.dropped], [seen.spans.length, {}]);
  assert.deepEqual([json.exported, json.dropped], [0, { http_415: seen.spans.length }]);
  assert.deepEqual(
    errors.map(({ reason }) => reason),
    ['http_415'],
  );
  assert.ok(seen.spans.some(({ links }) => links.length > 0));
  for (const { name, spanId, input, output } of seen.spans) {
    const span = spans.find((/** @type {any} */ { span_id }) => span_id === spanId);
    const attributes = Object.fromEntries(
      span.attributes.map((/** @type {any} */ { key, value }) => [key, value.string_value]),
    );
    assert.deepEqual([span.name, attributes['input.value'], attributes['output.value']], [name, input, output]);
    assert.deepEqual(span.links ?? [], []);
  }
});
