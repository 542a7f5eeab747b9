// `init` again, as a hot reload does it, or a Worker with each request: what is open ends where it began.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import v8 from 'node:v8';
import vm from 'node:vm';
import {
  annotate,
  createTracer,
  currentSpan,
  flush,
  init,
  inject,
  llm,
  memory,
  shutdown,
  startSpan,
  stats,
  task,
  workflow,
} from '../../../js/index.js';

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

after(() => shutdown());

/** A promise and its `resolve`. */
function gate() {
  let open = () => {};
  const opened = new Promise((resolve) => {
    open = () => resolve(undefined);
  });
  return { opened, open };
}

/** @param {import('../../../js/index.js').FinishedSpan[]} spans */
const names = (spans) => spans.map(({ name }) => name);

/** Ends with the test that is over. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

test('open spans end on their tracer; what starts meanwhile is on the new one, below them', async () => {
  const [old, fresh] = [memory(), memory()];
  const { opened, open } = gate();
  const step = task(() => {}, { name: 'step' });
  const ask = workflow(
    async () => {
      step();
      await opened;
      step();
      annotate({ tags: ['late'] });
      assert.equal(currentSpan()?.name, 'ask');
      return inject(/** @type {any} */ ({}));
    },
    { name: 'ask', sessionId: 's-1' },
  );
  init({ exporters: [old] });
  const running = ask();
  init({ exporters: [fresh] });
  open();
  const { traceparent } = await running;
  await flush();
  assert.deepEqual([names(old.spans), names(fresh.spans)], [['step', 'ask'], ['step']]);
  const [parent] = old.spans.slice(1);
  const [child] = fresh.spans;
  assert.deepEqual([child.traceId, child.parentSpanId], [parent.traceId, parent.spanId]);
  assert.equal(child.attributes['session.id'], 's-1');
  assert.match(JSON.stringify(parent.attributes), /late/);
  assert.ok(traceparent.includes(parent.spanId));
  assert.deepEqual(stats()?.spans.dropped, {});
});

test('values of the old tracer are followed within the new one', async () => {
  const fresh = memory();
  const make = task(() => ({ text: 'made' }), { name: 'make' });
  const use = task((/** @type {object} */ made) => made === undefined, { name: 'use' });
  init({ exporters: [] });
  const root = startSpan('root');
  init({ exporters: [fresh] });
  root.run(() => use(make()));
  await flush();
  assert.deepEqual(
    fresh.spans[1].links.map(({ spanId }) => spanId),
    [fresh.spans[0].spanId],
  );
  root.end();
});

test('flush waits for what the tracers before have to deliver, and shutdown for all of them', async () => {
  /** @type {string[]} */
  const delivered = [];
  const slow = (/** @type {string} */ name) => ({
    async export() {
      await turn();
      delivered.push(name);
    },
  });
  init({ exporters: [slow('one')] });
  const one = startSpan('one');
  init({ exporters: [slow('two')] });
  const two = startSpan('two');
  init({ exporters: [slow('three')] });
  startSpan('three').end();
  one.end();
  await flush();
  assert.deepEqual(delivered.sort(), ['one', 'three']);
  two.end();
  await shutdown();
  assert.deepEqual(delivered.sort(), ['one', 'three', 'two']);
});

test('an exporter that goes on being used is not shut down, and one that does not is, once', async () => {
  /** @type {string[]} */
  const shut = [];
  const sink = (/** @type {string} */ name) => ({ export() {}, shutdown: () => void shut.push(name) });
  const [kept, left] = [sink('kept'), sink('left')];
  init({ exporters: [kept, left] });
  const open = startSpan('open');
  init({ exporters: [kept] });
  await turn();
  assert.deepEqual(shut, []);
  open.end();
  await flush();
  assert.deepEqual(shut, ['left']);
  init({ exporters: [kept] });
  await flush();
  assert.deepEqual(shut, ['left']);
  await shutdown();
  assert.deepEqual(shut, ['left', 'kept']);
});

test('tracers that share an exporter leave it to the last, whatever made them', async () => {
  let shut = 0;
  const exporter = { export() {}, shutdown: () => void shut++ };
  const tracers = [createTracer({ exporters: [exporter] }), createTracer({ exporters: [exporter] })];
  createTracer({ exporters: [exporter], enabled: false });
  await tracers[0].shutdown();
  await tracers[0].shutdown();
  assert.equal(shut, 0);
  await tracers[1].shutdown();
  assert.equal(shut, 1);
});

test('what never ends is given up, as a promise is that does not settle', async () => {
  const closed = gate();
  /** @type {unknown[]} */
  const errors = [];
  init({
    exporters: [{ export() {}, shutdown: closed.open }],
    promiseTimeout: 5,
    onError: (error) => errors.push(String(error)),
  });
  startSpan('never ended');
  init();
  const alive = setInterval(() => {}, 1000);
  await closed.opened;
  clearInterval(alive);
  await flush();
  assert.match(errors.join(), /1 span was still open/);
});

test('of many tracers that never come to an end, the oldest are given up', async () => {
  let shut = 0;
  for (let i = 0; i < 260; i++) {
    init({ exporters: [{ export() {}, shutdown: () => void shut++ }], onError() {} });
    startSpan('never ended');
  }
  while (shut < 3) await turn();
  assert.equal(shut, 3);
  await shutdown();
  assert.equal(shut, 260);
});

test('shutdown by hand drops what is open, as ever', async () => {
  const sink = memory();
  init({ exporters: [sink], onError() {} });
  const open = startSpan('open');
  await shutdown();
  open.end();
  assert.deepEqual([sink.spans, stats()?.spans.dropped], [[], { shut_down: 1 }]);
});

test('wrong options leave the tracer as it is', async () => {
  const sink = memory();
  init({ exporters: [sink] });
  assert.throws(() => init(/** @type {any} */ ({ sampling: 1 })), /sampling/);
  task(() => {}, { name: 'still' })();
  await flush();
  assert.deepEqual(names(sink.spans), ['still']);
});

test('thousands of tracers, each with a span that ends on it later, leave nothing behind', async () => {
  let received = 0;
  const handle = llm(async (/** @type {unknown} */ until) => until, { name: 'handle' });
  const round = async (/** @type {number} */ count) => {
    let last = gate();
    for (let i = 0; i < count; i++) {
      const next = gate();
      init({
        exporters: [
          {
            export(spans) {
              received += spans.length;
            },
          },
        ],
      });
      handle(next.opened);
      last.open();
      last = next;
      if (i % 50 === 0) await flush();
    }
    last.open();
    await turn();
    await flush();
    init();
    await flush();
    for (let i = 0; i < 3; i++) {
      await turn();
      collect();
    }
    return process.memoryUsage().heapUsed;
  };
  const before = await round(1000);
  const grown = (await round(3000)) - before;
  assert.equal(received, 4000);
  assert.ok(grown < 3000 * 300, `${grown} bytes`);
});
