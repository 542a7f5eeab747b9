// Waiting for a turn does not count towards the timeout of an export.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bound } from '../support/bound.js';
import { pageModules } from '../support/page-modules.js';

const { Delivery, otlp, readExporter } = await pageModules(
  'delivery/delivery.js',
  'otlp/otlp.js',
  'exporters/read-exporter.js',
);

/** @param {import('../../../js/index.js').OtlpOptions} options */
function start(options) {
  const exporter = otlp({ url: 'http://a.example/', store: false, ...options });
  /** @type {any[]} */
  const errors = [];
  const hooks = { settled() {}, onError: (/** @type {any} */ error) => errors.push(error.reason) };
  const delivery = new Delivery(readExporter('x', exporter), { maxSpans: 100, maxBytes: 1000 }, hooks);
  const payload = { body: new Uint8Array(1), spanCount: 1, contentType: 'application/x-protobuf' };
  return {
    ...bound(delivery),
    errors,
    enqueue: () => delivery.enqueue({ spanCount: 1, byteLength: 1, payloadFor: () => payload }),
  };
}
const turn = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

test('a batch that waits while others hang is sent in its turn, and has its whole timeout then', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'] });
  /** @param {number} ms */
  const pass = async (ms) => {
    t.mock.timers.tick(ms);
    await turn();
  };
  let requests = 0;
  const hangs = () => {
    requests++;
    return new Promise(() => {});
  };
  const first = start({ fetch: hangs, timeout: 90_000 });
  first.enqueue();
  await turn();
  const second = start({ fetch: async () => new Response() });
  const third = start({ fetch: hangs, retry: { attempts: 1 } });
  second.enqueue();
  await turn();
  third.enqueue();
  await pass(89_999);
  // It looks at what is overdue, too.
  second.enqueue();
  assert.deepEqual([requests, second.stats.dropped, third.stats.dropped], [1, {}, {}]);
  await pass(1);
  assert.deepEqual([first.errors, second.stats.exported, requests], [['timeout'], 1, 2]);
  await pass(59_999);
  assert.deepEqual(third.errors, []);
  await pass(1);
  await second.idle();
  assert.deepEqual([third.errors, second.stats.exported], [['timeout'], 2]);
});
