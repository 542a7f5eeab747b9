import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { Delivery } from '../../../js/delivery/delivery.js';
import { readExporter } from '../../../js/exporters/read-exporter.js';
import { bound } from '../support/bound.js';
import { until } from '../support/exports.js';

const ROOM = { maxSpans: 1000, maxBytes: 1000 };

/** A delivery, and what its hooks were called with. */
function setUp(/** @type {any} */ exporter, bounds = ROOM) {
  /** @type {any[]} */
  const settled = [];
  /** @type {any[]} */
  const errors = [];
  const hooks = {
    settled: (/** @type {any} */ batch, /** @type {any} */ outcome) => settled.push([batch.id, outcome]),
    onError: (/** @type {any} */ error) => errors.push(error),
  };
  const read = readExporter('x', exporter);
  return { ...bound(new Delivery(read, bounds, hooks)), settled, errors, read };
}

const batch = (/** @type {unknown} */ id, spanCount = 1, byteLength = 1) => ({
  id,
  spanCount,
  byteLength,
  payloadFor: () => id,
});

/** An exporter whose exports are settled by hand, in any order. */
function manual(more = {}) {
  /** @type {Map<unknown, { resolve: (result?: unknown) => void, reject: (error: unknown) => void, signal: AbortSignal }>} */
  const calls = new Map();
  const exporter = {
    name: 'manual',
    export: (/** @type {unknown} */ payload, /** @type {any} */ { signal }) =>
      new Promise((resolve, reject) => calls.set(payload, { resolve, reject, signal })),
    ...more,
  };
  return { exporter, calls };
}

/** The outcome of a batch that is dropped as a whole. */
const lost = (/** @type {string} */ reason, count = 1) => ({ delivered: 0, stored: 0, dropped: { [reason]: count } });

const delivered = (/** @type {number} */ count) => ({ delivered: count, stored: 0, dropped: {} });

test('runs four exports at a time, in order of arrival', async () => {
  const { exporter, calls } = manual();
  const { enqueue, idle, settled, stats } = setUp(exporter);
  for (let id = 0; id < 7; id++) enqueue(batch(id));
  assert.deepEqual([...calls.keys()], [0, 1, 2, 3]);
  calls.get(2)?.resolve();
  await until(() => settled.length === 1);
  assert.deepEqual([...calls.keys()], [0, 1, 2, 3, 4]);
  for (let id = 0; id < 7; id++) {
    await until(() => calls.has(id));
    calls.get(id)?.resolve();
  }
  await idle();
  assert.deepEqual([...calls.keys()], [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(settled.map(([id]) => id).sort(), [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(stats, {
    name: 'manual',
    exported: 7,
    dropped: {},
    queued: { spans: 0, bytes: 0 },
    attempts: 7,
    retries: 0,
    failures: 0,
  });
});

test('makes a payload once, for this exporter, when it is sent', async () => {
  const { exporter, calls } = manual();
  const { enqueue, read } = setUp(exporter);
  /** @type {unknown[]} */
  const made = [];
  for (let id = 0; id < 5; id++) {
    enqueue({ ...batch(id), payloadFor: (/** @type {unknown} */ asking) => made.push(asking) && id });
  }
  assert.deepEqual(made, Array(4).fill(read));
  calls.get(0)?.resolve();
  await until(() => calls.has(4));
  assert.deepEqual(made, Array(5).fill(read));
});

for (const [what, bounds, sizes] of /** @type {[string, any, number[][]][]} */ ([
  [
    'spans',
    { maxSpans: 10, maxBytes: 1000 },
    [
      [4, 1],
      [6, 1],
      [1, 1],
    ],
  ],
  [
    'bytes',
    { maxSpans: 1000, maxBytes: 10 },
    [
      [1, 4],
      [1, 6],
      [1, 1],
    ],
  ],
])) {
  test(`a batch that would exceed the limit of ${what} is dropped, until there is room again`, async () => {
    const { exporter, calls } = manual();
    const { enqueue, idle, settled, stats } = setUp(exporter, bounds);
    for (const [id, [spans, bytes]] of sizes.entries()) enqueue(batch(id, spans, bytes));
    assert.deepEqual(settled, [[2, lost('queue_full')]]);
    assert.deepEqual(stats.queued, { spans: sizes[0][0] + sizes[1][0], bytes: sizes[0][1] + sizes[1][1] });
    calls.get(0)?.resolve();
    await until(() => settled.length === 2);
    enqueue(batch(3));
    calls.get(1)?.resolve();
    calls.get(3)?.resolve();
    await idle();
    assert.deepEqual(stats.dropped, { queue_full: 1 });
    assert.equal(stats.exported, sizes[0][0] + sizes[1][0] + 1);
  });
}

test('a batch above a limit is dropped even when the queue is empty', () => {
  const { enqueue, settled, stats } = setUp(manual().exporter, { maxSpans: 10, maxBytes: 10 });
  enqueue(batch('bytes', 1, 11));
  enqueue(batch('spans', 11, 1));
  assert.deepEqual(settled, [
    ['bytes', lost('queue_full')],
    ['spans', lost('queue_full', 11)],
  ]);
  assert.deepEqual(stats.dropped, { queue_full: 12 });
});

test('an export that hangs is aborted, and its later result is ignored', async () => {
  const { exporter, calls } = manual({ timeout: 20 });
  const { enqueue, idle, settled, errors, stats } = setUp(exporter);
  enqueue(batch('hangs', 5));
  await idle();
  assert.deepEqual(settled, [['hangs', lost('timeout', 5)]]);
  const call = calls.get('hangs');
  assert.equal(call?.signal.aborted, true);
  call?.resolve({ rejected: 2 });
  enqueue(batch('next'));
  calls.get('next')?.resolve();
  await idle();
  assert.deepEqual(settled.slice(1), [['next', delivered(1)]]);
  assert.deepEqual(stats.dropped, { timeout: 5 });
  assert.deepEqual(stats.queued, { spans: 0, bytes: 0 });
  assert.deepEqual(
    errors.map(({ reason }) => reason),
    ['timeout'],
  );
});

test('the reason is `timeout` even if the exporter rejects because of it', async () => {
  const exporter = {
    timeout: 20,
    export: (/** @type {unknown} */ _, /** @type {any} */ { signal }) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(Object.assign(new Error(), { reason: 'mine' }))),
      ),
  };
  const { enqueue, idle, settled, stats } = setUp(exporter);
  enqueue(batch(0));
  await idle();
  await new Promise(setImmediate);
  assert.deepEqual(settled, [[0, lost('timeout')]]);
  assert.deepEqual([stats.failures, stats.queued.spans], [1, 0]);
});

test('an overdue export is given up even if its timer was lost', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'] });
  const { exporter, calls } = manual({ timeout: 1000 });
  const { enqueue, settled } = setUp(exporter);
  for (let id = 0; id < 5; id++) enqueue(batch(id));
  assert.equal(calls.size, 4);
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1001 });
  enqueue(batch(5));
  assert.deepEqual(
    settled,
    [0, 1, 2, 3].map((id) => [id, lost('timeout')]),
  );
  assert.deepEqual([...calls.keys()], [0, 1, 2, 3, 4, 5]);
});

