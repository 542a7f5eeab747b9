// Items of an exporter's queue that are joined, and halved.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { halvesOf, joinItems } from '../../../js/delivery/items.js';
import fc from '../support/fast-check.js';

const JSON_TYPE = 'application/json';
const payloadOf = (/** @type {string[]} */ names) => ({
  body: new TextEncoder().encode(`{"resourceSpans":[${names.map((name) => `"${name}"`).join()}]}`),
  spanCount: names.length,
  contentType: JSON_TYPE,
});

/** Items of random size, joined to one; sums up how each of them was settled. */
const queues = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 });

/** @param {number[]} counts */
function queue(counts) {
  const told = counts.map(() => ({ spans: 0, delivered: 0, stored: 0 }));
  const payloads = counts.map((count, i) => payloadOf(Array.from({ length: count }, (_, j) => `${i}.${j}`)));
  const items = payloads.map((payload, i) => ({
    batch: { spanCount: payload.spanCount, byteLength: payload.body.length, payloadFor: () => payload },
    settle: (/** @type {number} */ spans, /** @type {number} */ delivered, /** @type {number} */ stored) => {
      told[i].spans += spans;
      told[i].delivered += delivered;
      told[i].stored += stored;
    },
  }));
  return { told, payloads, items, joined: joinItems(items, payloads) };
}
const total = (/** @type {Record<string, number>[]} */ told, /** @type {string} */ what) =>
  told.reduce((sum, one) => sum + one[what], 0);

test('the joined item has the spans of all, in order, and their size', () => {
  fc.assert(
    fc.property(queues, (counts) => {
      const { items, payloads, joined } = queue(counts);
      const all = payloads.flatMap(({ body }) => JSON.parse(new TextDecoder().decode(body)).resourceSpans);
      const payload = /** @type {any} */ (joined.batch.payloadFor(/** @type {any} */ (undefined)));
      assert.deepEqual(JSON.parse(new TextDecoder().decode(payload.body)).resourceSpans, all);
      assert.equal(
        joined.batch.spanCount,
        total(
          counts.map((spans) => ({ spans })),
          'spans',
        ),
      );
      assert.equal(
        joined.batch.byteLength,
        items.reduce((sum, { batch }) => sum + batch.byteLength, 0),
      );
    }),
  );
});

test('each item settles all of its spans, and the sums are those of the joined one, even if it was halved', () => {
  fc.assert(
    fc.property(queues, fc.array(fc.tuple(fc.boolean(), fc.nat(5), fc.nat(5)), { maxLength: 40 }), (counts, fates) => {
      const { told, joined } = queue(counts);
      const sums = { delivered: 0, stored: 0 };
      const open = [joined];
      for (const item of open) {
        const [isHalved, some, more] = fates.shift() ?? [false, 0, 0];
        const payload = /** @type {any} */ (item.batch.payloadFor(/** @type {any} */ (undefined)));
        const halves = isHalved && payload.parts ? halvesOf(item, payload) : undefined;
        if (halves) {
          open.push(...halves);
          continue;
        }
        const { spanCount } = item.batch;
        const delivered = Math.min(some, spanCount);
        const stored = Math.min(more, spanCount - delivered);
        sums.delivered += delivered;
        sums.stored += stored;
        item.settle(spanCount, delivered, stored);
      }
      assert.deepEqual(
        told.map(({ spans }) => spans),
        counts,
      );
      assert.deepEqual({ delivered: total(told, 'delivered'), stored: total(told, 'stored') }, sums);
      for (const { spans, delivered, stored } of told) assert.ok(delivered + stored <= spans);
    }),
  );
});
