// `instrument`: a root span per event, and a handler that behaves as before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError, instrument } from '../../../js/edge/index.js';
import { memory, shutdown, stats, task } from '../../../js/index.js';
import { Platform, requestTo, traced } from './support/platform.js';

test('a request gets a root span, with the steps below it, and one promise to wait for', async (t) => {
  const { tracer, find } = traced(t);
  const answer = tracer.task((/** @type {string} */ text) => text.toUpperCase(), { name: 'answer' });
  const worker = instrument(
    {
      async fetch(/** @type {Request} */ request, /** @type {{ mark: string }} */ env, /** @type {any} */ _ctx) {
        await null;
        return new Response(answer(await request.text()) + env.mark, { status: 201, headers: { 'x-kept': 'yes' } });
      },
    },
    { tracer },
  );
  const platform = new Platform();
  const response = await worker.fetch(
    requestTo('/ask?q=1', { method: 'POST', body: 'hello' }),
    { mark: '!' },
    platform.ctx,
  );
  assert.equal(response.status, 201);
  assert.equal(response.headers.get('x-kept'), 'yes');
  assert.equal(await response.text(), 'HELLO!');
  assert.equal(platform.waits.length, 1);
  await platform.settled();
  const root = find('POST');
  assert.equal(root.parentSpanId, undefined);
  assert.equal(root.output, 'HELLO!');
  assert.equal(root.attributes['http.request.method'], 'POST');
  assert.equal(root.attributes['url.path'], '/ask');
  assert.equal(root.attributes['http.response.status_code'], 201);
  assert.equal(JSON.stringify(root.attributes).includes('q=1'), false);
  assert.equal(find('answer').parentSpanId, root.spanId);
});

test('a response in memory, without a body or of an upgrade stays the same object', async (t) => {
  const { tracer } = traced(t);
  const upgrade = new Response(null, { status: 204 });
  Object.defineProperty(upgrade, 'status', { value: 101 });
  const responses = [
    new Response('text'),
    new Response('text'.repeat(1_000_000)),
    Response.json({ a: 1 }),
    new Response(new Uint8Array(100_000)),
    new Response(null),
    Response.redirect('https://other.example/'),
    Response.error(),
    upgrade,
  ];
  for (const response of responses) {
    const platform = new Platform();
    const worker = instrument({ fetch: (/** @type {any[]} */ ..._) => response }, { tracer });
    assert.equal(await worker.fetch(requestTo('/'), {}, platform.ctx), response);
    await platform.settled();
  }
});

test('an error passes through, and fails the span', async (t) => {
  const { tracer, find } = traced(t);
  const error = new Error('no index');
  for (const fetch of [
    () => Promise.reject(error),
    () => {
      throw error;
    },
  ]) {
    const platform = new Platform();
    const worker = instrument(/** @type {any} */ ({ fetch }), { tracer });
    await assert.rejects(worker.fetch(requestTo('/'), {}, platform.ctx), (thrown) => thrown === error);
    await platform.settled();
  }
  assert.throws(() => find('GET'), /2 spans/);
});

test('a server error fails the span, as OpenTelemetry asks', async (t) => {
  const { tracer, find } = traced(t);
  const platform = new Platform();
  await instrument((/** @type {Request} */ _) => new Response('down', { status: 503 }), { tracer })(requestTo('/'));
  await instrument({ fetch: (/** @type {any[]} */ ..._) => new Response('', { status: 404 }) }, { tracer }).fetch(
    requestTo('/', { method: 'PUT' }),
    {},
    platform.ctx,
  );
  await platform.settled();
  await tracer.flush();
  assert.deepEqual([find('GET').status.code, find('PUT').status.code], ['error', 'ok']);
  assert.equal(find('GET').attributes['error.type'], '503');
});

test('a function gets its arguments and its object, and the context among them is found', async (t) => {
  const { tracer, find } = traced(t);
  const platform = new Platform();
  const object = {
    handle: instrument(
      /** @this {unknown} @param {any[]} args */
      function (...args) {
        assert.equal(this, object);
        assert.equal(args.length, 2);
        return new Response('ok');
      },
      { tracer },
    ),
  };
  await object.handle(requestTo('/'), platform.ctx);
  assert.equal(platform.waits.length, 1);
  await platform.settled();
  assert.equal(find('GET').output, 'ok');
});

test('a handler keeps its name and length, as Deno passes only so many arguments, and gets whatever is passed', async (t) => {
  const { tracer, find } = traced(t);
  /** @param {unknown[]} args */
  const handle = (...args) => new Response(String(args.length));
  const answer = /** @type {any} */ (instrument(handle, { tracer }));
  assert.deepEqual([answer.length, answer.name], [0, 'handle']);
  assert.equal(await (await answer()).text(), '0');
  assert.equal(await (await answer(null, Symbol('x'))).text(), '2');
  await tracer.flush();
  assert.throws(() => find('HTTP'), /2 spans/);
});

