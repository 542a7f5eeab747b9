// Responses that are streams: the root span lasts as long as the body, and the stream behaves as before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instrument } from '../../../js/edge/index.js';
import { controlled, Platform, requestTo, traced } from './support/platform.js';

/** @param {import('node:test').TestContext} t @param {BodyInit | null} body @param {ResponseInit} [init] @param {object} [options] */
async function streamed(t, body, init, options) {
  const { tracer, sink, find } = traced(t);
  const platform = new Platform();
  const worker = instrument({ fetch: (/** @type {any[]} */ ..._) => new Response(body, init) }, { tracer, ...options });
  const response = await worker.fetch(requestTo('/'), {}, platform.ctx);
  return { tracer, sink, find, platform, response };
}

test('the span ends with the stream, with its text; the promise settles then', async (t) => {
  const { stream, send, close } = controlled();
  const { find, sink, platform, response, tracer } = await streamed(t, stream, { status: 207, headers: { a: 'b' } });
  assert.equal(response.status, 207);
  assert.equal(response.headers.get('a'), 'b');
  const text = response.text();
  send('one ');
  await tracer.flush();
  assert.equal(sink.spans.length, 0);
  send('two');
  close();
  assert.equal(await text, 'one two');
  await platform.settled();
  assert.equal(find('GET').output, 'one two');
});

