// The store of a page, in Chromium: owners, limits, age, and failures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './page-site.js';
import { useVisits } from './page-visits.js';

const visits = useVisits();

const down = (response) => Boolean(response.destroy());
const OWNED = { retry: { attempts: 1 }, store: { owner: 'user' } };
const DAY = 24 * 3_600_000;

/** A browser and a receiver for one test. */
async function setUp(t) {
  const { receiver, context } = await visits.openContext(t);
  const open = async (options = {}, { user, path = '' } = {}) => {
    const page = await context.newPage();
    const query = new URLSearchParams({ receiver: receiver.url + path, options: JSON.stringify(options) });
    if (user) query.set('user', user);
    await page.goto(`${visits.site.url}/?${query}`);
    await page.waitForFunction(() => globalThis.app?.tracer.stats().core.isReady);
    return page;
  };
  /** A page of the site without a tracer. */
  const blank = async () => {
    const page = await context.newPage();
    await page.goto(`${visits.site.url}/blank`);
    return page;
  };
  /** A visit during which the receiver is down. @returns ids of its spans */
  const leaveBehind = async (count, options, how) => {
    receiver.answer = down;
    const page = await open({ retry: { attempts: 1 }, ...options }, how);
    const ids = await spans(page, count);
    await flush(page);
    await page.close();
    receiver.answer = () => false;
    return ids;
  };
  const hasAll = (ids) => until(() => ids.every((id) => receiver.arrived.has(id)));
  const hasNone = (ids) => ids.every((id) => !receiver.arrived.has(id));
  return { receiver, context, open, blank, leaveBehind, hasAll, hasNone };
}

const spans = (page, count, characters = 100) =>
  page.evaluate(([many, size]) => Array.from({ length: many }, () => app.one(size)), [count, characters]);
const stats = (page) => page.evaluate(() => app.tracer.stats());
const storeOf = async (page) => (await stats(page)).exporters[0].store;
const flush = (page) => page.evaluate(() => app.tracer.flush());
const errors = (page) => page.evaluate(() => app.errors);

/** Changes the table by `change(table, keys)`. */
const withTable = (page, change, extra) =>
  page.evaluate(
    async ([code, more]) => {
      const result = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const database = await result(indexedDB.open('spanloom'));
      if (!database.objectStoreNames.contains('outbox')) return [];
      const table = database.transaction('outbox', 'readwrite').objectStore('outbox');
      const [keys, bodies] = await Promise.all([result(table.getAllKeys()), result(table.getAll())]);
      // biome-ignore lint/security/noGlobalEval: the function of a test, by its text
      const answer = eval(code)(table, keys, bodies, more);
      if (answer === undefined) await new Promise((resolve) => (table.transaction.oncomplete = resolve));
      database.close();
      return answer;
    },
    [`(${change})`, extra],
  );
/** The spans of each record. */
const stored = (page) => withTable(page, (_, keys) => keys.filter((key) => key.length > 2).map((key) => key[4]));
const isEmpty = (page) => until(async () => (await stored(page)).length === 0);

test('spans of a user are sent for no other user, and for that user at the next login', async (t) => {
  const { receiver, open, leaveBehind, hasAll, hasNone } = await setUp(t);
  const left = await leaveBehind(3, OWNED, { user: 'ann' });
  const page = await open(OWNED, { user: 'ben' });
  assert.ok(await hasAll(await spans(page, 2)));
  assert.ok(await until(async () => (await stored(page)).join() === '3'));
  assert.ok(hasNone(left));
  await page.evaluate(() => {
    globalThis.user = 'ann';
  });
  assert.ok(await hasAll([...(await spans(page, 1)), ...left]));
  for (const { ids, headers } of receiver.requests)
    if (ids.some((id) => left.includes(id))) assert.equal(headers['x-user'], 'ann');
  assert.ok(await isEmpty(page));
});