test('a scheduled event and a batch of messages get a root span', async (t) => {
  const { tracer, find } = traced(t);
  const platform = new Platform();
  const worker = instrument(
    {
      scheduled: (/** @type {any} */ _event, /** @type {any} */ _env, /** @type {any} */ _ctx) =>
        tracer.task(() => 1, { name: 'tick' })(),
      queue: async (/** @type {any} */ _batch, /** @type {any} */ _env, /** @type {any} */ _ctx) =>
        tracer.task(() => 2, { name: 'take' })(),
      other: 'kept',
    },
    { tracer },
  );
  await worker.scheduled({ cron: '*/5 * * * *', scheduledTime: 1_800_000_000_000 }, {}, platform.ctx);
  await worker.queue({ queue: 'jobs', messages: [{ id: 'm1', body: 'x' }] }, {}, platform.ctx);
  await platform.settled();
  assert.equal(worker.other, 'kept');
  assert.equal(find('scheduled').attributes['faas.cron'], '*/5 * * * *');
  assert.equal(find('scheduled').attributes['faas.time'], '2027-01-15T08:00:00.000Z');
  assert.equal(find('tick').parentSpanId, find('scheduled').spanId);
  assert.equal(find('process jobs').attributes['messaging.message.id'], 'm1');
  assert.equal(find('take').parentSpanId, find('process jobs').spanId);
});

test('handlers that share the options share the tracer', async (t) => {
  t.after(shutdown);
  const sink = memory();
  let reads = 0;
  const options = () => {
    reads += 1;
    return { exporters: [sink] };
  };
  const platform = new Platform();
  const handlers = [1, 2].map(() => instrument({ fetch: (/** @type {any[]} */ ..._) => new Response('ok') }, options));
  for (const { fetch } of handlers) await fetch(requestTo('/'), {}, platform.ctx);
  await platform.settled();
  assert.equal(reads, 1);
  assert.equal(stats()?.spans.exported, 2);
});

test('options of a tracer: `init` is called once, at the first event, with the environment', async (t) => {
  t.after(shutdown);
  const sink = memory();
  let reads = 0;
  const worker = instrument(
    { fetch: (/** @type {any[]} */ ..._) => new Response(task(() => 'done', { name: 'step' })()) },
    (env) => {
      reads += 1;
      return { service: env.name, exporters: [sink] };
    },
  );
  const platform = new Platform();
  for (let i = 0; i < 3; i++) await worker.fetch(requestTo('/'), { name: 'worker' }, platform.ctx);
  await platform.settled();
  assert.equal(reads, 1);
  assert.equal(stats()?.spans.exported, 6);
});

test('wrong options are reported at set-up', async (t) => {
  const { tracer } = traced(t);
  const fetch = () => new Response('as before');
  for (const [options, message] of /** @type {[any, RegExp][]} */ ([
    [{ acceptTraceContext: 'yes' }, /'acceptTraceContext' must be true or false or a function, not "yes"/],
    [{ waitWindow: 0 }, /'waitWindow' must be a number above 0, not 0/],
    [{ tracer: {} }, /'tracer' must be a tracer/],
    [{ tracer, service: 'x' }, /'service' is an option of a new tracer/],
    [{ servic: 'x' }, /no option 'servic'/],
    [{ exporters: [{}] }, /exporters\[0\]/],
    [5, /takes an object of options, not 5/],
  ]))
    assert.throws(
      () => instrument({ fetch }, options),
      (error) => error instanceof ConfigurationError && message.test(error.message),
    );
  assert.throws(() => instrument({}, { tracer }), ConfigurationError);
  class Handler {
    fetch = fetch;
  }
  assert.throws(
    () => instrument(Handler, { tracer }),
    /^ConfigurationError: .*new Handler\(\).*instrumentDurableObject\(\)/,
  );
  instrument(new Handler(), { tracer });
  const printed = t.mock.method(console, 'error', () => {});
  const wrong = [
    () => ({ waitWindow: -1 }),
    () => {
      throw new TypeError('no such variable');
    },
  ];
  for (const [i, options] of wrong.entries()) {
    const worker = instrument(/** @type {any} */ ({ fetch }), options);
    for (let event = 0; event < 2; event++)
      assert.equal(await (await worker.fetch(requestTo('/'))).text(), 'as before');
    assert.equal(printed.mock.callCount(), i + 1);
  }
});
