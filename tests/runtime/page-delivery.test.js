// Delivery from a page, in Chromium: what it sends when it is left, and what the next visit sends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './page-site.js';
import { useVisits } from './page-visits.js';

const visits = useVisits();

/** A browser and a receiver for one test. */
async function setUp(t) {
  const { receiver, context } = await visits.openContext(t);
  const open = async (options = {}) => {
    const page = await context.newPage();
    await visit(page, options);
    return page;
  };
  const visit = async (page, options = {}) => {
    const query = new URLSearchParams({ receiver: receiver.url, options: JSON.stringify(options) });
    await page.goto(`${visits.site.url}/?${query}`);
    await page.waitForFunction(() => globalThis.app?.tracer.stats().core.isReady);
  };
  const hasAll = (ids) => until(() => ids.every((id) => receiver.arrived.has(id)));
  return { receiver, context, open, visit, hasAll };
}

const spans = (page, count, characters = 100) =>
  page.evaluate(([many, size]) => Array.from({ length: many }, () => app.one(size)), [count, characters]);
const stats = (page) => page.evaluate(() => app.tracer.stats());
/** The spans of each record in the store. */
const stored = (page) =>
  page.evaluate(async () => {
    const result = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await result(indexedDB.open('spanloom'));
    const keys = await result(database.transaction('outbox').objectStore('outbox').getAllKeys());
    database.close();
    return keys.filter(([first]) => first !== 'until').map((key) => key[4]);
  });
const down = (response) => Boolean(response.destroy());

test('a page that is left sends ended spans, though no timer is due', async (t) => {
  const { receiver, open, hasAll } = await setUp(t);
  const page = await open();
  const ids = await spans(page, 5);
  await page.goto(`${visits.site.url}/blank`);
  assert.ok(await hasAll(ids));
  assert.equal(receiver.requests.length, 1);
});

test('a page that is hidden sends ended spans, as it may never run again', async (t) => {
  const { receiver, open, hasAll } = await setUp(t);
  const page = await open({ queue: { flushInterval: 60_000 } });
  const ids = await spans(page, 5);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  assert.ok(await hasAll(ids));
  assert.equal(receiver.requests.length, 1);
  assert.ok(await until(async () => (await stored(page)).length === 0));
});

test('spans that exceed the keepalive budget wait for the next visit', async (t) => {
  const { receiver, open, visit, hasAll } = await setUp(t);
  const page = await open();
  const ids = await spans(page, 10, 7000);
  await page.goto(`${visits.site.url}/blank`);
  await until(() => receiver.arrived.size > 0);
  assert.ok(receiver.requests[0].bytes <= 24_576 && receiver.requests[0].spans >= 2);
  await visit(page);
  assert.ok(await hasAll(ids));
});

test('delivered spans are removed from the store', async (t) => {
  const { open, hasAll } = await setUp(t);
  const page = await open();
  const ids = await spans(page, 3);
  assert.deepEqual(await stored(page), [3]);
  assert.ok(await hasAll(ids));
  assert.ok(await until(async () => (await stored(page)).length === 0));
});

test('spans that the receiver refuses for good are dropped, and not retried', async (t) => {
  const { receiver, open, hasAll } = await setUp(t);
  receiver.answer = (response) => Boolean(response.writeHead(400).end());
  const page = await open();
  await spans(page, 2);
  await page.evaluate(() => app.tracer.flush());
  assert.deepEqual((await stats(page)).spans.dropped, { http_400: 2 });
  assert.deepEqual(await stored(page), []);
  receiver.answer = () => false;
  assert.ok(await hasAll(await spans(page, 1)));
  assert.equal(receiver.arrived.size, 1);
});

test('spans that are given up count as stored, and are sent when the receiver answers again', async (t) => {
  const { receiver, open, hasAll } = await setUp(t);
  receiver.answer = down;
  const page = await open({ retry: { attempts: 1 } });
  const first = await spans(page, 4);
  await page.evaluate(() => app.tracer.flush());
  const { spans: counts, queue } = await stats(page);
  assert.deepEqual([counts.stored, counts.exported, counts.dropped, queue.spans], [4, 0, {}, 0]);
  receiver.answer = () => false;
  assert.ok(await hasAll([...(await spans(page, 1)), ...first]));
  assert.ok(await until(async () => (await stats(page)).exporters[0].store.resent === 4));
  assert.deepEqual(await stored(page), []);
});

