// A delivery with an outbox: what cannot be delivered is stored.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExportError } from '../../../js/batch/export-error.js';
import { Delivery } from '../../../js/delivery/delivery.js';
import { OUTBOX } from '../../../js/delivery/outbox-key.js';
import { readExporter } from '../../../js/exporters/read-exporter.js';
import { openOutbox } from '../../../js/page/outbox.js';
import { Store } from '../../../js/page/store.js';
import { storeId } from '../../../js/page/store-id.js';
import { bound } from '../support/bound.js';
import { fakePage, until } from '../support/fake-page.js';

/** A delivery over an outbox that holds every payload; `settled` has the outcomes, `kept` the calls of the outbox. */
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
    isStored: () => true,
    write() {},
    obstacle: how.obstacle ?? (() => undefined),
    settle(/** @type {any} */ payload, /** @type {boolean} */ mayPass) {
      kept.push([payload, mayPass]);
      return mayPass ? 2 : 0;
    },
    handOver() {},
    resume() {},
    close() {},
  };
  const exporter = {
    encoding: /** @type {const} */ ('otlp-protobuf'),
    export: /** @type {any} */ (how.export),
    [OUTBOX]: () => outbox,
  };
  const delivery = new Delivery(readExporter('x', exporter), how.bounds ?? { maxSpans: 10, maxBytes: 10 }, {
    settled: (/** @type {any} */ batch, /** @type {any} */ outcome) => settled.push([batch.id, outcome]),
    onError: (error) => errors.push(error),
  });
  delivery.open();
  const enqueue = (/** @type {string} */ id) =>
    delivery.enqueue(/** @type {any} */ ({ id, spanCount: 2, byteLength: 1, payloadFor: () => id }));
  return { ...bound(delivery), enqueue, settled, errors, kept };
}

const fails = (/** @type {boolean} */ isFinal) => () => Promise.reject(new ExportError('reason', 'no', { isFinal }));

test('a batch is stored, not dropped, if a later attempt may succeed', async () => {
  const { enqueue, idle, settled, kept, errors, stats } = setUp({ export: fails(false) });
  enqueue('a');
  await idle();
  assert.deepEqual(settled, [['a', { delivered: 0, stored: 2, dropped: {} }]]);
  assert.deepEqual(kept, [['a', true]]);
  assert.deepEqual([stats.dropped, stats.failures, errors.length], [{}, 1, 1]);
});

test('a batch that is refused for good is dropped, and removed from the outbox', async () => {
  const { enqueue, idle, settled, kept, stats } = setUp({ export: fails(true) });
  enqueue('a');
  await idle();
  assert.deepEqual(settled, [['a', { delivered: 0, stored: 0, dropped: { reason: 2 } }]]);
  assert.deepEqual(kept, [['a', false]]);
  assert.deepEqual(stats.dropped, { reason: 2 });
});

test('a batch that is delivered, or rejected in part, is removed from the outbox', async () => {
  const { enqueue, idle, kept, stats } = setUp({ export: async () => ({ rejected: 1, message: 'one' }) });
  enqueue('a');
  await idle();
  assert.deepEqual(kept, [['a', false]]);
  assert.deepEqual([stats.exported, stats.dropped], [1, { rejected: 1 }]);
});

for (const obstacle of [() => 'offline', async () => 'offline']) {
  test(`no attempt is made if it is known to fail (${obstacle.constructor.name})`, async () => {
    const { enqueue, idle, settled, errors, stats } = setUp({ export: () => assert.fail('sent'), obstacle });
    enqueue('a');
    await idle();
    assert.deepEqual(settled, [['a', { delivered: 0, stored: 2, dropped: {} }]]);
    assert.deepEqual([stats.attempts, stats.failures, errors], [0, 0, []]);
  });
}

test('a batch that the queue has no room for is stored', () => {
  const { enqueue, settled } = setUp({ export: () => new Promise(() => {}), bounds: { maxSpans: 1, maxBytes: 1 } });
  enqueue('a');
  assert.deepEqual(settled, [['a', { delivered: 0, stored: 2, dropped: {} }]]);
});

