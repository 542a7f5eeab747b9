// A queue whose exporter keeps what it cannot deliver.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDelivery } from '../../js/exporter/delivery.js';
import { ExportError } from '../../js/exporter/export-error.js';
import { OUTBOX } from '../../js/exporter/outbox-key.js';

/** A delivery over an outbox that holds every payload; `settled` has the outcomes, `kept` what the outbox was told. */
function setUp(
  /** @type {{ export: () => unknown, obstacle?: () => unknown, bounds?: { maxSpans: number, maxBytes: number } }} */ how,
) {
  /** @type {any[]} */
  const settled = [];
  /** @type {any[]} */
  const errors = [];
  /** @type {any[]} */
  const kept = [];
  const outbox = {
    stats: { stored: 0, resent: 0, dropped: {} },
    postpone() {},
    keep() {},
    obstacle: how.obstacle ?? (() => undefined),
    settle(/** @type {any} */ payload, /** @type {boolean} */ mayPass) {
      kept.push([payload, mayPass]);
      return mayPass ? 2 : 0;
    },
    leave() {},
    back() {},
    close() {},
  };
  const exporter = {
    encoding: /** @type {const} */ ('otlp-protobuf'),
    export: /** @type {any} */ (how.export),
    [OUTBOX]: () => outbox,
  };
  const delivery = createDelivery(exporter, how.bounds ?? { maxSpans: 10, maxBytes: 10 }, {
    settled: (/** @type {any} */ batch, /** @type {any} */ outcome) => settled.push([batch.id, outcome]),
    onError: (error) => errors.push(error),
  });
  delivery.open();
  const enqueue = (/** @type {string} */ id) =>
    delivery.enqueue(/** @type {any} */ ({ id, spanCount: 2, byteLength: 1, payloadFor: () => id }));
  return { ...delivery, enqueue, settled, errors, kept };
}

const fails = (/** @type {boolean} */ isFinal) => () => Promise.reject(new ExportError('reason', 'no', { isFinal }));

test('what fails for a reason that may pass is stored, not dropped', async () => {
  const { enqueue, idle, settled, kept, errors, stats } = setUp({ export: fails(false) });
  enqueue('a');
  await idle();
  assert.deepEqual(settled, [['a', { delivered: 0, reason: 'reason', stored: 2 }]]);
  assert.deepEqual(kept, [['a', true]]);
  assert.deepEqual([stats.dropped, stats.failures, errors.length], [{}, 1, 1]);
});

test('what is refused for good is dropped, and leaves the outbox', async () => {
  const { enqueue, idle, settled, kept, stats } = setUp({ export: fails(true) });
  enqueue('a');
  await idle();
  assert.deepEqual(settled, [['a', { delivered: 0, reason: 'reason' }]]);
  assert.deepEqual(kept, [['a', false]]);
  assert.deepEqual(stats.dropped, { reason: 2 });
});

test('what is delivered or rejected in part leaves the outbox', async () => {
  const { enqueue, idle, kept, stats } = setUp({ export: async () => ({ rejected: 1, message: 'one' }) });
  enqueue('a');
  await idle();
  assert.deepEqual(kept, [['a', false]]);
  assert.deepEqual([stats.exported, stats.dropped], [1, { rejected: 1 }]);
});

for (const obstacle of [() => 'offline', async () => 'offline']) {
  test(`no attempt is made where it is known to be in vain (${obstacle.constructor.name})`, async () => {
    const { enqueue, idle, settled, errors, stats } = setUp({ export: () => assert.fail('sent'), obstacle });
    enqueue('a');
    await idle();
    assert.deepEqual(settled, [['a', { delivered: 0, reason: 'offline', stored: 2 }]]);
    assert.deepEqual([stats.attempts, stats.failures, errors], [0, 0, []]);
  });
}

test('what the queue has no room for is stored', () => {
  const { enqueue, settled } = setUp({ export: () => new Promise(() => {}), bounds: { maxSpans: 1, maxBytes: 1 } });
  enqueue('a');
  assert.deepEqual(settled, [['a', { delivered: 0, reason: 'queue_full', stored: 2 }]]);
});

test('a page that is left leaves what waits, and keeps what is in flight', () => {
  const { enqueue, leave, settled, stats } = setUp({ export: () => new Promise(() => {}) });
  for (const id of ['a', 'b', 'c', 'd', 'e']) enqueue(id);
  leave();
  assert.deepEqual(settled, [['e', { delivered: 0, reason: 'page_left', stored: 2 }]]);
  assert.equal(stats.queued.spans, 8);
});