test('after a login without a reload, earlier spans stay in the store, also those that wait for a retry', async (t) => {
  const { receiver, open, hasAll, hasNone } = await setUp(t);
  let isAsked = false;
  receiver.answer = (response) => {
    isAsked = true;
    return Boolean(response.writeHead(503, { 'retry-after': '1' }).end());
  };
  const page = await open({ store: { owner: 'user' } }, { user: 'ann' });
  const tried = await spans(page, 2);
  assert.ok(await until(() => isAsked));
  const [waiting, own] = await page.evaluate(() => {
    const before = app.one();
    globalThis.user = 'ben';
    return [before, app.one()];
  });
  receiver.answer = () => false;
  const next = await spans(page, 1);
  assert.ok(await hasAll([own, ...next]));
  await flush(page);
  assert.ok(await until(async () => (await stats(page)).queue.spans === 0));
  assert.ok(hasNone([...tried, waiting]));
  assert.ok(receiver.requests.every(({ headers }) => headers['x-user'] === 'ben'));
  const { dropped } = (await stats(page)).spans;
  assert.deepEqual([dropped, (await stored(page)).sort()], [{}, [1, 2]]);
  await page.evaluate(() => {
    globalThis.user = 'ann';
  });
  assert.ok(await hasAll([...(await spans(page, 1)), ...tried, waiting]));
});

test('queued spans of two users are sent separately', async (t) => {
  const { receiver, open, hasAll, hasNone } = await setUp(t);
  const page = await open({ ...OWNED, queue: { flushInterval: 60_000 } }, { user: 'ann' });
  const [first, second] = await page.evaluate(async () => {
    const before = [app.one(), app.one()];
    await Promise.resolve();
    globalThis.user = 'ben';
    return [before, [app.one(), app.one()]];
  });
  await flush(page);
  assert.ok(await hasAll(second));
  assert.ok(hasNone(first));
  assert.ok(receiver.requests.every(({ headers }) => headers['x-user'] === 'ben'));
  const { dropped } = (await stats(page)).spans;
  assert.deepEqual([dropped, await stored(page)], [{}, [2]]);
});

test('if headers are a function and there is no store.owner, no spans are stored, which is reported at once', async (t) => {
  const { open, leaveBehind, hasAll, hasNone } = await setUp(t);
  const left = await leaveBehind(2, {}, { user: 'ann' });
  const page = await open({}, { user: 'ben' });
  const [told] = await errors(page);
  assert.match(told, /their owner is unknown: set store.owner/);
  assert.ok(await hasAll(await spans(page, 1)));
  assert.deepEqual([await stored(page), hasNone(left), (await errors(page)).length], [[], true, 1]);
});

test('the store has no owner in plain text', async (t) => {
  const { blank, leaveBehind } = await setUp(t);
  await leaveBehind(1, OWNED, { user: 'ann@example.org' });
  const keys = await withTable(await blank(), (_, found) => JSON.stringify(found));
  assert.match(keys, /receiver\.test/);
  assert.doesNotMatch(keys, /ann|example\.org/);
});

test('clearStore() deletes the records of all visits, owners and destinations, and drops what is being sent', async (t) => {
  const { receiver, open, leaveBehind, hasAll, hasNone } = await setUp(t);
  const left = [
    ...(await leaveBehind(2, OWNED, { user: 'ann' })),
    ...(await leaveBehind(3, {}, { path: '?other' })),
    ...(await leaveBehind(1, { format: 'json' })),
  ];
  receiver.answer = down;
  const page = await open({ retry: { attempts: 1 } });
  const given = await spans(page, 4);
  await flush(page);
  const [queued, next] = await page.evaluate(async () => {
    const last = app.one();
    const done = app.tracer.clearStore();
    await Promise.resolve();
    const first = app.one();
    await done;
    return [last, first];
  });
  assert.deepEqual([await stored(page), (await storeOf(page)).dropped], [[1], { store_cleared: 10 }]);
  receiver.answer = () => false;
  assert.ok(await hasAll([next]));
  assert.ok(hasNone([...left, ...given, queued]));
  assert.ok(await isEmpty(page));
  assert.deepEqual((await stats(page)).spans.dropped, { store_cleared: 1 });
});

