// The owner of spans is determined when their trace starts, and checked when they are sent.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fakePage, until } from '../support/fake-page.js';
import { pageModules } from '../support/page-modules.js';

const { createTracer, otlp } = await pageModules('index.js');
const WASM = await readFile(new URL('../../../dist/spanloom.wasm', import.meta.url));

/** A page that loads its core when `load` is called; `sent` has names of spans, with the value of `session.user` when their headers were made. */
function setUp(/** @type {import('node:test').TestContext} */ t) {
  fakePage(t);
  const session = { user: /** @type {any} */ (undefined) };
  /** @type {string[][]} */
  const sent = [];
  /** @type {any[]} */
  const errors = [];
  const how = { answer: () => /** @type {any} */ (undefined) };
  let load = () => {};
  const wasm = new Promise((resolve) => {
    load = () => resolve(WASM);
  });
  const fetch = async (/** @type {string} */ _, /** @type {any} */ { body, headers }) => {
    const names = [...new TextDecoder().decode(body).matchAll(/"name":"(span [^"]*)"/g)].map(([, name]) => name);
    sent.push([headers.get('x-user'), ...names]);
    return (await how.answer()) ?? new Response('{}', { headers: { 'content-type': 'application/json' } });
  };
  const to = (/** @type {any} */ options) =>
    otlp({ url: 'http://a.example/', format: 'json', gzip: false, fetch, ...options });
  const make = (/** @type {any} */ exporter) => {
    const tracer = createTracer({ wasm, exporters: [exporter], onError: (/** @type {any} */ e) => errors.push(e) });
    const end = (/** @type {string[]} */ ...names) => {
      for (const name of names) tracer.startSpan(`span ${name}`).end();
    };
    t.after(() => tracer.shutdown());
    return { tracer, end };
  };
  return { session, sent, errors, how, to, make, load: () => load() };
}

const turns = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** @param {any} tracer */
const fate = async (tracer) => {
  await tracer.flush();
  const { exported, dropped } = tracer.stats().spans;
  return { exported, dropped };
};

const headersOf = (/** @type {{ user: any }} */ session) => () => ({ 'x-user': session.user ?? 'nobody' });

test('a user who logs in before the core has loaded owns the traces that start from then on, and no others', async (t) => {
  const { session, sent, errors, to, make, load } = setUp(t);
  const { tracer, end } = make(to({ headers: headersOf(session), store: { owner: () => session.user } }));
  end('nobody');
  session.user = 'ann';
  end('1', '2');
  session.user = 'ben';
  end('3');
  session.user = 'ann';
  end('4');
  load();
  assert.deepEqual(await fate(tracer), { exported: 3, dropped: { other_owner: 2 } });
  assert.deepEqual(sent, [
    ['ann', 'span 1', 'span 2'],
    ['ann', 'span 4'],
  ]);
  const { message } = errors.find(({ reason }) => reason === 'store_no_owner');
  assert.match(message, /store\.owner returned no string/);
});

const STORES = {
  'a store': {},
  'an owner': { store: { owner: 'ann' } },
  'a function': { store: { owner: () => 'ann' } },
  none: { store: false },
};

for (const [name, store] of Object.entries(STORES)) {
  test(`spans that ended before clearStore() are never sent, later ones are (${name})`, async (t) => {
    const { sent, to, make, load } = setUp(t);
    const { tracer, end } = make(to(store));
    end('1', '2');
    await tracer.clearStore();
    end('3');
    load();
    assert.deepEqual(await fate(tracer), { exported: 1, dropped: { store_cleared: 2 } });
    assert.deepEqual(sent.flat().slice(1), ['span 3']);
  });

  test(`clearStore() stops retries (${name})`, async (t) => {
    const { sent, how, to, make, load } = setUp(t);
    load();
    const { tracer, end } = make(to({ ...store, retry: { baseDelay: 1 } }));
    how.answer = () => {
      tracer.clearStore();
      return new Response('', { status: 503 });
    };
    end('1');
    assert.deepEqual(await fate(tracer), { exported: 0, dropped: { store_cleared: 1 } });
    assert.equal(sent.length, 1);
  });

  test(`clearStore() stops batches that wait for their turn (${name})`, async (t) => {
    const { sent, how, to, make, load } = setUp(t);
    load();
    const [one, two] = [make(to(store)), make(to(store))];
    let answer = () => {};
    how.answer = () =>
      new Promise((resolve) => {
        answer = () => resolve(undefined);
      });
    one.end('1');
    const first = fate(one.tracer);
    await until(() => sent.length > 0);
    two.end('2');
    const second = fate(two.tracer);
    await turns();
    two.tracer.clearStore();
    how.answer = () => undefined;
    answer();
    await first;
    assert.deepEqual(await second, { exported: 0, dropped: { store_cleared: 1 } });
    assert.equal(sent.length, 1);
  });
}

test('a custom exporter never gets spans from before clearStore()', async (t) => {
  const { make, load } = setUp(t);
  /** @type {string[]} */
  const got = [];
  const { tracer, end } = make({
    export: (/** @type {any[]} */ spans) => void got.push(...spans.map(({ name }) => name)),
  });
  end('1', '2');
  await tracer.clearStore();
  end('3');
  load();
  assert.deepEqual(await fate(tracer), { exported: 1, dropped: { store_cleared: 2 } });
  assert.deepEqual(got, ['span 3']);
});

for (const what of ['headers', 'owner']) {
  test(`${what} may call traced functions: those calls are not traced`, async (t) => {
    const { sent, how, to, make, load } = setUp(t);
    load();
    /** @type {any} */
    let tracer;
    let calls = 0;
    const token = () => {
      calls += 1;
      return tracer?.trace('token', () => 'ann');
    };
    const headers = async () => ({ 'x-user': what === 'headers' ? token() : 'ann' });
    const made = make(to({ headers, store: { owner: what === 'owner' ? token : 'ann' } }));
    tracer = made.tracer;
    // It has to wait for its turn.
    const other = make(to({ store: false }));
    other.end('0');
    other.tracer.flush();
    how.answer = turns;
    await until(() => sent.length === 1);
    made.end('1');
    await tracer.flush();
    await tracer.flush();
    assert.ok(calls > 0);
    assert.deepEqual([tracer.stats().spans.started, tracer.stats().spans.exported], [1, 1]);
  });
}

test('a span that is open at a logout belongs to the user who was there at its start', async (t) => {
  const { session, sent, to, make, load } = setUp(t);
  session.user = 'ann';
  const { tracer, end } = make(to({ headers: headersOf(session), store: { owner: () => session.user } }));
  load();
  const chat = tracer.startSpan('span chat');
  session.user = 'ben';
  chat.run(() => end('of the chat'));
  chat.end();
  end('1');
  assert.deepEqual(await fate(tracer), { exported: 1, dropped: { other_owner: 2 } });
  assert.deepEqual(sent, [['ben', 'span 1']]);
});

test('a span that is open when the store is cleared is dropped', async (t) => {
  const { sent, to, make, load } = setUp(t);
  const { tracer, end } = make(to({ store: false }));
  load();
  const chat = tracer.startSpan('span chat');
  await tracer.clearStore();
  chat.run(() => end('of the chat'));
  chat.end();
  end('1');
  assert.deepEqual(await fate(tracer), { exported: 1, dropped: { store_cleared: 2 } });
  assert.deepEqual(sent, [[null, 'span 1']]);
});