test('offline, no attempt is made; online again, all spans are sent', async (t) => {
  const { context, open, hasAll } = await setUp(t);
  const page = await open();
  await context.setOffline(true);
  const ids = await spans(page, 3);
  await page.evaluate(() => app.tracer.flush());
  const { spans: counts, export: tries } = await stats(page);
  assert.deepEqual([counts.stored, tries.attempts, tries.failures], [3, 0, 0]);
  assert.deepEqual(await page.evaluate(() => app.errors), []);
  await context.setOffline(false);
  assert.ok(await hasAll(ids));
});

test('Retry-After holds at the next visit', async (t) => {
  const { receiver, open, hasAll } = await setUp(t);
  let askedAt = 0;
  receiver.answer = (response, at) => {
    if (askedAt) return at - askedAt < 2000 ? assert.fail('too early') : false;
    askedAt = at;
    return Boolean(response.writeHead(429, { 'retry-after': '2' }).end());
  };
  const page = await open();
  const first = await spans(page, 2);
  await until(() => askedAt > 0);
  await until(async () => page.evaluate(async () => (await indexedDB.databases()).length > 0));
  await page.close();
  const next = await open();
  const second = await spans(next, 2);
  assert.ok(await hasAll([...first, ...second]));
  assert.ok(receiver.requests.every(({ at }) => at - askedAt >= 2000));
});

test('two tabs share the store: neither sends records that the other holds, and one sends those of a third', async (t) => {
  const { receiver, open, hasAll } = await setUp(t);
  receiver.answer = down;
  const lost = await open();
  const left = await spans(lost, 6);
  await until(async () => (await stored(lost)).length > 0);
  await lost.close();
  const [one, two] = await Promise.all([open({ retry: { attempts: 1 } }), open({ retry: { attempts: 1 } })]);
  const own = [...(await spans(one, 2)), ...(await spans(two, 2))];
  await Promise.all([one, two].map((page) => page.evaluate(() => app.tracer.flush())));
  receiver.answer = () => false;
  const third = await open();
  assert.ok(await hasAll(left));
  assert.deepEqual(
    own.filter((id) => receiver.arrived.has(id)),
    [],
    'a living tab keeps what is its own',
  );
  await Promise.all([one, two].map((page) => spans(page, 1)));
  assert.ok(await hasAll(own));
  assert.deepEqual(
    [...receiver.arrived.values()].filter((times) => times > 1),
    [],
  );
  assert.equal((await stats(third)).spans.ended, 0);
});

test('a page that is restored from the back/forward cache continues', async (t) => {
  const { receiver, open, hasAll } = await setUp(t);
  const page = await open();
  await page.evaluate(() => addEventListener('pageshow', ({ persisted }) => (globalThis.isBack = persisted)));
  const first = await spans(page, 2);
  await page.goto(`${visits.site.url}/blank`);
  assert.ok(await hasAll(first));
  await page.evaluate(() => void setTimeout(() => history.back()));
  await page.waitForFunction(() => globalThis.isBack !== undefined, undefined, { timeout: 10_000 });
  assert.equal(await page.evaluate(() => globalThis.isBack), true, 'it was taken into the cache');
  const second = await spans(page, 2);
  assert.ok(await hasAll(second));
  assert.ok(await until(async () => (await stored(page)).length === 0));
  assert.equal(receiver.arrived.size, 4);
});

test('while a page is in the back/forward cache, others send its records', async (t) => {
  const { receiver, open, hasAll } = await setUp(t);
  receiver.answer = down;
  const page = await open({ retry: { attempts: 1 } });
  const ids = await spans(page, 2);
  await page.evaluate(() => app.tracer.flush());
  await page.goto(`${visits.site.url}/blank`);
  receiver.answer = () => false;
  await open();
  assert.ok(await hasAll(ids));
});

