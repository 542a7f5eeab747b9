// What is sent: only headers are added, the user's own have precedence, and nothing of the user's is changed, run or read early.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer } from '../../../js/index.js';
import { recording } from '../support/spans.js';
import { oursIn, startHosts } from './hosts.js';

const URL_A = 'https://a.example/ask';
const PARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]$/;

/** A traced `fetch` that notes its calls. @param {import('../../../js/index.js').TracerOptions} [options] */
function noted(options) {
  /** @type {any[][]} */
  const calls = [];
  const answer = new Response();
  const { tracer, finish } = recording({ propagate: { to: [URL_A] }, ...options });
  const send = tracer.traceFetch(async (/** @type {any[]} */ ...args) => {
    calls.push(args);
    return answer;
  });
  /** @param {any[]} args */
  const inSpan = (...args) => tracer.trace('step', () => send(...args));
  return { calls, answer, tracer, send, inSpan, finish };
}

/** @param {any[]} call */
const headersOf = ([, init]) => Object.fromEntries(new Headers(init.headers));

test('the active span is named, in whichever form the headers are', async () => {
  const { calls, answer, inSpan, finish } = noted();
  const forms = [
    undefined,
    { headers: { 'X-Own': 'own' } },
    { headers: [['x-own', 'own']] },
    { headers: new Headers({ 'x-own': 'own' }) },
    { method: 'POST', body: 'text', headers: null },
  ];
  const before = structuredClone(forms.filter((form) => !(form?.headers instanceof Headers)));
  for (const form of forms) assert.equal(await inSpan(URL_A, form), answer);
  assert.deepEqual(
    forms.filter((form) => !(form?.headers instanceof Headers)),
    before,
  );
  assert.deepEqual([.../** @type {any} */ (forms[3]).headers], [['x-own', 'own']]);
  const spans = await finish();
  for (const [i, call] of calls.entries()) {
    const { traceparent, 'x-own': own } = headersOf(call);
    assert.equal(traceparent.slice(3, -3), `${spans[i].traceId}-${spans[i].spanId}`);
    assert.equal(own, i > 0 && i < 4 ? 'own' : undefined);
  }
  assert.deepEqual(Object.keys(calls[1][1].headers), ['X-Own', 'traceparent'], 'names are as they were');
  assert.equal(calls[4][1].body, 'text');
});

test('a Request keeps its headers, referrer and body', async () => {
  const { calls, inSpan, finish } = noted();
  const request = new Request(URL_A, {
    method: 'POST',
    body: 'text',
    headers: { 'x-own': 'own' },
    referrerPolicy: 'origin',
  });
  await inSpan(request);
  assert.equal(calls[0][0], request);
  assert.equal(request.bodyUsed, false);
  assert.deepEqual([...request.headers.keys()], ['content-type', 'x-own']);
  const sent = new Request(request, calls[0][1]);
  assert.match(`${sent.headers.get('traceparent')}`, PARENT);
  assert.equal(sent.headers.get('x-own'), 'own');
  assert.equal(sent.referrerPolicy, 'origin');
  assert.equal(sent.referrer, request.referrer);
  assert.equal(await sent.text(), 'text');
  await finish();
});

test("headers of the user's own stay", async () => {
  const { calls, inSpan, finish } = noted();
  const own = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  for (const headers of [{ TraceParent: own }, new Headers({ traceparent: own }), [['Traceparent', own]]]) {
    const init = { headers };
    await inSpan(URL_A, init);
    await inSpan(new Request(URL_A, /** @type {any} */ (init)));
    assert.equal(calls[0][1], init);
    assert.equal(calls[1].length, 1);
    calls.length = 0;
  }
  await finish();
});

test('without a span, or with an option that cannot carry headers, it is exactly the plain fetch', async () => {
  const { calls, send, inSpan, tracer, finish } = noted();
  const init = { headers: {} };
  const promise = send(URL_A, init, 'more');
  assert.deepEqual([calls[0].length, calls[0][1]], [3, init]);
  assert.equal(calls[0][1], init);
  assert.deepEqual(oursIn({ headers: init.headers, ...calls[0][1] }), []);
  await promise;
  let reads = 0;
  const lazy = {
    get headers() {
      reads += 1;
      return {};
    },
  };
  class Options {
    headers = {};
  }
  const unreadable = [
    { mode: 'no-cors' },
    { mode: 'navigate' },
    lazy,
    new Options(),
    new Proxy({}, { get: assert.fail, ownKeys: assert.fail, getPrototypeOf: assert.fail }),
    new Request(URL_A),
    { headers: new Map() },
    { headers: [new Set(['own', '1'])] },
    { method: { toString: assert.fail } },
    { method: 'POST', body: new Proxy({}, { getPrototypeOf: assert.fail, get: assert.fail }) },
    { headers: [['bad name', '']] },
    1,
  ];
  for (const each of unreadable) {
    calls.length = 0;
    await inSpan(URL_A, each);
    assert.equal(calls[0][1], each);
  }
  assert.equal(reads, 0);
  for (const input of ['data:,x', 'not a URL', { toString: assert.fail }, 1, undefined, null]) {
    calls.length = 0;
    await inSpan(input);
    assert.equal(calls[0][0], input);
    assert.ok(!calls[0][1]);
  }
  calls.length = 0;
  const errors = tracer.stats();
  assert.ok(errors);
  await tracer.shutdown();
  await inSpan(URL_A, init);
  assert.equal(calls[0][1], init);
  await finish();
});