for (const [what, fail, reason] of /** @type {[string, () => any, string][]} */ ([
  [
    'throws',
    () => {
      throw new Error('bad');
    },
    'exporter_error',
  ],
  ['rejects', () => Promise.reject(new Error('bad')), 'exporter_error'],
  ['rejects with a reason', () => Promise.reject(Object.assign(new Error('bad'), { reason: 'http_400' })), 'http_400'],
  [
    'rejects with an odd reason',
    () => Promise.reject(Object.assign(new Error('bad'), { reason: 400 })),
    'exporter_error',
  ],
  [
    'gives a result that throws',
    () => ({
      get rejected() {
        throw new Error('bad');
      },
    }),
    'exporter_error',
  ],
])) {
  test(`an exporter that ${what} loses that batch only`, async () => {
    const exporter = { export: (/** @type {unknown} */ id) => (id === 'bad' ? fail() : undefined) };
    const { enqueue, idle, settled, errors, stats } = setUp(exporter);
    enqueue(batch('bad', 3));
    enqueue(batch('good'));
    await idle();
    assert.deepEqual(
      new Map(settled),
      new Map([
        ['bad', lost(reason, 3)],
        ['good', delivered(1)],
      ]),
    );
    assert.deepEqual(stats.dropped, { [reason]: 3 });
    assert.deepEqual([stats.name, stats.attempts, stats.failures], ['exporter', 2, 1]);
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['bad'],
    );
  });
}

test('a payload that cannot be made loses the batch', async () => {
  const { enqueue, idle, settled } = setUp(manual().exporter);
  enqueue({
    ...batch(0),
    payloadFor: () => {
      throw Object.assign(new Error(), { reason: 'encoding' });
    },
  });
  await idle();
  assert.deepEqual(settled, [[0, lost('encoding')]]);
});

