// Spans that never end by themselves: promises that do not settle, spans that nobody ends. They are bounded, and none of it is silent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { createTracer, memory } from '../../../js/index.js';

/** @param {import('../../../js/index.js').TracerOptions} options */
function recording(options) {
  const sink = memory();
  /** @type {any[]} */
  const errors = [];
  const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(error), ...options });
  const stats = () => /** @type {import('../../../js/index.js').Stats} */ (tracer.stats());
  return { tracer, errors, spans: sink.spans, stats };
}
v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');
const never = () => new Promise(() => {});
const results = (/** @type {import('../../../js/index.js').FinishedSpan[]} */ spans) =>
  spans.map(({ name, attributes }) => `${name} ${attributes['spanloom.result']}`);

test('too many open spans: the oldest end, as far as they are known, and the first time is told', async () => {
  const { tracer, errors, spans, stats } = recording({ queue: { maxOpenSpans: 3 } });
  const ask = tracer.llm(never, { name: 'ask' });
  for (let i = 0; i < 5; i++) ask(`question ${i}`);
  const last = tracer.startSpan('last');
  last.end();
  await tracer.flush();
  assert.deepEqual(results(spans), ['ask evicted', 'ask evicted', 'ask evicted', 'last undefined']);
  assert.deepEqual(
    spans.map(({ input }) => input),
    ['question 0', 'question 1', 'question 2', undefined],
  );
  assert.equal(stats().spans.evicted, 3);
  assert.match(errors[0].message, /spans were ended early/);
  assert.equal(errors.length, 1);
  await tracer.shutdown();
});

test('too much content in open spans: the same; a stream ends with what passed', async () => {
  const { tracer, spans } = recording({ queue: { maxOpenBytes: 50_000 } });
  const stream = tracer.llm(
    async function* () {
      yield 'as far as ';
      yield 'it came';
      await never();
    },
    { name: 'stream' },
  )();
  await stream.next();
  await stream.next();
  const ask = tracer.llm(never, { name: 'ask' });
  for (let i = 0; i < 7; i++) ask('x'.repeat(10_000));
  await tracer.flush();
  assert.deepEqual(results(spans), ['stream evicted', 'ask evicted']);
  assert.equal(spans[0].output, 'as far as it came');
  await tracer.shutdown();
});

test('a span that is ended early and goes on is a parent all the same, and its end counts once', async () => {
  const { tracer, spans, stats } = recording({ queue: { maxOpenSpans: 1 } });
  const span = tracer.startSpan('early');
  const open = tracer.startSpan('open');
  span.run(() => tracer.trace('below', () => {}));
  span.end();
  open.end();
  await tracer.flush();
  const [early] = spans;
  assert.equal(early.name, 'early');
  assert.equal(spans.find(({ name }) => name === 'below')?.parentSpanId, early.spanId);
  assert.equal(stats().spans.ended, stats().spans.exported);
  await tracer.shutdown();
});

test('a promise that does not settle is given up; what happens below keeps the spans above', async () => {
  const { tracer, spans } = recording({ promiseTimeout: 300 });
  const kept = [];
  const hang = tracer.llm(never, { name: 'hang' });
  const tick = tracer.tool(async () => {}, { name: 'tick' });
  const work = tracer.agent(
    async () => {
      for (let i = 0; i < 12; i++) {
        await tick();
        await sleep(60);
      }
      return 'done';
    },
    { name: 'work' },
  );
  kept.push(hang('question'));
  assert.equal(await work(), 'done');
  await tracer.flush();
  assert.deepEqual(
    results(spans).filter((text) => !text.startsWith('tick')),
    ['hang timeout', 'work undefined'],
  );
  assert.equal(spans.find(({ name }) => name === 'hang')?.input, 'question');
  await tracer.shutdown();
});

