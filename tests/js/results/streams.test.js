import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { items, turn, watched } from '../support/watched.js';

const drained = ['end', 'drained'];
const cancelled = ['end', 'cancelled'];
const quietly = async () => {
  for (let i = 0; i < 5; i++) await turn();
};

/** A stream of 0, 1, ... that records what is requested of it; endless without `length`. */
function source({ length = Number.POSITIVE_INFINITY, error, strategy = { highWaterMark: 0 } } = {}) {
  const asked = { pulls: 0, cancelled: undefined };
  const stream = new ReadableStream(
    {
      pull(controller) {
        if (asked.pulls < length) controller.enqueue(asked.pulls++);
        else if (error) controller.error(error);
        else controller.close();
      },
      cancel(reason) {
        asked.cancelled = reason;
      },
    },
    strategy,
  );
  return { stream, asked };
}

const watchedSource = (options) => {
  const { stream, asked } = source(options);
  return { asked, stream, ...watched(stream) };
};

test('a stream is itself, and nothing is read ahead', async () => {
  const { stream, result, asked, log, kinds } = watchedSource();
  assert.equal(result, stream);
  assert.deepEqual(Object.keys(result), []);
  assert.deepEqual(kinds, ['stream']);
  await quietly();
  assert.equal(asked.pulls, 0);
  const reader = result.getReader();
  assert.ok(reader instanceof ReadableStreamDefaultReader);
  await reader.read();
  await quietly();
  assert.equal(asked.pulls, 1);
  assert.deepEqual(log, items(0));
});

test('a reader', async () => {
  const { result, log } = watchedSource({ length: 2 });
  const reader = result.getReader();
  for (const expected of [0, 1]) {
    assert.equal((await reader.read()).value, expected);
    assert.deepEqual(log.at(-1), ['item', expected]);
  }
  assert.equal((await reader.read()).done, true);
  await reader.closed;
  assert.deepEqual(log, [...items(0, 1), drained]);
});

test('iteration, to the end and left early', async () => {
  for (const iterate of [(stream) => stream, (stream) => stream.values()]) {
    const whole = watchedSource({ length: 2 });
    for await (const _ of iterate(whole.result));
    assert.deepEqual(whole.log, [...items(0, 1), drained]);
    const left = watchedSource();
    for await (const item of iterate(left.result)) if (item === 1) break;
    assert.deepEqual(left.log, [...items(0, 1), cancelled]);
    assert.equal(left.asked.pulls, 2);
  }
});

test('iteration that does not cancel the stream lets the next reader continue', async () => {
  const { result, log } = watchedSource({ length: 3 });
  for await (const _ of result.values({ preventCancel: true })) break;
  assert.deepEqual(log, items(0));
  for await (const _ of result);
  assert.deepEqual(log, [...items(0, 1, 2), drained]);
});

test('readers one after another', async () => {
  const { result, log } = watchedSource({ length: 3 });
  const first = result.getReader();
  await first.read();
  first.releaseLock();
  await assert.rejects(first.read(), TypeError);
  await assert.rejects(first.cancel(), TypeError);
  const pending = result.getReader();
  await pending.read();
  pending.releaseLock();
  await quietly();
  assert.deepEqual(log, items(0, 1));
  for await (const _ of result);
  assert.deepEqual(log, [...items(0, 1, 2), drained]);
});

test('a read that is pending when the lock is given up is no failure', async () => {
  const { result, log } = watched(new ReadableStream());
  const reader = result.getReader();
  const read = reader.read();
  reader.releaseLock();
  await assert.rejects(read, TypeError);
  assert.deepEqual(log, []);
});