test('server-sent events become the items of the output', async (t) => {
  const { find, platform, response } = await streamed(
    t,
    new ReadableStream({
      start(controller) {
        for (const chunk of ['data: {"step":', '1}\n\ndata: {"step":2}\n', '\ndata: [DONE]\n\n'])
          controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  );
  await response.text();
  await platform.settled();
  assert.equal(find('GET').output, '[{"step":1},{"step":2}]');
});

test('the text of server-sent events keeps its spaces, and numbers are text', async (t) => {
  const { find, platform, response } = await streamed(
    t,
    new Response('data: The \n\ndata: lighthouse\n\ndata:  has\n\ndata:  \n\ndata: 12\n\ndata: \n\ndata:  steps.\n\n')
      .body,
    { headers: { 'content-type': 'text/event-stream' } },
  );
  await response.text();
  await platform.settled();
  assert.equal(find('GET').output, 'The lighthouse has 12 steps.');
});

test('a reader that cancels ends the span, and the stream learns why', async (t) => {
  const { stream, send, ends } = controlled();
  const { find, platform, response } = await streamed(t, stream);
  const reader = /** @type {ReadableStream} */ (response.body).getReader();
  send('first');
  await reader.read();
  const reason = new Error('client gone');
  await reader.cancel(reason);
  assert.equal(ends.reason, reason);
  await platform.settled();
  assert.equal(find('GET').output, 'first');
  assert.equal(find('GET').attributes['spanloom.result'], 'cancelled');
});

test('a root whose reader goes away is linked to the step whose stream it sent', async (t) => {
  const { tracer, find } = traced(t);
  const fact = 'The lighthouse opens on Sundays, and its lamp room holds six visitors at once.';
  const search = tracer.retrieval(async () => [{ text: fact }], { name: 'find' });
  const answer = tracer.llm(
    async function* (/** @type {{ text: string }[]} */ [{ text }]) {
      for (const word of text.split(/(?<= )/)) yield word;
    },
    { name: 'answer' },
  );
  const platform = new Platform();
  const worker = instrument(
    async (/** @type {any[]} */ ..._) => {
      const words = answer(await search());
      const body = new ReadableStream({
        async pull(its) {
          const { done, value } = await words.next();
          done ? its.close() : its.enqueue(new TextEncoder().encode(value));
        },
        cancel: () => words.return(undefined),
      });
      return new Response(body);
    },
    { tracer },
  );
  const response = await worker(requestTo('/'), platform.ctx);
  const reader = response.body.getReader();
  for (let i = 0; i < 12; i++) await reader.read();
  await reader.cancel();
  await platform.settled();
  assert.equal(find('GET').attributes['spanloom.result'], 'cancelled');
  assert.deepEqual(
    find('GET').links.map(({ spanId }) => spanId),
    [find('answer').spanId],
  );
});

test('a stream that fails fails the span with its error, which its reader gets', async (t) => {
  const { stream, send, ends } = controlled();
  const { find, platform, response } = await streamed(t, stream);
  const error = new TypeError('upstream');
  send('part');
  ends.controller.error(error);
  await assert.rejects(response.text(), (thrown) => thrown === error);
  await platform.settled();
  assert.equal(find('GET').status.code, 'error');
});

test('no chunk is read before its reader asks', async (t) => {
  let pulls = 0;
  const stream = new ReadableStream(
    {
      pull(controller) {
        pulls += 1;
        controller.enqueue(new Uint8Array([65]));
      },
    },
    { highWaterMark: 0 },
  );
  const { response } = await streamed(t, stream);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(pulls, 0);
  const reader = /** @type {ReadableStream} */ (response.body).getReader();
  await reader.read();
  assert.equal(pulls, 1);
  await reader.cancel();
});

test('while a stream goes on, what has ended leaves at each window; the rest leaves when it ends', async (t) => {
  const { stream, send, close } = controlled();
  const { tracer, sink } = traced(t, { queue: { flushInterval: 3_600_000 } });
  const platform = new Platform();
  const worker = instrument(
    {
      fetch(/** @type {any[]} */ ..._) {
        tracer.task(() => 'ready', { name: 'step' })();
        return new Response(stream);
      },
    },
    { tracer, waitWindow: 20 },
  );
  const response = await worker.fetch(requestTo('/'), {}, platform.ctx);
  while (sink.spans.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(
    sink.spans.map(({ name }) => name),
    ['step'],
  );
  send('late');
  close();
  await response.text();
  await platform.settled();
  assert.deepEqual(
    sink.spans.map(({ name }) => name),
    ['step', 'GET'],
  );
  assert.equal(platform.waits.length, 1);
});

test('what goes on after the response is waited for during one window, and leaves when it ends', async (t) => {
  const { tracer, sink } = traced(t, { queue: { flushInterval: 3_600_000 } });
  const platform = new Platform();
  /** @type {(value?: unknown) => void} */
  let finish = () => {};
  const later = new Promise((resolve) => {
    finish = resolve;
  });
  const worker = instrument(
    {
      fetch(/** @type {any[]} */ ..._) {
        tracer.task(async () => later, { name: 'afterwards' })();
        return new Response('now');
      },
    },
    { tracer, waitWindow: 20 },
  );
  await worker.fetch(requestTo('/'), {}, platform.ctx);
  await platform.settled();
  assert.deepEqual(
    sink.spans.map(({ name }) => name),
    ['GET'],
  );
  finish('done');
  while (platform.waits.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  await platform.settled();
  assert.deepEqual(
    sink.spans.map(({ name }) => name),
    ['GET', 'afterwards'],
  );
});

test('a body of bytes that never ends, or is huge, is answered at once and not read ahead', async (t) => {
  for (const size of [10, 300_000]) {
    let pulls = 0;
    const chunk = new Uint8Array(size).fill(120);
    const body = new ReadableStream({
      type: 'bytes',
      pull(controller) {
        if (++pulls === 500) controller.close();
        else controller.enqueue(chunk.slice());
      },
    });
    const { response, find, platform } = await streamed(t, body, { headers: { 'content-type': 'text/plain' } });
    assert.ok(pulls < 300 && pulls * size < 2_000_000, `${pulls} chunks of ${size} bytes were read ahead`);
    assert.equal((await response.arrayBuffer()).byteLength, 499 * size);
    await platform.settled();
    assert.equal(find('GET').status.code, 'ok');
  }
});