test('clearStore() reaches the spans of another tab', async (t) => {
  const { receiver, open, hasAll, hasNone } = await setUp(t);
  receiver.answer = down;
  const [one, two] = [await open({ retry: { attempts: 1 } }), await open({ retry: { attempts: 1 } })];
  const given = await spans(one, 3);
  await flush(one);
  await two.evaluate(() => app.tracer.clearStore());
  assert.deepEqual(await stored(two), []);
  assert.ok(await until(async () => (await storeOf(one)).dropped.store_cleared === given.length));
  const later = await spans(one, 1);
  await flush(one);
  receiver.answer = () => false;
  await Promise.all([one.close(), two.close()]);
  const next = await open();
  assert.ok(await hasAll([...(await spans(next, 1)), ...later]));
  assert.ok(await isEmpty(next));
  assert.ok(hasNone(given));
});

test('clearStore() without a tracer, a store, or IndexedDB settles', async (t) => {
  const { blank, leaveBehind, context, open } = await setUp(t);
  const none = await open({ store: false });
  await none.evaluate(() => app.tracer.clearStore());
  assert.deepEqual(await none.evaluate(() => indexedDB.databases()), []);
  await leaveBehind(2);
  await none.evaluate(() => app.tracer.clearStore());
  assert.deepEqual(await stored(await blank()), []);
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
  });
  await (await open()).evaluate(() => app.tracer.clearStore());
});

test('the limits hold for all destinations, owners and formats together', async (t) => {
  const { leaveBehind, blank, hasNone } = await setUp(t);
  const store = { maxSpans: 4 };
  const left = await leaveBehind(3, { store });
  const others = [{ path: '?other' }, { user: 'ann' }, {}];
  const options = [{}, { store: { ...store, owner: 'user' } }, { format: 'json' }];
  for (const [i, how] of others.entries()) {
    await leaveBehind(3, { store, ...options[i] }, how);
    const sizes = await stored(await blank());
    assert.ok(sizes.reduce((sum, spans) => sum + spans, 0) <= 4, sizes.join());
  }
  assert.ok(hasNone(left));
});

test('records that no page sends any longer make room', async (t) => {
  const { receiver, open, leaveBehind } = await setUp(t);
  const store = { maxSpans: 4 };
  await leaveBehind(3, { store });
  receiver.answer = down;
  const page = await open({ store, retry: { attempts: 1 } }, { path: '?other' });
  const hasRoom = async () => {
    await spans(page, 2);
    return (await storeOf(page)).dropped.store_full === 3;
  };
  assert.ok(await until(hasRoom));
  await spans(page, 2);
  await flush(page);
  // Those of the earlier visit were three in one record.
  const sizes = await stored(page);
  assert.ok(sizes.length > 0 && sizes.length <= 2 && sizes.every((size) => size === 2), sizes.join());
});

for (const [what, options] of [
  ['another destination', {}],
  ['no store', { store: false }],
]) {
  test(`expired records are removed, though the page has ${what} now`, async (t) => {
    const { open, blank, leaveBehind, hasNone } = await setUp(t);
    const left = await leaveBehind(2);
    const age = (table, keys, bodies, days) => {
      for (const [i, key] of keys.entries()) {
        table.delete(key);
        if (key.length > 2) table.put(bodies[i], key.with(1, Math.trunc(key[1] - days)));
      }
    };
    await withTable(await blank(), age, 60 * DAY);
    const page = await open(options, { path: '?other' });
    assert.ok(await isEmpty(page));
    assert.ok(await until(async () => /2 spans dropped \(store_expired\)/.test(await errors(page))));
    assert.ok(hasNone(left));
  });
}