test('the store has limits of size and age, and counts what is lost by them', async (t) => {
  const { receiver, open, hasAll } = await setUp(t);
  receiver.answer = down;
  const page = await open({ store: { maxSpans: 3 }, retry: { attempts: 1 } });
  const ids = await spans(page, 3);
  await page.evaluate(() => app.tracer.flush());
  await spans(page, 2);
  await page.evaluate(() => app.tracer.flush());
  const { spans: counts } = await stats(page);
  assert.deepEqual([counts.stored, counts.dropped], [3, { network: 2 }]);
  await page.close();
  receiver.answer = () => false;
  const late = await open({ store: { maxAge: 1 } });
  assert.ok(await until(async () => (await stats(late)).exporters[0].store.dropped.store_expired === 3));
  assert.deepEqual(await stored(late), []);
  assert.ok(await hasAll(await spans(late, 1)));
  assert.ok(ids.every((id) => !receiver.arrived.has(id)));
});

test('without a store, a page sends what it can when it is left, and stores nothing', async (t) => {
  const { open, hasAll } = await setUp(t);
  const page = await open({ store: false });
  const ids = await spans(page, 2);
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  await page.goto(`${visits.site.url}/blank`);
  assert.ok(await hasAll(ids));
});

test('if IndexedDB is forbidden, the page continues without it, and reports that once', async (t) => {
  const { context, open, hasAll } = await setUp(t);
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
  });
  const page = await open();
  assert.ok(await hasAll(await spans(page, 2)));
  assert.ok(await hasAll(await spans(page, 2)));
  const errors = await page.evaluate(() => app.errors);
  assert.equal(errors.length, 1);
  assert.match(errors[0], /cannot be stored/);
});

test('headers never reach the store', async (t) => {
  const { receiver, open } = await setUp(t);
  receiver.answer = down;
  const page = await open({ headers: { authorization: 'Bearer secret-of-mine' } });
  await spans(page, 2);
  const text = await page.evaluate(async () => {
    const result = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const table = (await result(indexedDB.open('spanloom'))).transaction('outbox').objectStore('outbox');
    const [keys, bodies] = await Promise.all([result(table.getAllKeys()), result(table.getAll())]);
    return JSON.stringify(keys) + bodies.map((body) => new TextDecoder('latin1').decode(body)).join();
  });
  assert.match(text, /spanloom/);
  assert.doesNotMatch(text, /secret/);
});

test('spans of one tenant are not sent with the headers of another', async (t) => {
  const { receiver, open, hasAll } = await setUp(t);
  receiver.answer = down;
  const page = await open({ headers: { 'x-tenant': 'a' }, retry: { attempts: 1 } });
  const ids = await spans(page, 2);
  await page.evaluate(() => app.tracer.flush());
  await page.close();
  receiver.answer = () => false;
  const other = await open({ headers: { 'x-tenant': 'b' } });
  assert.ok(await hasAll(await spans(other, 1)));
  assert.ok(await until(async () => (await stored(other)).join() === '2'));
  assert.equal(receiver.arrived.size, 1);
  await open({ headers: { 'x-tenant': 'a' } });
  assert.ok(await hasAll(ids));
});

for (const place of ['web worker', 'service worker']) {
  test(`a ${place} delivers, and the next visit sends the rest`, async (t) => {
    const { receiver, open, hasAll } = await setUp(t);
    const page = await open();
    const tell = (flush) =>
      page.evaluate(
        async ([kind, data]) => {
          if (kind === 'web worker') globalThis.worker ??= new Worker('/page-worker.js', { type: 'module' });
          else await navigator.serviceWorker.register('/page-worker.js', { type: 'module' });
          const target = globalThis.worker ?? (await navigator.serviceWorker.ready).active;
          const { port1, port2 } = new MessageChannel();
          target.postMessage(data, [port2]);
          return new Promise((resolve) => (port1.onmessage = (event) => resolve(event.data)));
        },
        [place, { url: receiver.url, count: 3, flush, options: { retry: { attempts: 1 } } }],
      );
    const first = await tell(true);
    assert.ok(await hasAll(first.ids));
    assert.deepEqual([first.stats.exported, first.errors], [3, []]);
    receiver.answer = down;
    const second = await tell(true);
    assert.equal(second.stats.stored, 3);
    const third = await tell(false);
    await page.evaluate(async () => {
      globalThis.worker?.terminate();
      for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    });
    await page.close();
    receiver.answer = () => false;
    await open();
    assert.ok(await hasAll([...second.ids, ...third.ids]));
  });
}
