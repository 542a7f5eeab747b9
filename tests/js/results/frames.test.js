// How many frames of ours stand between a user's function and the user's code that has it called. Stacks have ten, and the user needs them.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import { recording } from '../support/spans.js';

const { tracer, finish } = recording();
after(finish);
const OURS = new URL('../../../js/', import.meta.url).href;
const MOST = 2;

function frames() {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const lines = String(new Error('here').stack).split('\n');
  Error.stackTraceLimit = stackTraceLimit;
  return lines.filter((line) => line.includes(OURS)).length;
}

/** @param {() => any} make @param {(result: any) => any} use */
const traced = (make, use) => use(tracer.task(make)());
const counted = () => {
  /** @type {number[]} */
  const counts = [];
  return { counts, note: () => void counts.push(frames()) };
};

/** @type {Record<string, (note: () => void) => any>} */
const STEPS = {
  call: (note) => traced(note, () => {}),
  'next of a generator': (note) =>
    traced(
      function* () {
        note();
        yield 1;
      },
      (it) => [...it],
    ),
  'return of a generator': (note) =>
    traced(
      function* () {
        try {
          yield 1;
        } finally {
          note();
        }
      },
      ([first]) => first,
    ),
  'next of an async generator': (note) =>
    traced(
      async function* () {
        note();
        yield 1;
      },
      (it) => it.next(),
    ),
  'next of an iterator': (note) =>
    traced(
      () => ({
        next: note,
        [Symbol.asyncIterator]() {
          note();
          return { next: note };
        },
      }),
      (it) => [it.next(), it[Symbol.asyncIterator]().next()],
    ),
  'pull of a reader': (note) =>
    traced(
      () => new ReadableStream({ pull: note, cancel: note }, { highWaterMark: 0 }),
      (stream) => {
        const reader = stream.getReader();
        reader.read();
        reader.cancel();
      },
    ),
  'pull of a pipe': (note) =>
    traced(
      () =>
        new ReadableStream(
          {
            pull(its) {
              note();
              its.close();
            },
          },
          { highWaterMark: 0 },
        ),
      (stream) => stream.pipeTo(new WritableStream({ write: note, close: note })),
    ),
  'cancel of a stream': (note) =>
    traced(
      () => new ReadableStream({ cancel: note }),
      (stream) => stream.cancel(),
    ),
  thenable: (note) =>
    traced(
      () => ({
        // biome-ignore lint/suspicious/noThenProperty: a lazy query
        then(/** @type {Function} */ resolve) {
          note();
          queueMicrotask(() => resolve(1));
        },
      }),
      async (query) => query.then(note, note),
    ),
  'read of a Node stream': (note) =>
    traced(
      () =>
        new Readable({
          read() {
            note();
            this.push(null);
          },
        }),
      (stream) => stream.read(),
    ),
  'listener of a Node stream': (note) =>
    traced(
      () => Readable.from(['a']),
      (stream) => new Promise((resolve) => stream.on('data', note).on('end', resolve)),
    ),
  'two tracers': (note) => {
    const other = recording();
    const result = traced(
      other.tracer.task(function* () {
        note();
        yield 1;
      }),
      (it) => it.next(),
    );
    return other.finish().then(() => result);
  },
};

for (const [name, run] of Object.entries(STEPS))
  test(`${name}: at most ${MOST} frames`, async () => {
    const { counts, note } = counted();
    await run(note);
    assert.ok(counts.length > 0);
    assert.ok(Math.max(...counts) <= MOST, `${counts}`);
  });

test('a step restores what was active, even if it throws or runs out of stack', () => {
  const tracer = createTracer({ exporters: [memory()], onError() {} });
  const outer = tracer.startSpan('outer');
  outer.run(() => {
    const failing = tracer.task(function* () {
      yield 1;
      throw new Error('body');
    })();
    assert.throws(() => [...failing], /body/);
    assert.equal(tracer.currentSpan()?.spanId, outer.spanId);
    const deep = tracer.task(function* () {
      const down = () => down();
      yield down();
    })();
    assert.throws(() => deep.next(), RangeError);
    assert.equal(tracer.currentSpan()?.spanId, outer.spanId);
  });
  assert.equal(tracer.currentSpan(), undefined);
  outer.end();
});