test('a clock that was ahead does not stop later visits from sending', async (t) => {
  const { context, receiver, open, hasAll } = await setUp(t);
  receiver.answer = (response) => Boolean(response.writeHead(429, { 'retry-after': '60' }).end());
  await context.addInitScript(() => {
    const { now } = Date;
    Date.now = () => now() + (location.search.includes('year') ? 365 * 24 * 3_600_000 : 0);
  });
  const early = await open({}, { path: '?year' });
  const left = await spans(early, 2);
  const isPaused = () => withTable(early, (_, keys) => keys.some(([first]) => first === 'until'));
  assert.ok(await until(isPaused));
  await early.close();
  receiver.answer = () => false;
  await context.addInitScript(() => {
    Date.now = () => performance.timeOrigin + performance.now();
  });
  const page = await open({}, { path: '?year' });
  assert.ok(await hasAll([...left, ...(await spans(page, 1))]));
  assert.ok(await isEmpty(page));
  assert.equal(await withTable(page, (_, keys) => keys.filter(([first]) => first === 'until').length), 0);
});

test('broken records are dropped and reported, and all others are sent', async (t) => {
  const { open, blank, leaveBehind, hasAll } = await setUp(t);
  const left = await leaveBehind(3);
  const spoil = (table, keys) => {
    const key = keys.find(({ length }) => length > 2);
    table.put(null, key.with(3, 1001));
    table.put(new Uint8Array(3), key.with(3, 1002));
    table.put('text', key.with(1, key[1] - 1000));
    // What version 0.1 wrote.
    table.put(new Uint8Array(key[5]), key.slice(0, 7));
    table.put({ odd: true }, 'odd');
    table.put(1, ['until', key[0]]);
    table.put(null, [1, new Date(), []]);
    table.put(new Uint8Array(1), key.with(4, -1));
  };
  await withTable(await blank(), spoil);
  const page = await open();
  assert.ok(await hasAll([...left, ...(await spans(page, 1))]));
  assert.ok(await isEmpty(page));
  const { resent, dropped } = await storeOf(page);
  assert.deepEqual([resent, Object.keys(dropped)], [3, ['store_broken']]);
  const told = (await errors(page)).filter((text) => text.includes('store_broken'));
  assert.equal(told.length, 1);
});

for (const [what, clear] of [
  [
    "the site's data is cleared",
    async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Storage.clearDataForOrigin', { origin: visits.site.url, storageTypes: 'indexeddb' });
    },
  ],
  [
    'the database is deleted',
    (page) => page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('spanloom').onsuccess = resolve))),
  ],
]) {
  test(`when ${what}, the store opens again`, async (t) => {
    const { receiver, open, hasAll, hasNone } = await setUp(t);
    receiver.answer = down;
    const page = await open({ retry: { attempts: 1 } });
    const lost = await spans(page, 2);
    await flush(page);
    await clear(page);
    const kept = await spans(page, 3);
    await flush(page);
    assert.ok(await until(async () => (await stored(page)).join() === '3'));
    assert.ok(await until(async () => (await storeOf(page)).dropped.store_cleared === 2));
    await page.close();
    receiver.answer = () => false;
    await open();
    assert.ok(await hasAll(kept));
    assert.ok(hasNone(lost));
  });
}

