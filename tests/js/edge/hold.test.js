// One promise per event: it settles when the event's spans have left, and depends on no other event.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instrument } from '../../../js/edge/index.js';
import { createTracer } from '../../../js/index.js';
import { controlled, Platform, requestTo, traced } from './support/platform.js';

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A tracer whose exports settle when the test says so. @param {import('node:test').TestContext} t */
function slow(t) {
  /** @type {(() => void)[]} */
  const pending = [];
  const exporter = { export: () => new Promise((resolve) => pending.push(() => resolve(undefined))), timeout: 60_000 };
  const tracer = createTracer({ exporters: [exporter] });
  t.after(() => {
    for (const release of pending) release();
  });
  return { tracer, pending };
}

/** @param {Promise<unknown>} promise */
async function isSettled(promise) {
  const marker = {};
  return (await Promise.race([promise.then(() => true), tick().then(() => marker)])) !== marker;
}

const answering = (/** @type {any} */ tracer, /** @type {object} */ options = {}) =>
  instrument({ fetch: (/** @type {any[]} */ ..._) => new Response('ok') }, { tracer, ...options });

test('an export that runs in the event is waited for, however long it takes', async (t) => {
  const { tracer, pending } = slow(t);
  const platform = new Platform();
  await answering(tracer, { waitWindow: 10 }).fetch(requestTo('/'), {}, platform.ctx);
  while (pending.length === 0) await tick();
  for (let i = 0; i < 10; i++) assert.equal(await isSettled(platform.waits[0]), false);
  pending[0]();
  await platform.settled();
  assert.equal(tracer.stats()?.spans.exported, 1);
});

test('an export that hangs in another event holds up nobody for more than a window', async (t) => {
  const { tracer, pending } = slow(t);
  const [first, second] = [new Platform(), new Platform()];
  const worker = answering(tracer, { waitWindow: 20 });
  await worker.fetch(requestTo('/'), {}, first.ctx);
  while (pending.length === 0) await tick();
  await worker.fetch(requestTo('/'), {}, second.ctx);
  while (pending.length < 2) await tick();
  pending[1]();
  await second.settled();
  assert.equal(tracer.stats()?.spans.exported, 1);
  assert.equal(await isSettled(first.waits[0]), false);
});

test('what is open after the client has gone away ends when the window is over', async (t) => {
  const { tracer, find } = traced(t);
  const platform = new Platform();
  const { stream, send } = controlled();
  const words = tracer.llm(
    async function* () {
      yield 'one';
      await new Promise(() => {});
    },
    { name: 'words' },
  );
  const worker = instrument(
    {
      fetch(/** @type {any[]} */ ..._) {
        (async () => {
          for await (const word of words()) send(word);
        })();
        return new Response(stream);
      },
    },
    { tracer, waitWindow: 10 },
  );
  const response = await worker.fetch(requestTo('/'), {}, platform.ctx);
  const reader = /** @type {ReadableStream} */ (response.body).getReader();
  await reader.read();
  await reader.cancel();
  await platform.settled();
  assert.equal(platform.waits.length, 1);
  assert.deepEqual(
    [find('GET').attributes['spanloom.result'], find('words').attributes['spanloom.result']],
    ['cancelled', 'timeout'],
  );
  assert.deepEqual([find('words').output, tracer.stats()?.spans.open], ['one', 0]);
});

test('a platform that waits for nothing, or refuses to, changes no answer; the spans leave', async (t) => {
  /** @type {unknown[]} */
  const errors = [];
  const { tracer, sink } = traced(t, { onError: (error) => errors.push(error) });
  const refusal = new TypeError('the event is over');
  const contexts = [
    undefined,
    null,
    {},
    {
      waitUntil() {
        throw refusal;
      },
    },
  ];
  for (const ctx of contexts) assert.equal(await (await answering(tracer).fetch(requestTo('/'), {}, ctx)).text(), 'ok');
  while (sink.spans.length < contexts.length) await tick();
  assert.deepEqual(errors, [refusal]);
});

test('the option waitUntil is called in place of that of the context', async (t) => {
  const { tracer, sink } = traced(t);
  const [own, other] = [new Platform(), new Platform()];
  await answering(tracer, { waitUntil: own.ctx.waitUntil }).fetch(requestTo('/'), {}, other.ctx);
  assert.deepEqual([own.waits.length, other.waits.length], [1, 0]);
  await own.settled();
  assert.equal(sink.spans.length, 1);
});

test('a handler within an instrumented one has no root of its own, and waits for nothing more', async (t) => {
  const { tracer, sink } = traced(t);
  const platform = new Platform();
  const inner = answering(tracer);
  const outer = instrument({ fetch: (/** @type {any[]} */ ...args) => inner.fetch(...args) }, { tracer });
  await outer.fetch(requestTo('/'), {}, platform.ctx);
  assert.equal(platform.waits.length, 1);
  await platform.settled();
  assert.equal(sink.spans.length, 1);
});

test('an event that is not recorded is handled, and waits for nothing', async (t) => {
  for (const options of [{ enabled: false }, { sample: 0 }]) {
    const { tracer, sink } = traced(t, options);
    const platform = new Platform();
    const step = tracer.task(() => 'stepped', { name: 'step' });
    const worker = instrument({ fetch: (/** @type {any[]} */ ..._) => new Response(step()) }, { tracer });
    assert.equal(await (await worker.fetch(requestTo('/'), {}, platform.ctx)).text(), 'stepped');
    assert.deepEqual([platform.waits.length, sink.spans.length], [0, 0]);
  }
});

test('where no event is ended, the spans of many events leave together', async (t) => {
  const { tracer, sink } = traced(t, { queue: { flushInterval: 3_600_000 } });
  for (let i = 0; i < 5; i++) await answering(tracer).fetch(requestTo('/'), {}, undefined);
  await tick();
  assert.equal(sink.spans.length, 0);
  await tracer.flush();
  assert.equal(sink.spans.length, 5);
});
