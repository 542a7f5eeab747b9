import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createTracer, memory } from '../../../js/index.js';

test('a child that starts long after its trace was forgotten still arrives, below its parent', async () => {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], queue: { maxBatchSpans: Infinity, maxBatchBytes: Infinity } });
  const root = tracer.startSpan('root');
  root.end();
  for (let i = 0; i < 3000; i++) {
    tracer.startSpan(`other ${i}`).end();
    if (i % 100 === 0) await tracer.flush();
  }
  root.run(() => tracer.task(() => 1, { name: 'late' })());
  await tracer.shutdown();
  const late = sink.spans.find(({ name }) => name === 'late');
  assert.equal(late?.traceId, root.traceId);
  assert.equal(late?.parentSpanId, root.spanId);
  assert.deepEqual(tracer.stats().spans.dropped, {});
});

test('a child finds the open span of its own tracer below a finished one of another', async () => {
  const [sink, other] = [memory(), memory()];
  const [a, b] = [createTracer({ exporters: [other] }), createTracer({ exporters: [sink] })];
  const late = b.task(() => {}, { name: 'late' });
  await b.trace('open', async () => {
    /** @type {Promise<void>} */
    let timer = Promise.resolve();
    a.task(() => {
      timer = new Promise((resolve) => setTimeout(() => resolve(late()), 5));
    })();
    await a.flush();
    await timer;
  });
  await Promise.all([a.shutdown(), b.shutdown()]);
  assert.equal(other.spans.length, 1);
  assert.deepEqual(
    sink.spans.map(({ name, parentSpanId }) => [name, parentSpanId]),
    [
      ['late', sink.spans[1].spanId],
      ['open', undefined],
    ],
  );
});

test('what goes on for ever below spans of two tracers does not grow', () => {
  // In a process of its own: the test runner keeps an account of what is asynchronous.
  const program = `
    import { createTracer } from './js/index.js';
    const tracers = [createTracer({ exporters: [{ export() {} }] }), createTracer({ exporters: [{ export() {} }] })];
    const steps = tracers.map((tracer) => tracer.task((next) => void setImmediate(next), { name: 'step' }));
    const sizes = [];
    let count = 0;
    const next = async () => {
      count += 1;
      if (count % 3000 === 0) {
        await Promise.all(tracers.map((tracer) => tracer.flush()));
        gc();
        sizes.push(process.memoryUsage().heapUsed);
      }
      if (sizes.length < 5) steps[count % 2](next);
      else console.log(sizes[4] - sizes[1]);
    };
    next();`;
  const out = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    encoding: 'utf8',
  });
  assert.ok(Number(out) < 9000 * 100, out);
});