test('an unsampled trace is named as such', async () => {
  const { calls, inSpan, finish } = noted({ sample: 0 });
  await inSpan(URL_A, { method: 'POST', body: 'text'.repeat(20) });
  const { traceparent, ...others } = headersOf(calls[0]);
  assert.match(traceparent, /-0[02]$/);
  assert.deepEqual(Object.keys(others), []);
  assert.deepEqual(await finish(), []);
});

test('an error that the plain fetch has is the same error', async () => {
  const { inSpan, finish } = noted();
  const { tracer } = recording({ propagate: { to: [/./] } });
  for (const args of /** @type {any[][]} */ ([
    ['http://127.0.0.1:1/'],
    ['http://127.0.0.1:1/', { headers: { 'bad name': '' } }],
    ['http://127.0.0.1:1/', { body: 'text' }],
    ['http://127.0.0.1:1/', { signal: AbortSignal.abort(new Error('mine')) }],
    ['http://127.0.0.1:1/', 1],
    ['http://u:p@127.0.0.1:1/'],
    [],
  ])) {
    const [plain, traced] = await Promise.all(
      [fetch, tracer.tracedFetch].map((send) =>
        tracer.trace('step', () => send(.../** @type {[any]} */ (args))).catch((/** @type {any} */ error) => error),
      ),
    );
    assert.ok(plain instanceof Error);
    assert.deepEqual(
      [traced.name, traced.message, traced.cause?.message],
      [plain.name, plain.message, plain.cause?.message],
    );
  }
  await inSpan(URL_A);
  await finish();
  await tracer.shutdown();
});

test('a body that is a stream is read when the connection takes it, and arrives whole', async (t) => {
  const { origins, received } = await startHosts(t);
  const { tracer, finish } = recording({ propagate: { to: [origins.a] } });
  let pulls = 0;
  const body = new ReadableStream(
    {
      pull(controller) {
        pulls += 1;
        if (pulls > 3) controller.close();
        else controller.enqueue(Buffer.from(`part ${pulls} `));
      },
    },
    { highWaterMark: 0 },
  );
  const promise = tracer.trace('step', () =>
    tracer.tracedFetch(origins.a, /** @type {any} */ ({ method: 'POST', body, duplex: 'half' })),
  );
  assert.equal(pulls, 0);
  assert.equal((await promise).status, 200);
  assert.equal(received[0].body, 'part 1 part 2 part 3 ');
  assert.deepEqual(oursIn(received[0]), ['traceparent']);
  await finish();
});

test('a traced fetch has the name, properties and `this` of the given one', async () => {
  const { tracer, finish } = recording({ propagate: { to: [URL_A] } });
  const client = {
    /** @type {any} */
    self: undefined,
    async fetch(/** @type {string} */ _url) {
      this.self = this;
    },
  };
  const own = Object.assign(client.fetch, { preconnect: 1 });
  const send = tracer.traceFetch(own);
  assert.deepEqual([send.name, send.length, send.preconnect], ['fetch', 1, 1]);
  const traced = { ...client, fetch: send };
  await tracer.trace('step', () => traced.fetch(URL_A));
  assert.equal(traced.self, traced);
  await finish();
});

test('the tracer of the options names its own active span', async () => {
  const { calls, tracer, inSpan, finish } = noted();
  const other = createTracer({ propagate: { to: [URL_A] } });
  const send = other.traceFetch(async (/** @type {any[]} */ ...args) => calls.push(args), { tracer });
  await other.trace('other', () => tracer.trace('step', () => send(URL_A)));
  await inSpan(URL_A);
  const spans = await finish();
  assert.match(headersOf(calls[0]).traceparent, new RegExp(spans[0].spanId));
  await other.shutdown();
});
