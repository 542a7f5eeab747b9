import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinBodies } from '../../../js/batch/join-bodies.js';
import { createTracer } from '../../../js/index.js';
import { decodeRequest } from '../support/collector.js';

/** The bodies that the core encodes, one for each span. */
async function bodies(/** @type {'protobuf' | 'json'} */ format, /** @type {string[]} */ names) {
  /** @type {import('../../../js/index.js').EncodedBatch[]} */
  const batches = [];
  const exporter = {
    encoding: /** @type {const} */ (`otlp-${format}`),
    export: (/** @type {import('../../../js/index.js').EncodedBatch} */ batch) => void batches.push(batch),
  };
  const tracer = createTracer({ exporters: [exporter], queue: { maxBatchSpans: 1 } });
  for (const name of names) tracer.startSpan(name).end();
  await tracer.flush();
  await tracer.shutdown();
  return batches;
}

for (const format of /** @type {const} */ (['protobuf', 'json'])) {
  test(`${format}: the joined request has the spans of all, in order`, async () => {
    for (const names of [['a'], ['a', 'b'], ['a', 'b]}', 'c,"']]) {
      const batches = await bodies(format, names);
      const [{ contentType }] = batches;
      const joined = joinBodies(
        contentType,
        batches.map(({ body }) => body),
      );
      const { resourceSpans } = decodeRequest(Buffer.from(joined), contentType);
      const found = resourceSpans.flatMap((/** @type {any} */ { scopeSpans }) => scopeSpans[0].spans);
      assert.deepEqual(
        found.map((/** @type {any} */ { name }) => name),
        names,
      );
    }
  });
}