test('if the database does not open, spans are sent at once; when it opens, it is used', async (t) => {
  const { context, receiver, open, hasAll } = await setUp(t);
  await context.addInitScript(() => {
    const { open: real } = IDBFactory.prototype;
    const opened = new Promise((resolve) => (globalThis.letOpen = resolve));
    IDBFactory.prototype.open = function (...args) {
      const request = new EventTarget();
      opened.then(() => {
        const inner = Reflect.apply(real, this, args);
        for (const name of ['upgradeneeded', 'success', 'error'])
          inner.addEventListener(name, (event) => {
            request.result = name === 'error' ? undefined : inner.result;
            request.transaction = inner.transaction;
            request.error = inner.error;
            request[`on${name}`]?.(event);
          });
      });
      return request;
    };
  });
  const page = await open();
  const first = await spans(page, 2);
  await flush(page);
  assert.ok(first.every((id) => receiver.arrived.has(id)));
  const [told, ...more] = await errors(page);
  assert.match(told, /IndexedDB does not answer/);
  assert.deepEqual(more, []);
  receiver.answer = down;
  await spans(page, 1);
  await page.evaluate(() => letOpen());
  assert.ok(await until(async () => (await stored(page)).join() === '1'));
  receiver.answer = () => false;
  assert.ok(await hasAll(await spans(page, 1)));
  assert.equal((await errors(page)).filter((text) => text.includes('IndexedDB')).length, 1);
});

test('only data that may be sent is written', async (t) => {
  const { receiver, context } = await setUp(t);
  const page = await context.newPage();
  receiver.answer = down;
  await page.goto(`${visits.site.url}/?${new URLSearchParams({ receiver: receiver.url, options: '{"store":false}' })}`);
  await page.waitForFunction(() => globalThis.spanloom);
  const ended = await page.evaluate(async (url) => {
    const secret = (what) => `secret ${what} of mine, which is to stay here and is long enough to be linked by content`;
    const make = (options) =>
      spanloom.createTracer({ exporters: [spanloom.otlp({ url, retry: { attempts: 1 } })], onError() {}, ...options });
    const hidden = JSON.stringify('hidden');
    const tracers = {
      masked: make({ mask: (value) => (JSON.stringify(value)?.includes('secret') ? 'hidden' : value) }),
      failing: make({
        mask() {
          throw new Error(secret('mask'));
        },
      }),
      uncaptured: make({ capture: false }),
      short: make({ capture: { maxValueBytes: 8 } }),
      single: make({}),
    };
    const ids = [];
    for (const [name, tracer] of Object.entries(tracers)) {
      const options = { name, ...(name === 'single' && { captureInput: false, captureOutput: false }) };
      const told = name === 'short' ? 'a value that is cut off before its secret end' : secret(name);
      const one = tracer.task((value) => {
        ids.push(tracer.currentSpan().spanId);
        return { value, hidden };
      }, options);
      const steps = tracer.task(async function* (value) {
        ids.push(tracer.currentSpan().spanId);
        yield value;
        yield [value];
      }, options);
      one(told);
      one({ deep: [{ told }] });
      for await (const _ of steps(told));
    }
    const flushed = Promise.all(Object.values(tracers).map((tracer) => tracer.flush()));
    await flushed;
    return ids;
  }, receiver.url);
  assert.ok(await until(async () => (await stored(page)).length > 0));
  const text = await withTable(page, (_, keys, bodies) => {
    const decoder = new TextDecoder('latin1');
    return JSON.stringify(keys) + bodies.map((body) => (ArrayBuffer.isView(body) ? decoder.decode(body) : '')).join();
  });
  await page.close();
  for (const name of ['masked', 'failing', 'uncaptured', 'short', 'single']) assert.match(text, new RegExp(name));
  assert.match(text, /hidden/);
  assert.doesNotMatch(text, /secret/);
  assert.equal(ended.length, 15);
});

test('what is written is what is sent, byte for byte', async (t) => {
  const { receiver, open } = await setUp(t);
  let sent;
  receiver.answer = down;
  const page = await open({ gzip: false, retry: { attempts: 1 } });
  await spans(page, 3);
  assert.ok(await until(async () => (await stored(page)).length === 1));
  const written = await withTable(page, (_table, _keys, bodies) => [
    ...bodies.find((body) => ArrayBuffer.isView(body)),
  ]);
  await page.route(receiver.url, async (route) => {
    sent ??= route.request().postDataBuffer();
    await route.abort();
  });
  await page.evaluate(() => app.tracer.flush());
  assert.ok(await until(() => sent));
  assert.deepEqual([...sent], written);
});
