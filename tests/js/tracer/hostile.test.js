// Programs that do at the wrong moment what they may do at any other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError, createTracer, memory } from '../../../js/index.js';

/** A tracer with what it exported and what it complained of. */
function recording(options = {}) {
  const [sink, errors] = [memory(), []];
  const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(error), ...options });
  const finish = async () => {
    await tracer.shutdown();
    return sink.spans.map(({ name }) => name).sort();
  };
  return { tracer, sink, errors, finish };
}

test('a span that is ended by mask() ends, and the log stays whole', async () => {
  const { tracer, errors, finish } = recording({ mask: () => other?.end() });
  let other;
  other = tracer.startSpan('other');
  tracer.task(() => 1, { name: 'f' })({ a: {}, b: {} });
  tracer.task(() => 2, { name: 'g' })();
  assert.deepEqual(await finish(), ['f', 'g', 'other']);
  assert.deepEqual(errors, []);
});

test('a span that is ended by sample() ends at once', async () => {
  const { tracer, finish } = recording({
    sample() {
      other?.end();
      return true;
    },
  });
  let other;
  other = tracer.startSpan('other');
  const last = tracer.startSpan('last');
  assert.equal(tracer.stats().spans.ended, 1);
  last.end();
  assert.deepEqual(await finish(), ['last', 'other']);
});

test('mask() that calls what another tracer traces is no call of the program', async () => {
  const two = recording();
  const inner = two.tracer.task(() => ({}), { name: 'inner' });
  const one = recording({ mask: () => inner({}) });
  one.tracer.task((x) => x, { name: 'outer' })({ a: {} });
  assert.deepEqual([await one.finish(), await two.finish()], [['outer'], []]);
  assert.deepEqual([...one.errors, ...two.errors], []);
});

test('callbacks that were made async and fail do not end the process', async () => {
  const fails = async () => {
    throw new Error('later');
  };
  const rejections = [];
  const note = (error) => rejections.push(error);
  process.on('unhandledRejection', note);
  const { tracer, finish } = recording({ mask: fails, sample: fails, onError: fails, links: { ignore: fails } });
  tracer.task((x) => x, { name: 'f' })({ a: 1 });
  assert.deepEqual(await finish(), ['f']);
  await new Promise(setImmediate);
  process.off('unhandledRejection', note);
  assert.deepEqual(rejections, []);
});

test('a wrong option of trace() or startSpan() is reported, and the program goes on', async () => {
  const { tracer, errors, finish } = recording();
  assert.equal(
    tracer.trace({ name: 'step', userId: 42 }, () => 'result'),
    'result',
  );
  tracer.startSpan({ kind: 'chain' }).end();
  tracer.startSpan(null).end();
  assert.deepEqual(await finish(), ['step', 'task', 'task']);
  assert.deepEqual(
    errors.map((error) => error instanceof ConfigurationError),
    [true, true, true],
  );
});

test('spans that end while the tracer shuts down are counted', async () => {
  let release;
  const slow = { export: () => new Promise((resolve) => (release = resolve)) };
  const tracer = createTracer({ exporters: [slow] });
  const late = tracer.startSpan('late');
  tracer.startSpan('early').end();
  const closing = tracer.shutdown();
  while (!release) await new Promise(setImmediate);
  late.end();
  release();
  await closing;
  const { ended, exported, dropped } = tracer.stats().spans;
  assert.deepEqual([ended, exported, dropped], [2, 1, { shut_down: 1 }]);
});

test('what runs in a span that is not sampled is not recorded, and other tracers go on', async () => {
  const silent = recording({ sample: ({ name }) => name !== 'root' });
  const child = silent.tracer.task(() => 1, { name: 'child' });
  silent.tracer.startSpan('root').run(child);
  const { tracer, finish } = recording();
  const step = tracer.task(() => tracer.currentSpan()?.name, { name: 'step' });
  const never = recording({ sample: 0 });
  assert.equal(never.tracer.trace('theirs', step), 'step');
  assert.deepEqual([await silent.finish(), await finish(), await never.finish()], [[], ['step'], []]);
});

test('an exporter is not part of the program: it sees no span and traces nothing', async () => {
  const seen = [];
  const exporter = {
    export() {
      seen.push(tracer.currentSpan());
      helper();
    },
  };
  const tracer = createTracer({ exporters: [exporter] });
  const helper = tracer.task(() => 1, { name: 'helper' });
  await tracer.trace('request', async () => {
    tracer.startSpan('inner').end();
    await tracer.flush();
  });
  await tracer.shutdown();
  assert.deepEqual(seen, [undefined, undefined]);
  assert.equal(tracer.stats().spans.started, 2);
});

test('a queue smaller than a batch still delivers', async () => {
  const { tracer, finish } = recording({ queue: { maxSpans: 10, maxBytes: 100_000 } });
  for (let i = 0; i < 30; i++) {
    tracer.startSpan('s').end();
    if (i % 5 === 4) await tracer.flush();
  }
  assert.equal((await finish()).length, 30);
  assert.throws(() => createTracer({ queue: { maxBatchSpans: 0.5 } }), ConfigurationError);
});

test('a generator that yields for ever does not fill the log: it is drained while no span ends', async () => {
  const { tracer } = recording();
  const items = tracer.task(function* () {
    for (;;) yield {};
  })();
  for (let i = 0; i < 200_000; i++) {
    items.next();
    if (i % 1000 === 0) await new Promise(setImmediate);
  }
  const { tableBytes } = tracer.stats().core;
  assert.ok(tableBytes > 1_000_000, `the core has ${tableBytes} bytes of tables`);
  await tracer.shutdown();
});
