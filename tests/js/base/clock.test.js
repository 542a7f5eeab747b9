// The time of day after the machine slept, or its clock was set.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-01-01T00:00:00Z');
const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

const since = (/** @type {bigint} */ nanos) => Number(nanos - BigInt(NOW) * 1_000_000n) / 1e6;

/** A tracer under clocks that tests set: `run` lets both go on, `sleep` the time of day only. */
function setUp(/** @type {import('node:test').TestContext} */ t) {
  let day = NOW;
  let ticks = 1000;
  t.mock.method(Date, 'now', () => Math.floor(day));
  t.mock.method(performance, 'now', () => ticks);
  const exporter = memory();
  const tracer = createTracer({ exporters: [exporter], queue: { flushInterval: 1e9 } });
  const finish = async () => {
    t.mock.restoreAll();
    await tracer.shutdown();
    /** Milliseconds since the beginning. @type {Record<string, [start: number, end: number]>} */
    const times = {};
    for (const { name, startTimeUnixNano, endTimeUnixNano } of exporter.spans)
      times[name] = [since(startTimeUnixNano), since(endTimeUnixNano)];
    return times;
  };
  const sleep = (/** @type {number} */ ms) => {
    day += ms;
  };
  const run = (/** @type {number} */ ms) => {
    day += ms;
    ticks += ms;
  };
  /** performance.now() counts from another time, as in workerd where no request runs. */
  const elsewhere = (/** @type {() => void} */ fn, from = 0) => {
    const before = ticks;
    ticks = from;
    fn();
    ticks = before;
  };
  return { tracer, sleep, run, finish, elsewhere };
}

test('a span that ends where performance.now() stands at 0 has the right time, and so has what comes later', async (t) => {
  const { tracer, run, finish, elsewhere } = setUp(t);
  const root = tracer.startSpan('root');
  const collected = root.run(() => tracer.startSpan('collected'));
  run(5);
  elsewhere(() => collected.end());
  run(5);
  root.run(() => tracer.startSpan('child')).end();
  root.end();
  assert.deepEqual(await finish(), { root: [0, 10], collected: [0, 5], child: [10, 10] });
});

test('a trace that began where performance.now() stands at 0 ends in its own time', async (t) => {
  const { tracer, run, finish, elsewhere } = setUp(t);
  /** @type {import('../../../js/index.js').Span | undefined} */
  let early;
  elsewhere(() => {
    early = tracer.startSpan('early');
  });
  run(5);
  elsewhere(() => early?.end(), NOW);
  assert.deepEqual(await finish(), { early: [0, 5] });
});

test('a trace that is continued after the machine slept is on time at once', async (t) => {
  const { tracer, sleep, run, finish } = setUp(t);
  const handle = (/** @type {string} */ name) =>
    tracer.extract({ traceparent: PARENT }).run(() => tracer.startSpan(name).end());
  handle('before');
  run(10);
  sleep(HOUR);
  handle('after');
  const { before, after } = await finish();
  assert.deepEqual(
    [before, after],
    [
      [0, 0],
      [HOUR + 10, HOUR + 10],
    ],
  );
});

test('so is a span that was open meanwhile, and what starts below it', async (t) => {
  const { tracer, sleep, run, finish } = setUp(t);
  const root = tracer.startSpan('root');
  const open = root.run(() => tracer.startSpan('open'));
  run(5);
  sleep(HOUR);
  root.run(() => tracer.startSpan('child')).end();
  run(5);
  open.end();
  root.end();
  assert.deepEqual(await finish(), { root: [0, HOUR + 10], open: [0, HOUR + 10], child: [HOUR + 5, HOUR + 5] });
});

test('a clock that is set back takes nothing back within a trace, and a new trace has its time', async (t) => {
  const { tracer, sleep, run, finish } = setUp(t);
  const root = tracer.startSpan('root');
  run(100);
  sleep(-HOUR);
  const child = root.run(() => tracer.startSpan('child'));
  run(100);
  child.end();
  tracer.startSpan('other').end();
  sleep(HOUR);
  root.run(() => tracer.startSpan('late')).end();
  root.end();
  assert.deepEqual(await finish(), {
    root: [0, 200],
    child: [100, 200],
    other: [200 - HOUR, 200 - HOUR],
    late: [200, 200],
  });
});

test('whatever the clocks do, times of a trace go forward, and children are not before their parents', async (t) => {
  const { tracer, sleep, run, finish } = setUp(t);
  let [seed, count] = [1, 0];
  const random = (/** @type {number} */ below) => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed % below;
  };
  /** @type {[string, string][]} */
  const inOrder = [];
  const step = (/** @type {number} */ depth, /** @type {string} */ parent) => {
    const name = String(count++);
    if (parent) inOrder.push([parent, name]);
    const span = tracer.startSpan(name);
    span.run(() => {
      for (let i = random(4); i > 0 && depth < 5; i--) {
        run(random(30));
        if (random(3) === 0) sleep(random(100_000) - 50_000);
        step(depth + 1, name);
      }
    });
    span.end();
  };
  for (let i = 0; i < 100; i++) step(0, '');
  const times = await finish();
  assert.ok(inOrder.length > 500);
  for (const [start, end] of Object.values(times)) assert.ok(start <= end);
  for (const [parent, child] of inOrder)
    assert.ok(times[parent][0] <= times[child][0] && times[child][1] <= times[parent][1], `${parent} ${child}`);
});

test('differences that the resolution of clocks explains move nothing', async (t) => {
  const { tracer, sleep, run, finish } = setUp(t);
  const root = tracer.startSpan('root');
  for (const ms of [15, -15, 15]) {
    sleep(ms);
    run(1);
    root.run(() => tracer.startSpan(`after ${ms}`)).end();
  }
  root.end();
  const { root: times } = await finish();
  assert.deepEqual(times, [0, 3]);
});