test('when the page is left, waiting batches are handed over, and exports continue', () => {
  const { enqueue, handOver, settled, stats } = setUp({ export: () => new Promise(() => {}) });
  for (const id of ['a', 'b', 'c', 'd', 'e']) enqueue(id);
  handOver();
  assert.deepEqual(settled, [['e', { delivered: 0, stored: 2, dropped: {} }]]);
  assert.equal(stats.queued.spans, 8);
});

test('exporters share a partition only if URL, format and headers are the same', () => {
  const url = new URL('http://a.example/v1/traces');
  const id = (/** @type {any} */ headers, format = 'protobuf', to = url) => storeId(to, format, new Headers(headers));
  const secret = 'Bearer secret-of-mine';
  const others = [
    id(undefined),
    id({ 'x-tenant': 'a' }),
    id({ 'x-tenant': 'b' }),
    id({ 'x-other': 'a' }),
    id({ authorization: secret }),
    id(undefined, 'json'),
    id(undefined, 'protobuf', new URL('?key=secret', url)),
  ];
  assert.equal(new Set(others).size, others.length);
  assert.doesNotMatch(others.join(), /secret|tenant/);
  assert.equal(id({ A: '1', b: '2' }), id({ B: '2', a: '1' }));
});

const JSON_TYPE = 'application/json';
const LIMITS = { maxBytes: 1000, maxSpans: 10, maxAge: 60_000 };

/** A page with visits that share a store; `sent` has the bodies that their sweeps tried to send. */
function setUpPage(/** @type {import('node:test').TestContext} */ t) {
  const page = fakePage(t);
  /** @type {string[]} */
  const sent = [];
  /** @type {any[]} */
  const errors = [];
  const visit = (
    /** @type {{ send?: any, limits?: any, timeout?: number }} */ { send, limits, timeout = 60_000 } = {},
  ) => {
    const attempt = async (/** @type {any} */ batch, /** @type {any} */ context) => {
      sent.push(new TextDecoder().decode(batch.body));
      return send?.(batch, context);
    };
    const destination = { name: 'otlp', partition: () => 'partition', needsNetwork: true, timeout, export: attempt };
    const store = new Store(page.connect);
    const outbox = openOutbox(destination, { ...LIMITS, ...limits }, () => store)((error) => errors.push(error));
    t.after(() => outbox.close());
    return outbox;
  };
  const part = (/** @type {string} */ name, spanCount = 1) => ({
    body: new TextEncoder().encode(`{"resourceSpans":[${name}]}`),
    spanCount,
    contentType: /** @type {const} */ (JSON_TYPE),
  });
  /** Waits for the store. */
  const isOpen = async (/** @type {ReturnType<typeof visit>} */ outbox) => {
    const probe = part('0');
    outbox.write(probe);
    await outbox.obstacle(probe);
    outbox.settle(probe, false);
  };
  const rows = () => [...page.rows.values()].filter(({ key }) => key[0] === 'partition');
  const isWritten = (/** @type {number} */ count) => until(() => rows().length === count);
  /** A visit that has ended after giving up on some records. */
  const leaveBehind = async (/** @type {string[]} */ names) => {
    const visits = () => page.heldLocks().filter((name) => name.includes('visit')).length;
    const running = visits();
    const outbox = visit({ send: fails(false) });
    const parts = names.map((name) => part(name));
    for (const one of parts) outbox.write(one);
    await isWritten(names.length);
    for (const one of parts) outbox.settle(one, true);
    outbox.close();
    await until(() => visits() === running);
    sent.length = 0;
  };
  return { ...page, table: page.rows, rows, sent, errors, visit, part, isOpen, isWritten, leaveBehind };
}

test('a sweep sends the records of an earlier visit', async (t) => {
  const { visit, sent, leaveBehind, isWritten } = setUpPage(t);
  await leaveBehind(['1', '2']);
  const { stats } = visit();
  await isWritten(0);
  assert.deepEqual([sent, stats.resent], [['{"resourceSpans":[1,2]}'], 2]);
});

