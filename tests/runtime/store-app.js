// Checks the store in any browser without a driver, and reports the results. The collector is a function that accepts requests, or is down.
import { createTracer, otlp } from 'spanloom';

const DAY = 24 * 3_600_000;
const session = { user: undefined };
const collector = { isDown: false, sent: [] };

/** The names of the spans in a body. */
const namesIn = (text) => [...text.matchAll(/"name":"span (.*?)"/g)].map(([, name]) => name);

/** A collector's `fetch`. */
async function send(_url, { body, headers }) {
  const user = headers.get('x-user');
  if (collector.isDown) throw new TypeError('down');
  const text = body instanceof Blob ? await body.text() : new TextDecoder().decode(body);
  for (const name of namesIn(text)) collector.sent.push(`${name} by ${user}`);
  return new Response('{}', { headers: { 'content-type': 'application/json' } });
}

/** One visit: resolves when all that it does is done. */
async function visit(act, { user, isDown = false, ...options } = {}) {
  session.user = user;
  collector.isDown = isDown;
  collector.sent = [];
  const errors = [];
  const exporter = otlp({
    url: '/v1/traces',
    format: 'json',
    gzip: false,
    headers: () => ({ 'x-user': session.user }),
    store: { owner: () => session.user },
    retry: { attempts: 1 },
    fetch: send,
    ...options,
  });
  const tracer = createTracer({ exporters: [exporter], onError: (error) => errors.push(String(error.reason)) });
  const end = (name) => tracer.startSpan(`span ${name}`).end();
  const store = () => tracer.stats().exporters[0].store;
  const found = await act({ tracer, end, store, errors });
  await tracer.shutdown();
  await until(async () => !(await navigator.locks.query()).held.some(({ name }) => name.startsWith('spanloom')));
  return found;
}

async function until(isTrue, turns = 400) {
  while (turns-- > 0 && !(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 10));
  return isTrue();
}

const has = (text) => until(() => collector.sent.includes(text));

/** A visit that ends with undelivered spans. */
const leave = (names, options) =>
  visit(
    async ({ end, tracer, store }) => {
      for (const name of names) end(name);
      await tracer.flush();
      // A database that opens late is written to late.
      await until(async () => {
        const kept = await storedNames();
        return store().stored === 0 || names.every((name) => kept.includes(name));
      });
    },
    { isDown: true, ...options },
  );

const result = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Changes the table by `change(table, keys, bodies)`. */
async function withTable(change) {
  const database = await result(indexedDB.open('spanloom'));
  if (!database.objectStoreNames.contains('outbox')) return database.close();
  const table = database.transaction('outbox', 'readwrite').objectStore('outbox');
  const [keys, bodies] = await Promise.all([result(table.getAllKeys()), result(table.getAll())]);
  const answer = change(table, keys, bodies);
  await new Promise((resolve) => (table.transaction.oncomplete = resolve));
  database.close();
  return answer;
}
const count = async () => (await withTable((_, keys) => keys.filter(({ length }) => length > 2).length)) ?? 0;

/** Checks that all has arrived, and that the store is empty. */
const isSwept = async (text) => (await has(text)) && until(async () => (await count()) === 0);

const storedNames = async () =>
  (await withTable((_table, _keys, bodies) =>
    bodies.flatMap((body) => (ArrayBuffer.isView(body) ? namesIn(new TextDecoder().decode(body)) : [])),
  )) ?? [];

/** The checks, each with its expected result. */
const STEPS = {
  async 'another user'() {
    await leave(['1'], { user: 'ann' });
    const other = await visit(
      async ({ end, tracer }) => {
        end('2');
        await tracer.flush();
        await has('2 by ben');
        return [...collector.sent];
      },
      { user: 'ben' },
    );
    const kept = await count();
    const back = await visit(() => isSwept('1 by ann'), { user: 'ann' });
    return [
      [other, kept, back, await count()],
      [['2 by ben'], 1, true, 0],
    ];
  },

  async 'no owner'() {
    await leave(['1'], { user: 'ann', store: true });
    const kept = await count();
    return [
      [kept, await visit(({ errors }) => errors, { user: 'ben', store: true })],
      [0, ['store_no_owner']],
    ];
  },

  async clearing() {
    await leave(['1'], { user: 'ann' });
    await leave(['2'], { user: 'ben' });
    const dropped = await visit(
      async ({ tracer, store }) => {
        await tracer.clearStore();
        return store().dropped;
      },
      { user: 'zoe' },
    );
    return [
      [dropped, await count()],
      [{ store_cleared: 2 }, 0],
    ];
  },

  async 'broken records'() {
    await leave(['1'], { user: 'ann' });
    await withTable((table, keys) => {
      const key = keys.find(({ length }) => length > 2);
      table.put(null, [...key.slice(0, 3), 1001, ...key.slice(4)]);
      table.put(new Uint8Array(3), key.slice(0, 7));
      table.put('text', 'odd');
      table.put({}, [1, new Date()]);
    });
    const found = await visit(
      async ({ store, errors }) => {
        const isSent = await has('1 by ann');
        await until(async () => (await count()) === 0);
        return [isSent, Object.keys(store().dropped), new Set(errors).size];
      },
      { user: 'ann' },
    );
    return [
      [found, await count()],
      [[true, ['store_broken'], 1], 0],
    ];
  },

  async 'old content, and no store'() {
    await leave(['1'], { user: 'ann' });
    await withTable((table, keys, bodies) => {
      for (const [i, key] of keys.entries()) {
        if (key.length < 3) continue;
        table.delete(key);
        table.put(bodies[i], [key[0], key[1] - 60 * DAY, ...key.slice(2)]);
      }
    });
    const isGone = await visit(async () => until(async () => (await count()) === 0), { store: false, headers: {} });
    return [isGone, true];
  },

  async 'the database is deleted'() {
    const found = await visit(
      async ({ end, tracer, store }) => {
        end('1');
        await tracer.flush();
        await result(indexedDB.deleteDatabase('spanloom'));
        end('2');
        await tracer.flush();
        await until(async () => (await count()) === 1 && store().dropped.store_cleared);
        return store().dropped;
      },
      { user: 'ann', isDown: true },
    );
    const isSent = await visit(() => isSwept('2 by ann'), { user: 'ann' });
    return [
      [found, isSent, await count()],
      [{ store_cleared: 1 }, true, 0],
    ];
  },
};

if (globalThis.location?.pathname === '/store') {
  const report = {};
  for (const [name, step] of Object.entries(STEPS))
    report[name] = await step().catch((error) => [String(error), 'none']);
  await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
}
