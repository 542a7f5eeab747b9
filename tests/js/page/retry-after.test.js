// In a page, Retry-After holds for all spans: those in the store, and those that are not stored.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bound } from '../support/bound.js';
import { pageModules } from '../support/page-modules.js';

const { Delivery, otlp, readExporter } = await pageModules(
  'delivery/delivery.js',
  'otlp/otlp.js',
  'exporters/read-exporter.js',
);

/** A page that stores nothing, as the owner is unknown; `answers` are what requests get, then 200. @param {import('node:test').TestContext} t @param {Response[]} answers */
function setUp(t, ...answers) {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'] });
  /** @type {string[]} */
  const requests = [];
  const fetch = async (/** @type {string} */ _, /** @type {RequestInit} */ { body }) => {
    requests.push(new TextDecoder().decode(/** @type {Uint8Array} */ (body)));
    return answers.shift() ?? new Response();
  };
  const exporter = otlp({ url: 'http://a.example/', headers: () => ({}), fetch });
  const delivery = new Delivery(
    readExporter('x', exporter),
    { maxSpans: 100, maxBytes: 1000 },
    {
      settled() {},
      onError() {},
    },
  );
  assert.ok(delivery.open());
  t.after(() => delivery.abandon('over'));
  const enqueue = (/** @type {string} */ id) => {
    const payload = { body: new TextEncoder().encode(id), spanCount: 1, contentType: 'application/x-protobuf' };
    delivery.writeAhead(payload);
    delivery.enqueue({ spanCount: 1, byteLength: 1, payloadFor: () => payload });
  };
  return { ...bound(delivery), enqueue, requests, tick: (/** @type {number} */ ms) => t.mock.timers.tick(ms) };
}
const turn = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};
const tooMany = (/** @type {string} */ retryAfter) =>
  new Response(null, { status: 429, headers: { 'retry-after': retryAfter } });

test('a batch that is not stored waits for at most maxDelay, and later ones for the whole Retry-After', async (t) => {
  const { enqueue, requests, tick, stats, idle } = setUp(t, tooMany('40'));
  for (const id of ['a', 'b', 'c']) enqueue(id);
  await turn();
  assert.deepEqual([requests, stats.dropped], [['a'], {}]);
  tick(29_999);
  await turn();
  assert.deepEqual(requests, ['a']);
  tick(1);
  await turn();
  assert.deepEqual([requests, stats.exported], [['a', 'a'], 1]);
  tick(10_000);
  await idle();
  assert.deepEqual([requests, stats.exported, stats.dropped], [['a', 'a', 'b', 'c'], 3, {}]);
});
