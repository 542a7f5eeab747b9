import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Delivery } from '../../../js/delivery/delivery.js';
import { readExporter } from '../../../js/exporters/read-exporter.js';
import { otlp } from '../../../js/otlp/otlp.js';
import { FAST } from '../support/exports.js';
import fc from '../support/fast-check.js';
import {
  answer,
  breakOff,
  hang,
  JSON_TYPE,
  PROTOBUF,
  partialSuccessMessage,
  reset,
  startServer,
} from '../support/http-server.js';

/** @typedef {import('../../../js/delivery/items.js').Outcome} Outcome */

const BEHAVIOURS = {
  ok: answer(200),
  slow: (/** @type {any} */ response) => setTimeout(() => response.end(), 5),
  partialProtobuf: answer(200, partialSuccessMessage(2, 'two'), PROTOBUF),
  partialJson: answer(200, '{"partialSuccess":{"rejectedSpans":"1"}}', JSON_TYPE),
  bad: answer(400),
  throttled: answer(429, '', { 'retry-after': '0' }),
  unavailable: answer(503),
  broken: answer(500, 'x'.repeat(10_000)),
  breakOff,
  reset,
  hang,
};

const behaviours = fc.array(fc.constantFrom(...Object.values(BEHAVIOURS)), { minLength: 1, maxLength: 12 });
const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 25 });

test('whatever the server does, every span counts once: as delivered, or as dropped for a reason', async (t) => {
  await fc.assert(
    fc.asyncProperty(behaviours, sizes, async (script, counts) => {
      const { url } = await startServer(t, ...script);
      const exporter = otlp({ url, timeout: 60, retry: FAST });
      /** @type {Map<unknown, number>} */
      const settled = new Map();
      let deliveredSpans = 0;
      const hooks = {
        onError() {},
        settled(/** @type {any} */ batch, /** @type {Outcome} */ { delivered, stored, dropped }) {
          settled.set(batch, (settled.get(batch) ?? 0) + 1);
          deliveredSpans += delivered;
          assert.equal(
            Object.values(dropped).reduce((sum, count) => sum + count, delivered + stored),
            batch.spanCount,
          );
        },
      };
      const delivery = new Delivery(readExporter('x', exporter), { maxSpans: 120, maxBytes: 1500 }, hooks);
      for (const spanCount of counts) {
        const body = new Uint8Array(spanCount * 10);
        delivery.enqueue({
          spanCount,
          byteLength: body.length,
          payloadFor: () => ({ body, spanCount, contentType: 'application/x-protobuf' }),
        });
        if (spanCount % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      }
      await delivery.shutdown();
      const dropped = Object.values(delivery.stats.dropped).reduce((sum, count) => sum + count, 0);
      assert.equal(delivery.stats.exported, deliveredSpans);
      assert.equal(
        delivery.stats.exported + dropped,
        counts.reduce((sum, count) => sum + count, 0),
      );
      assert.equal(settled.size, counts.length);
      assert.ok([...settled.values()].every((times) => times === 1));
      assert.deepEqual(delivery.stats.queued, { spans: 0, bytes: 0 });
    }),
    { numRuns: 25 },
  );
});