test('cancel, on the stream and on a reader', async () => {
  const direct = watchedSource();
  await direct.result.cancel('enough');
  const reader = watchedSource();
  await reader.result.getReader().cancel('enough');
  for (const { log, asked } of [direct, reader]) {
    assert.deepEqual(log, [cancelled]);
    assert.equal(asked.cancelled, 'enough');
  }
  const locked = watchedSource();
  locked.result.getReader();
  await assert.rejects(locked.result.cancel(), TypeError);
  assert.deepEqual(locked.log, []);
});

test('failure, read or not', async () => {
  const error = new Error('source');
  const read = watchedSource({ length: 1, error });
  await assert.rejects(async () => {
    for await (const _ of read.result);
  }, error);
  assert.deepEqual(read.log, [...items(0), ['end', 'error', error]]);

  let controller;
  const idle = watched(
    new ReadableStream({
      start(its) {
        controller = its;
      },
    }),
  );
  idle.result.getReader();
  controller.error(error);
  await quietly();
  assert.deepEqual(idle.log, [['end', 'error', error]]);
});

test('a byte stream and its own buffers', async () => {
  const stream = new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const view = controller.byobRequest?.view;
      view[0] = 7;
      controller.byobRequest.respond(1);
    },
  });
  const { result, log } = watched(stream);
  const reader = result.getReader({ mode: 'byob' });
  assert.ok(reader instanceof ReadableStreamBYOBReader);
  await assert.rejects(reader.read(new Uint8Array(0)), TypeError);
  const { value } = await reader.read(new Uint8Array(4));
  assert.deepEqual([...value], [7]);
  assert.equal(log[0][1], value);
  await reader.cancel();
  assert.deepEqual(log.slice(1), [cancelled]);
});

test('tee: each chunk counts once, in order, whichever branch is ahead', async () => {
  const { result, log } = watchedSource({ length: 4 });
  const [left, right] = result.tee();
  const [a, b] = [left.getReader(), right.getReader()];
  await a.read();
  await b.read();
  await b.read();
  await b.read();
  await a.read();
  assert.deepEqual(log, items(0, 1, 2));
  a.releaseLock();
  for await (const _ of left);
  assert.deepEqual(log, [...items(0, 1, 2, 3), drained]);
});

test('tee: over when both branches are cancelled', async () => {
  const { result, log } = watchedSource();
  const [left, right] = result.tee();
  const reader = left.getReader();
  await reader.read();
  const halfway = reader.cancel();
  assert.deepEqual(log, items(0));
  await Promise.all([halfway, right.cancel()]);
  assert.deepEqual(log, [...items(0), cancelled]);
});

test('tee of a tee', async () => {
  const { result, log } = watchedSource({ length: 2 });
  const [left, right] = result.tee();
  const [inner] = right.tee();
  left.cancel();
  for await (const _ of inner);
  assert.deepEqual(log, [...items(0, 1), drained]);
});

test('tee: a failure ends it', async () => {
  const error = new Error('source');
  const { result, log } = watchedSource({ length: 1, error });
  const reader = result.tee()[0].getReader();
  await reader.read();
  await assert.rejects(reader.read(), error);
  assert.deepEqual(log, [...items(0), ['end', 'error', error]]);
});

const sink = (written, options) => new WritableStream({ write: (chunk) => void written.push(chunk), ...options });

test('pipeTo passes everything on, and says when', async () => {
  const written = [];
  let isClosed = false;
  const { result, log } = watchedSource({ length: 3 });
  const piped = result.pipeTo(sink(written, { close: () => (isClosed = true) }));
  assert.equal(result.locked, true);
  assert.equal(await piped, undefined);
  assert.equal(result.locked, false);
  assert.equal(isClosed, true);
  assert.deepEqual(written, [0, 1, 2]);
  assert.deepEqual(log, [...items(0, 1, 2), drained]);
});

test('pipeTo keeps backpressure', async () => {
  for (const observe of [false, true]) {
    const { stream, asked } = source();
    if (observe) watched(stream);
    const controller = new AbortController();
    const stuck = new WritableStream({ write: () => new Promise(() => {}) }, { highWaterMark: 3 });
    stream.pipeTo(stuck, { signal: controller.signal }).catch(() => {});
    await quietly();
    assert.equal(asked.pulls, 3);
  }
});