for (const [rejected, lost] of /** @type {[any, number][]} */ ([
  [3, 3],
  [2.9, 2],
  [10, 10],
  [2 ** 70, 10],
  [-5, 0],
  [Number.NaN, 0],
  ['4', 4],
  [undefined, 0],
])) {
  test(`${rejected} rejected of 10 means ${lost}`, async () => {
    const { enqueue, idle, settled, errors, stats } = setUp({
      name: 'x',
      export: async () => ({ rejected, message: 'why' }),
    });
    enqueue(batch(0, 10));
    await idle();
    assert.deepEqual(settled, [[0, { delivered: 10 - lost, stored: 0, dropped: stats.dropped }]]);
    assert.equal(stats.exported, 10 - lost);
    assert.deepEqual(stats.dropped, lost > 0 ? { rejected: lost } : {});
    assert.equal(stats.failures, 0);
    const [{ reason, message }] = errors;
    assert.deepEqual([reason, message], [lost > 0 ? 'rejected' : 'warning', `x: ${lost} of 10 spans rejected: why`]);
  });
}

test('idle waits for batches that were enqueued before, not for later ones', async () => {
  const { exporter, calls } = manual();
  const { enqueue, idle, settled } = setUp(exporter);
  await idle();
  enqueue(batch('before'));
  const isIdle = idle();
  enqueue(batch('after'));
  calls.get('before')?.resolve();
  await isIdle;
  assert.deepEqual(settled, [['before', delivered(1)]]);
});

test('shutdown waits, shuts the exporter down once, and drops later batches', async () => {
  /** @type {string[]} */
  const order = [];
  const { exporter, calls } = manual({ shutdown: () => order.push('shutdown') });
  const { enqueue, shutdown, settled } = setUp(exporter);
  enqueue(batch('before'));
  const both = [shutdown(), shutdown()];
  enqueue(batch('after'));
  assert.deepEqual(settled, [['after', lost('shutdown')]]);
  order.push('delivered');
  calls.get('before')?.resolve();
  await Promise.all(both);
  assert.deepEqual(order, ['delivered', 'shutdown']);
});

for (const [what, shutdownExporter, message] of /** @type {[string, any, RegExp][]} */ ([
  [
    'throws',
    () => {
      throw new Error('bad');
    },
    /bad/,
  ],
  ['rejects', () => Promise.reject(new Error('bad')), /bad/],
  ['hangs', () => new Promise(() => {}), /gave up after 20 ms/],
])) {
  test(`an exporter that ${what} at shutdown is reported, and no longer waited for`, async () => {
    const { shutdown, errors } = setUp({ timeout: 20, export: async () => {}, shutdown: shutdownExporter });
    await shutdown();
    assert.equal(errors.length, 1);
    assert.match(errors[0].message, message);
  });
}

test('a timeout that is too long for a timer does not fire at once', async () => {
  const { exporter, calls } = manual({
    timeout: Number.POSITIVE_INFINITY,
    shutdown: () => new Promise((resolve) => setTimeout(resolve, 20)),
  });
  const { enqueue, shutdown, settled, errors } = setUp(exporter);
  enqueue(batch(0));
  await new Promise((resolve) => setTimeout(resolve, 20));
  calls.get(0)?.resolve();
  await shutdown();
  assert.deepEqual([settled, errors], [[[0, delivered(1)]], []]);
});

test('an exporter that hangs does not delay another', async () => {
  const stuck = setUp(manual().exporter);
  const quick = setUp({ export: async () => {} });
  for (let id = 0; id < 10; id++) {
    const shared = batch(id);
    stuck.enqueue(shared);
    quick.enqueue(shared);
  }
  await quick.idle();
  assert.equal(quick.stats.exported, 10);
  assert.deepEqual(stuck.stats.queued, { spans: 10, bytes: 10 });
});

/** Runs a program that has a delivery to an exporter that never answers. */
async function run(/** @type {string} */ rest) {
  const module = JSON.stringify(new URL('../../../js/delivery/delivery.js', import.meta.url));
  const program = `
    import { Delivery } from ${module};
    const hooks = { settled: (_, { dropped }) => console.log(...Object.keys(dropped)), onError() {} };
    const start = (timeout) => new Delivery({ timeout, export: () => new Promise(() => {}) }, { maxSpans: 9, maxBytes: 9 }, hooks);
    const batch = { spanCount: 1, byteLength: 1, payloadFor() {} };
    ${rest}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    timeout: 20_000,
  });
  return stdout.trim();
}

test('an export that hangs does not keep the process alive', async () => {
  assert.equal(await run('start(3_600_000).enqueue(batch);'), '');
  assert.equal(await run('const d = start(3_600_000); d.enqueue(batch); d.idle(false);'), '');
});

test('a program that waits for it is kept alive until the wait ends', async () => {
  assert.equal(await run('const d = start(50); d.enqueue(batch); await d.idle(); console.log("end");'), 'timeout\nend');
});