test('no pause is longer than an hour, whether it was requested now or at an earlier visit', async (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const { visit, part, table, heldLocks, leaveBehind } = setUpPage(t);
  await leaveBehind(['1']);
  const asking = visit({ send: fails(false) });
  asking.postpone(Number.POSITIVE_INFINITY);
  const kept = part('2');
  asking.write(kept);
  assert.equal(await asking.obstacle(kept), 'retry_later');
  t.mock.timers.tick(3_600_001);
  assert.equal(await asking.obstacle(kept), undefined);
  asking.settle(kept, false);
  asking.close();
  await until(() => heldLocks().length === 0);

  const key = ['until', 'partition'];
  table.set(JSON.stringify(key), { key, value: { at: Date.now(), until: Date.now() + 3_600_000 } });
  const next = visit({ limits: { maxAge: 1e9 } });
  const other = part('3');
  next.write(other);
  assert.equal(await next.obstacle(other), 'retry_later');
  t.mock.timers.tick(3_600_001);
  assert.equal(await next.obstacle(other), undefined);
});

test('expired records are removed even during a pause', async (t) => {
  const { visit, rows, sent, errors, leaveBehind, table } = setUpPage(t);
  await leaveBehind(['1', '2']);
  const key = ['until', 'partition'];
  table.set(JSON.stringify(key), { key, value: { at: Date.now(), until: Date.now() + 600_000 } });
  const { stats } = visit({ limits: { maxAge: -1000 } });
  await until(() => rows().length === 0);
  assert.deepEqual([stats.dropped, sent], [{ store_expired: 2 }, []]);
  assert.deepEqual(
    errors.map(({ message }) => message),
    ['2 spans dropped (store_expired)'],
  );
});

test('spans that counted as stored but could not be written are dropped as store_failed', async (t) => {
  const { visit, part, faults, errors, sent, isWritten, leaveBehind } = setUpPage(t);
  await leaveBehind(['1']);
  faults.put = () => Promise.reject(new Error('quota'));
  const outbox = visit();
  const [given, kept] = [part('2', 3), part('3')];
  outbox.write(given);
  outbox.write(kept);
  assert.equal(outbox.settle(given, true), 3);
  await until(() => errors.length === 1);
  assert.deepEqual([outbox.stats.stored, outbox.stats.dropped], [3, { store_failed: 3 }]);
  assert.equal(outbox.isStored(kept), false);
  assert.equal(outbox.settle(kept, true), 0);
  // It goes on sweeping, and writes again once it can.
  await isWritten(0);
  assert.equal(sent.length, 1);
  faults.put = async () => {};
  outbox.write(part('4'));
  await isWritten(1);
});

test('if the store fails late, spans are sent without it, no lock is held, and what counted as stored is dropped', async (t) => {
  const { visit, part, faults, errors, navigator, heldLocks } = setUpPage(t);
  navigator.onLine = false;
  /** @type {(error: Error) => void} */
  let refuse = () => {};
  faults.connect = () => new Promise((_, reject) => (refuse = reject));
  const outbox = visit();
  const [given, kept] = [part('1'), part('2')];
  outbox.write(given);
  outbox.write(kept);
  assert.equal(outbox.settle(given, true), 1);
  refuse(new Error('no'));
  await until(() => errors.length === 1 && heldLocks().length === 0);
  assert.deepEqual(outbox.stats.dropped, { store_failed: 1 });
  assert.equal(await outbox.obstacle(kept), undefined);
  outbox.handOver();
  outbox.resume();
  assert.deepEqual([outbox.isStored(kept), outbox.settle(kept, true), heldLocks()], [false, 0, []]);
});

for (const end of /** @type {const} */ (['close', 'handOver'])) {
  test(`no lock outlives ${end}(), even while the store is opening`, async (t) => {
    const { visit, part, faults, heldLocks, isWritten } = setUpPage(t);
    let answer = () => {};
    faults.connect = () => new Promise((resolve) => (answer = () => resolve(undefined)));
    const outbox = visit();
    const given = part('1');
    outbox.write(given);
    outbox.settle(given, true);
    outbox[end]();
    await until(() => heldLocks().length === 0);
    answer();
    await isWritten(1);
    assert.deepEqual(heldLocks(), []);
  });
}