test('pipeTo: failures and aborts go where they went before', async () => {
  const error = new Error('fault');
  for (const preventCancel of [false, true]) {
    const run = async (observe) => {
      const { stream, asked } = source();
      const { log } = observe ? watched(stream) : {};
      const broken = new WritableStream({
        write() {
          throw error;
        },
      });
      await assert.rejects(stream.pipeTo(broken, { preventCancel }), (thrown) => thrown === error);
      assert.equal(stream.locked, false);
      return { asked, log, stream };
    };
    const [bare, observed] = [await run(false), await run(true)];
    assert.deepEqual(observed.asked.cancelled, bare.asked.cancelled);
    assert.equal(observed.asked.cancelled, preventCancel ? undefined : error);
    if (!preventCancel) assert.deepEqual(observed.log.at(-1), cancelled);
  }

  const failing = watchedSource({ length: 1, error });
  let reason;
  await assert.rejects(
    failing.result.pipeTo(
      sink([], {
        abort(why) {
          reason = why;
        },
      }),
    ),
    (thrown) => thrown === error,
  );
  assert.equal(reason, error);
  assert.deepEqual(failing.log, [...items(0), ['end', 'error', error]]);
});

test('after pipeTo with preventCancel, the source can still be read', async () => {
  let controller;
  const { result, log } = watched(
    new ReadableStream({
      start(its) {
        controller = its;
      },
    }),
  );
  const abort = new AbortController();
  const written = [];
  const piped = result.pipeTo(sink(written), { signal: abort.signal, preventCancel: true });
  controller.enqueue('a');
  await quietly();
  abort.abort();
  await assert.rejects(piped, { name: 'AbortError' });
  assert.equal(result.locked, false);
  controller.enqueue('b');
  controller.close();
  const rest = [];
  for await (const item of result) rest.push(item);
  assert.deepEqual([written, rest], [['a'], ['b']]);
  assert.deepEqual(log, [...items('a', 'b'), drained]);
});

test('pipeTo: a source that ends while the destination is full', async () => {
  let controller;
  const stream = new ReadableStream({
    start(its) {
      controller = its;
    },
  });
  const { result, log } = watched(stream);
  let unblock;
  const slow = new WritableStream({ write: () => new Promise((resolve) => (unblock = resolve)) }, { highWaterMark: 1 });
  const piped = result.pipeTo(slow);
  controller.enqueue('last');
  await quietly();
  controller.close();
  await quietly();
  unblock();
  await piped;
  assert.deepEqual(log, [...items('last'), drained]);
});

test('pipeTo: the last chunk and the end at once', async () => {
  const written = [];
  const { result, log } = watched(
    new ReadableStream({
      start(controller) {
        controller.enqueue('a');
        controller.enqueue('b');
        controller.close();
      },
    }),
  );
  await result.pipeTo(sink(written));
  assert.deepEqual(written, ['a', 'b']);
  assert.deepEqual(log, [...items('a', 'b'), drained]);
});

test('pipeTo: a source that fails while the destination is full aborts it at once', async () => {
  const error = new Error('source');
  let controller;
  const { result, log } = watched(
    new ReadableStream({
      start(its) {
        controller = its;
      },
    }),
  );
  let reason;
  const full = new WritableStream(
    {
      abort(why) {
        reason = why;
      },
    },
    { highWaterMark: 0 },
  );
  const piped = result.pipeTo(full);
  await quietly();
  controller.error(error);
  await assert.rejects(piped, (thrown) => thrown === error);
  assert.equal(reason, error);
  assert.deepEqual(log, [['end', 'error', error]]);
});

