// The Collector passes spans on to Jaeger, which gives all of them back: links with their attributes, but only by its API v3.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory, otlp } from '../../js/index.js';
import { Choices } from '../js/support/choices.js';
import { startCollector as startReference } from '../js/support/collector.js';
import { startCollector } from './support/collector.js';
import { startJaeger } from './support/jaeger.js';
import { merged } from './support/otlp-json.js';
import { unlessThere } from './support/program.js';
import { likeSeen, wireSpan } from './support/seen.js';
import { checkContext, recordTraffic } from './support/traffic.js';

const SPANS = 60;
const SERVICE = 'interop';

test('what Jaeger gives back is what we meant', { skip: unlessThere('collector', 'jaeger') }, async (t) => {
  const jaeger = await startJaeger(t);
  const collector = await startCollector(t, jaeger.endpoint);
  const reference = await startReference();
  t.after(() => reference.close());
  const seen = memory();
  const tracer = createTracer({
    service: SERVICE,
    exporters: [seen, ...[collector, reference].map(({ url }) => otlp({ url }))],
    onError: (error) => assert.fail(String(error)),
  });
  const told = recordTraffic(tracer, Choices.random(11), SPANS);
  await tracer.shutdown();

  const read = [];
  for (const id of new Set(seen.spans.map(({ traceId }) => traceId)))
    read.push(await jaeger.trace(id, seen.spans.filter(({ traceId }) => traceId === id).length));
  const [group, ...others] = merged(read);
  assert.deepEqual(others, []);
  assert.deepEqual([group], merged(reference.requests));
  checkContext(group.spans);
  for (const span of seen.spans) {
    const received = group.spans.find((/** @type {any} */ { spanId }) => spanId === span.spanId);
    assert.deepEqual(likeSeen(received), wireSpan(span, told.get(span.spanId)?.links));
  }
  assert.deepEqual(await jaeger.services(), { services: [SERVICE] });
});
