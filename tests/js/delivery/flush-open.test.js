// flush({ open: true }) waits for open spans, up to a timeout.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createTracer, flush, init, memory, shutdown } from '../../../js/index.js';

const LONG = 60_000;

function setUp() {
  const exporter = memory();
  /** @type {any[]} */
  const errors = [];
  const tracer = createTracer({ exporters: [exporter], onError: (error) => errors.push(error) });
  return { tracer, errors, names: () => exporter.spans.map(({ name }) => name) };
}

/** Whether it settles while others do what they have to do. @param {Promise<unknown>} promise */
const isSettledAfter = (promise, ms = 100) =>
  Promise.race([promise.then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), ms))]);

test('it settles once the open spans and their descendants have ended and are delivered', async () => {
  const { tracer, names } = setUp();
  const root = tracer.startSpan('root');
  const flushed = tracer.flush({ open: true, timeout: LONG });
  const child = root.run(() => tracer.startSpan('child'));
  root.end();
  assert.equal(await isSettledAfter(flushed), false);
  const grandchild = root.run(() => tracer.startSpan('grandchild'));
  child.end();
  assert.equal(await isSettledAfter(flushed), false);
  grandchild.end();
  await flushed;
  assert.deepEqual(names(), ['root', 'child', 'grandchild']);
  await tracer.shutdown();
});

test('it does not wait for a trace that starts later', async () => {
  const { tracer, names } = setUp();
  const root = tracer.startSpan('root');
  const flushed = tracer.flush({ open: true, timeout: LONG });
  const later = tracer.startSpan('later');
  root.end();
  await flushed;
  assert.deepEqual(names(), ['root']);
  later.end();
  await tracer.shutdown();
});

test('after the timeout, the spans that have ended are delivered', async () => {
  const { tracer, names } = setUp();
  const root = tracer.startSpan('root');
  root.run(() => tracer.startSpan('child')).end();
  await tracer.flush({ open: true, timeout: 50 });
  assert.deepEqual(names(), ['child']);
  root.end();
  await tracer.shutdown();
});

test('without `open`, or with no open span, it does not wait', async () => {
  const { tracer, names } = setUp();
  await tracer.flush({ open: true, timeout: LONG });
  const root = tracer.startSpan('root');
  tracer.startSpan('done').end();
  for (const options of [undefined, {}, { open: false }, { timeout: LONG }, { open: undefined }])
    await tracer.flush(options);
  assert.deepEqual(names(), ['done']);
  root.end();
  await tracer.shutdown();
  await tracer.flush({ open: true });
});

test('streams and promises are open until they end', async () => {
  const { tracer, names } = setUp();
  const stream = tracer.llm(
    async function* () {
      yield 'a';
      await new Promise((resolve) => setTimeout(resolve, 30));
      yield 'b';
    },
    { name: 'stream' },
  );
  const read = async () => {
    for await (const _ of stream());
  };
  tracer.tool(() => new Promise((resolve) => setTimeout(resolve, 30)), { name: 'promise' })();
  read();
  await tracer.flush({ open: true });
  assert.deepEqual(names().sort(), ['promise', 'stream']);
  await tracer.shutdown();
});

for (const [options, message] of /** @type {[any, RegExp][]} */ ([
  ['SIGTERM', /flush\(\) takes an object of options, not "SIGTERM"/],
  [null, /flush\(\) takes an object/],
  [{ opne: true }, /flush\(\) has no option 'opne'; there is 'open'/],
  [{ open: 1 }, /flush\(\): 'open' must be true or false/],
  [{ timeout: -1 }, /flush\(\): 'timeout' must be a number above 0/],
])) {
  test(`an invalid option is reported and ignored: ${JSON.stringify(options)}`, async () => {
    const { tracer, errors, names } = setUp();
    const root = tracer.startSpan('root');
    tracer.startSpan('done').end();
    await tracer.flush(options);
    assert.deepEqual(names(), ['done']);
    assert.equal(errors.length, 1);
    assert.match(errors[0].message, message);
    root.end();
    await tracer.shutdown();
  });
}

test('the default tracer does the same, and before init nothing happens', async () => {
  assert.equal(await flush({ open: true }), undefined);
  const exporter = memory();
  const { startSpan } = init({ exporters: [exporter] });
  const root = startSpan('root');
  const flushed = flush({ open: true, timeout: LONG });
  setTimeout(() => root.end(), 30);
  await flushed;
  assert.equal(exporter.spans.length, 1);
  await shutdown();
});

test('it keeps the process alive', async () => {
  const program = `
    import { createTracer, memory } from ${JSON.stringify(new URL('../../../js/index.js', import.meta.url))};
    const tracer = createTracer({ exporters: [memory()], onError() {} });
    tracer.startSpan('open');
    await tracer.flush({ open: true, timeout: 300 });
    console.log('end');`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  assert.equal(stdout, 'end\n');
});

test('it waits for open spans of the same trace, but not for those around the call itself', async () => {
  const { tracer, names } = setUp();
  const inner = await tracer.trace('handler', () =>
    tracer.trace('step', () => isSettledAfter(tracer.flush({ open: true, timeout: LONG }), 1000)),
  );
  assert.equal(inner, true);
  const other = tracer.startSpan('other');
  const waits = tracer.trace('later', () => tracer.flush({ open: true, timeout: LONG }));
  assert.equal(await isSettledAfter(waits), false);
  other.end();
  await waits;
  assert.deepEqual(names(), ['step', 'handler', 'other']);
});