test('pipes that are refused are refused as before', async () => {
  const { result, log } = watchedSource({ length: 1 });
  await assert.rejects(result.pipeTo('nowhere'), TypeError);
  assert.throws(() => result.pipeThrough({}), TypeError);
  assert.throws(() => result.pipeThrough(new TransformStream(), { signal: 'none' }), TypeError);
  const busy = new WritableStream();
  busy.getWriter();
  await assert.rejects(result.pipeTo(busy), TypeError);
  assert.throws(() => result.pipeThrough({ writable: busy, readable: new ReadableStream() }), TypeError);
  assert.equal(result.locked, false);
  result.getReader();
  await assert.rejects(result.pipeTo(new WritableStream()), TypeError);
  assert.throws(() => result.pipeThrough(new TransformStream()), TypeError);
  assert.deepEqual(log, []);
});

test('pipeThrough', async () => {
  const { result, log, asked } = watchedSource();
  const doubled = new TransformStream({ transform: (chunk, controller) => controller.enqueue(chunk * 2) });
  const through = result.pipeThrough(doubled);
  assert.equal(through, doubled.readable);
  const got = [];
  for await (const item of through) {
    got.push(item);
    if (item === 4) break;
  }
  assert.deepEqual(got, [0, 2, 4]);
  await quietly();
  assert.deepEqual(log.at(-1), cancelled);
  assert.ok(asked.pulls <= 5);
});

test('compressing and decoding', async () => {
  const { result, log } = watched(new Blob(['hello '.repeat(100)]).stream());
  const stream = result
    .pipeThrough(new CompressionStream('gzip'))
    .pipeThrough(new DecompressionStream('gzip'))
    .pipeThrough(new TextDecoderStream());
  let text = '';
  for await (const piece of stream) text += piece;
  assert.equal(text, 'hello '.repeat(100));
  assert.deepEqual(log.at(-1), drained);
});

test('as the body of a Response', async () => {
  const bytes = new TextEncoder().encode('body');
  const { result, log } = watched(
    new ReadableStream({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    }),
  );
  const response = watched(new Response(result));
  assert.deepEqual(response.log, [['end', 'returned']]);
  assert.equal(response.result.bodyUsed, false);
  assert.equal(await response.result.text(), 'body');
  assert.deepEqual(log, [...items(bytes), drained]);
});

test('a stream with an iterator of its own, which reads by a reader: each chunk counts once', async () => {
  const { stream } = source({ length: 2 });
  stream[Symbol.asyncIterator] = function () {
    const reader = this.getReader();
    return {
      next: () => reader.read(),
      async return() {
        await reader.cancel();
        return { done: true };
      },
    };
  };
  const { result, log } = watched(stream);
  for await (const _ of result);
  assert.deepEqual(log, [...items(0, 1), drained]);
});

test('pull runs in the context of the span', async () => {
  const storage = new AsyncLocalStorage();
  const contexts = [];
  const stream = new ReadableStream(
    {
      async pull(controller) {
        contexts.push(storage.getStore());
        await turn();
        contexts.push(storage.getStore());
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const { result } = watched(stream, {
    run: (fn, self, args) => storage.run('span', () => Reflect.apply(fn, self, args)),
  });
  for await (const _ of result);
  assert.deepEqual(contexts, ['span', 'span']);
});

test('timeout: read on unobserved', async () => {
  const { result, log, watch } = watchedSource({ length: 2 });
  const reader = result.getReader();
  await reader.read();
  watch.expire();
  assert.equal((await reader.read()).value, 1);
  reader.releaseLock();
  await result.pipeTo(new WritableStream());
  assert.deepEqual(log, [...items(0), ['end', 'timeout']]);
});

test('frozen streams are left alone, and said to be', async () => {
  const { result, log } = watched(Object.freeze(source({ length: 1 }).stream));
  const got = [];
  for await (const item of result) got.push(item);
  assert.deepEqual(got, [0]);
  assert.deepEqual(log, [['end', 'unobservable']]);
});
