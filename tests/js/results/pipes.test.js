// Piping a watched stream behaves like piping an unwatched one.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { Choices } from '../support/choices.js';
import { runPipe } from '../support/piping.js';
import { items, turn, watched } from '../support/watched.js';

/** To look for more, or to see one of them again. */
const RUNS = Number(process.env.PIPE_RUNS ?? 300);
const FIRST = Number(process.env.PIPE_SEED ?? 0);

// Cancelling, aborting and errors settle many promises, which the programs do not wait for.
const ignore = () => {};
process.on('unhandledRejection', ignore);
after(() => process.off('unhandledRejection', ignore));

const bare = (/** @type {ReadableStream} */ stream) => stream;
const observed = (/** @type {ReadableStream} */ stream) => /** @type {any} */ (watched(stream)).result;

/** The calls that the destination received, without the times. @param {Record<string, any[]>} log */
const writtenIn = ({ sink }) => sink.map(([, ...what]) => what);

test('random pipes: same chunks, errors, reasons and states, at the same time', async () => {
  /** @type {number[]} */
  const races = [];
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    const choices = Choices.random(seed);
    const native = await runPipe(choices, bare, { hasTicks: false });
    const ours = await runPipe(Choices.replay(choices.taken), observed, { hasTicks: false });
    assert.deepEqual(writtenIn(ours), writtenIn(native), `PIPE_SEED=${seed} PIPE_RUNS=1`);
    if (!isDeepStrictEqual(ours, native)) races.push(seed);
  }
  // Both sides fail at once, or the source gets ahead of a destination that fails: what is first is a matter of microtasks.
  assert.ok(races.length <= 1 + RUNS / 200, `PIPE_SEED=${races} PIPE_RUNS=1`);
});

for (const hwm of [0, 1, 2, 3]) {
  test(`a source that gives three chunks and then fails, and is read ${hwm} ahead`, async () => {
    const run = async (/** @type {typeof bare} */ watch) => {
      const error = new Error('source');
      let given = 0;
      /** @type {unknown[]} */
      const written = [];
      const stream = new ReadableStream(
        {
          pull(its) {
            if (given < 3) its.enqueue(given++);
            else its.error(error);
          },
        },
        { highWaterMark: hwm },
      );
      const failure = await watch(stream)
        .pipeTo(
          new WritableStream({ write: (chunk) => void written.push(chunk), abort: (why) => void written.push(why) }),
        )
        .catch((thrown) => thrown);
      return { written, failure: failure === error };
    };
    assert.deepEqual(await run(observed), await run(bare));
  });
}

test('an abort that keeps the source leaves each chunk in exactly one of the two places', async () => {
  for (let wait = 0; wait < 12; wait++) {
    /** @type {any} */
    let its;
    const stream = observed(
      new ReadableStream({
        start(controller) {
          its = controller;
        },
      }),
    );
    /** @type {unknown[]} */
    const written = [];
    const abort = new AbortController();
    const destination = new WritableStream({ write: (chunk) => void written.push(chunk) });
    const piped = stream.pipeTo(destination, { signal: abort.signal, preventCancel: true, preventAbort: true });
    await turn();
    queueMicrotask(() => abort.abort());
    for (let i = 0; i < wait; i++) await undefined;
    its.enqueue('a');
    await assert.rejects(piped, { name: 'AbortError' });
    its.enqueue('b');
    its.close();
    for await (const chunk of stream) written.push(chunk);
    assert.deepEqual(written, ['a', 'b'], `after ${wait} microtasks`);
  }
});

test('options are read once, in the order of the platform, also where the pipe is refused', async () => {
  for (const isLocked of [false, true]) {
    for (const way of ['pipeTo', 'pipeThrough']) {
      const read = (/** @type {typeof bare} */ watch) => {
        /** @type {PropertyKey[]} */
        const keys = [];
        const spy = (/** @type {object} */ target) =>
          /** @type {any} */ (
            new Proxy(target, {
              get(all, key) {
                keys.push(key);
                return Reflect.get(all, key);
              },
            })
          );
        const stream = watch(new ReadableStream());
        if (isLocked) stream.getReader();
        try {
          if (way === 'pipeTo') stream.pipeTo(new WritableStream(), spy({})).catch(ignore);
          else stream.pipeThrough(spy(new TransformStream()), spy({}));
        } catch {}
        return keys;
      };
      assert.deepEqual(read(observed), read(bare), `${way} ${isLocked}`);
    }
  }
});

test('an option that throws, and one that is none', async () => {
  const broken = {
    get preventAbort() {
      throw new RangeError('mine');
    },
  };
  const stream = observed(new ReadableStream());
  await assert.rejects(stream.pipeTo(new WritableStream(), broken), RangeError);
  assert.throws(() => stream.pipeThrough(new TransformStream(), broken), RangeError);
  await assert.rejects(stream.pipeTo(new WritableStream(), /** @type {any} */ (5)), TypeError);
  assert.equal(stream.locked, false);
});

test('a pipe of what is no stream is refused as the platform refuses it, and locks nothing', async () => {
  for (const wrong of [undefined, {}, { [Symbol.toStringTag]: 'ReadableStream' }]) {
    const refusals = [];
    for (const make of [bare, observed]) {
      const { pipeTo, pipeThrough } = make(new ReadableStream());
      const destination = new WritableStream();
      const { writable, readable } = new TransformStream();
      refusals.push([
        await pipeTo.call(wrong, destination).catch((/** @type {any} */ error) => [error.code, error.message]),
        (() => {
          try {
            return pipeThrough.call(wrong, { writable, readable });
          } catch (/** @type {any} */ error) {
            return [error.code, error.message];
          }
        })(),
        [destination.locked, writable.locked],
      ]);
    }
    assert.deepEqual(refusals[1], refusals[0]);
    assert.deepEqual(refusals[1][2], [false, false]);
  }
});

test("a pipe that cannot be watched is the platform's, and said to be", async () => {
  const { result, log } = /** @type {any} */ (watched(ReadableStream.from([1])));
  /** @type {unknown[]} */
  const written = [];
  const signal = Object.assign(new EventTarget(), { aborted: false });
  await result.pipeTo(new WritableStream({ write: (chunk) => void written.push(chunk) }), { signal });
  assert.deepEqual([written, log], [[1], [['end', 'unobservable']]]);
});

test('a failing destination sees the error before its pipe does, and the source sees it once', async () => {
  const error = new Error('sink');
  const { result, log } = /** @type {any} */ (watched(ReadableStream.from([1, 2, 3])));
  const destination = new WritableStream({
    write(chunk) {
      if (chunk === 2) throw error;
    },
  });
  await assert.rejects(result.pipeTo(destination), (thrown) => thrown === error);
  assert.deepEqual(log.slice(0, 2), items(1, 2));
  assert.deepEqual(log.at(-1), ['end', 'cancelled']);
});
