// The OpenTelemetry Collector decodes our bytes with its own code: what it writes is what `memory()` saw.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory, otlp } from '../../js/index.js';
import { Choices } from '../js/support/choices.js';
import { startCollector as startReference } from '../js/support/collector.js';
import { startCollector } from './support/collector.js';
import { merged } from './support/otlp-json.js';
import { unlessThere } from './support/program.js';
import { likeSeen, wireSpan } from './support/seen.js';
import { checkContext, recordTraffic } from './support/traffic.js';

const SPANS = 150;
const skip = unlessThere('collector');

for (const format of /** @type {const} */ (['protobuf', 'json'])) {
  for (const gzip of [false, true])
    test(`${format}${gzip ? ', compressed' : ''}: the Collector reads what we meant`, { skip }, async (t) => {
      const collector = await startCollector(t);
      const reference = await startReference();
      t.after(() => reference.close());
      const seen = memory();
      const tracer = createTracer({
        service: 'interop 🙂',
        resource: { 'my.list': ['a', 1, 2.5, true], 'my.record': { inner: null } },
        exporters: [seen, ...[collector, reference].map(({ url }) => otlp({ url, format, gzip }))],
        onError: (error) => assert.fail(String(error)),
      });
      const told = recordTraffic(tracer, Choices.random(7), SPANS);
      await tracer.shutdown();

      const read = merged(await collector.requests(seen.spans.length));
      assert.deepEqual(read, merged(reference.requests));
      checkContext(read[0].spans);
      for (const span of seen.spans) {
        const received = read[0].spans.find((/** @type {any} */ { spanId }) => spanId === span.spanId);
        assert.deepEqual(likeSeen(received), wireSpan(span, told.get(span.spanId)?.links));
      }
    });
}