test('streamTimeout holds for promises as well, unless promiseTimeout is given', async () => {
  const { tracer, spans } = recording({ streamTimeout: 50 });
  const patient = recording({ streamTimeout: 50, promiseTimeout: 60_000 });
  const kept = [tracer.llm(never, { name: 'hang' })(), patient.tracer.llm(never, { name: 'hang' })()];
  await sleep(300);
  await Promise.all([tracer.flush(), patient.tracer.flush()]);
  assert.deepEqual([results(spans), results(patient.spans), kept.length], [['hang timeout'], [], 2]);
  await Promise.all([tracer.shutdown(), patient.tracer.shutdown()]);
});

test('a promise that nobody can settle any more ends its span', async () => {
  const { tracer, spans } = recording({ promiseTimeout: 400 });
  const hang = tracer.llm(never, { name: 'hang' });
  const wait = tracer.llm(async () => void (await never()), { name: 'wait' });
  hang();
  wait();
  for (let i = 0; i < 30 && spans.length < 2; i++) {
    await sleep(10);
    collect();
    await tracer.flush();
  }
  // They are asked for at the first look, a quarter of the timeout later, and given up only after all of it.
  assert.deepEqual(results(spans).sort(), ['hang collected', 'wait collected']);
  await tracer.shutdown();
});

test('memory is bounded: 8,000 abandoned calls with 20 kB each', async () => {
  const { tracer, stats } = recording({ exporters: [{ export() {}, encoding: 'otlp-protobuf' }] });
  const ask = tracer.llm(never, { name: 'ask' });
  const kept = [];
  for (let i = 0; i < 8000; i++) {
    kept.push(ask(`${i} `.padEnd(20_000, 'lorem ipsum ')));
    if (i % 200 === 0) await tracer.flush();
  }
  await tracer.flush();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  const { memoryBytes } = stats().core;
  assert.ok(memoryBytes < 400e6, `the core has ${memoryBytes} bytes`);
  assert.ok(heapUsed + external - memoryBytes < 200e6, `the heap has ${heapUsed + external} bytes`);
  assert.equal(kept.length, 8000);
  await tracer.shutdown();
});

test('what is open at shutdown is told', async () => {
  const { tracer, errors, stats } = recording({});
  tracer.startSpan('open');
  tracer.trace('over', () => {});
  await tracer.shutdown();
  assert.deepEqual(
    [stats().spans.open, errors.map(({ message }) => message)],
    [1, ['1 span was still open at shutdown(), and will not be exported']],
  );
});

test('a timer that is lost with its request is set anew', async (t) => {
  const { tracer, spans } = recording({ streamTimeout: 100 });
  const { setInterval } = globalThis;
  // As workerd does, which forgets the timers of a request that is over.
  globalThis.setInterval = /** @type {any} */ (() => ({ unref() {} }));
  t.after(() => {
    globalThis.setInterval = setInterval;
  });
  const hang = tracer.llm(never, { name: 'hang' });
  const kept = [hang()];
  globalThis.setInterval = setInterval;
  await sleep(150);
  kept.push(hang());
  await sleep(300);
  await tracer.flush();
  assert.deepEqual([results(spans), kept.length], [['hang timeout', 'hang timeout'], 2]);
  await tracer.shutdown();
});

test('where no timer outlives its request, a later request ends what the lost timers did not: a span, and those around it', async (t) => {
  const { tracer, spans, stats } = recording({ streamTimeout: 20 });
  t.mock.method(globalThis, 'setInterval', () => ({ unref() {} }));
  const hang = tracer.llm(never, { name: 'inner' });
  const kept = [tracer.task(() => hang(), { name: 'outer' })()];
  await sleep(60);
  kept.push(tracer.task(never, { name: 'later' })());
  await tracer.flush();
  assert.deepEqual([results(spans), kept.length], [['inner timeout', 'outer timeout'], 2]);
  assert.equal(stats().spans.timedOut, 2);
  await tracer.shutdown();
});