test('if the store fails after a write, the written spans are sent all the same', async (t) => {
  const { visit, part, faults, errors, navigator, isWritten } = setUpPage(t);
  navigator.onLine = false;
  faults.keys = () => Promise.reject(new Error('no'));
  const outbox = visit();
  const kept = part('1');
  outbox.write(kept);
  await until(() => errors.length === 1);
  assert.equal(await outbox.obstacle(kept), undefined);
  outbox.settle(kept, false);
  await isWritten(0);
});

test('all tabs share the room in the store', async (t) => {
  const { visit, part, isOpen, isWritten, rows, heldLocks } = setUpPage(t);
  const one = visit();
  const first = part('1', 10);
  one.write(first);
  await isWritten(1);
  const next = visit();
  await isOpen(next);
  next.write(part('2', 1));
  assert.equal(rows().length, 1);
  await until(() => !heldLocks().some((name) => name.includes('sweep')));
  one.settle(first, false);
  await isWritten(0);
  next.write(part('3', 1));
  // Counted anew for the next.
  await until(() => {
    if (rows().length === 0) next.write(part('4', 1));
    return rows().length > 0;
  });
});

test('sweeping the records of others frees no more room than they took', async (t) => {
  const { visit, part, isOpen, isWritten, leaveBehind, rows } = setUpPage(t);
  const tab = visit();
  const [given, done] = [part('1'), part('2')];
  await isOpen(tab);
  await leaveBehind(['3', '4', '5', '6']);
  tab.write(given);
  tab.write(done);
  await isWritten(6);
  tab.settle(given, true);
  tab.settle(done, false);
  await isWritten(0);
  tab.write(part('7', 11));
  assert.equal(rows().length, 0);
  tab.write(part('8', 10));
  await isWritten(1);
});

test('records that are refused together are sent one by one', async (t) => {
  const { visit, sent, leaveBehind, isWritten } = setUpPage(t);
  await leaveBehind(['1', '2', '3']);
  const send = async (/** @type {any} */ { spanCount, body }) => {
    if (spanCount > 1) throw new ExportError('http_413', 'no', { isFinal: true });
    if (new TextDecoder().decode(body).includes('2')) throw new ExportError('http_400', 'no', { isFinal: true });
  };
  const { stats } = visit({ send });
  await isWritten(0);
  assert.equal(sent.length, 4);
  assert.deepEqual([stats.resent, stats.dropped], [2, { http_400: 1 }]);
});

for (const [rejected, lost] of /** @type {[any, number][]} */ ([
  [1000, 3],
  [-2, 0],
  [1.5, 1],
  ['x', 0],
])) {
  test(`${rejected} of 3 stored spans rejected means ${lost}`, async (t) => {
    const { visit, errors, leaveBehind, isWritten } = setUpPage(t);
    await leaveBehind(['1', '2', '3']);
    const { stats } = visit({ send: async () => ({ rejected }) });
    await isWritten(0);
    assert.deepEqual([stats.resent, stats.dropped], [3 - lost, lost > 0 ? { rejected: lost } : {}]);
    assert.deepEqual(
      errors.map(({ reason }) => reason),
      lost > 0 ? ['rejected'] : [],
    );
  });
}

for (const how of ['timeout', 'close']) {
  test(`a request that never ends does not stop others from sending (${how})`, async (t) => {
    const { visit, sent, leaveBehind, isWritten } = setUpPage(t);
    await leaveBehind(['1']);
    const stuck = visit({ send: () => new Promise(() => {}), timeout: how === 'timeout' ? 20 : undefined });
    await until(() => sent.length === 1);
    visit();
    if (how === 'close') stuck.close();
    await isWritten(0);
    assert.equal(sent.length, 2);
  });
}
