// flush({ timeout }) settles in time, and delivery continues after it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createTracer } from '../../../js/index.js';
import { PART_BYTES } from '../../../js/page/keepalive.js';

const INDEX = new URL('../../../js/index.js', import.meta.url);
const onError = () => {};
const counts = (/** @type {any} */ tracer) => {
  const { exported, dropped } = tracer.stats().spans;
  return [exported, dropped];
};

test('it stops waiting for an exporter that hangs, which may deliver later', async () => {
  /** @type {(() => void)[]} */
  const deliver = [];
  const hangs = { export: () => new Promise((resolve) => deliver.push(() => resolve(undefined))) };
  const tracer = createTracer({ exporters: [hangs], onError });
  for (const options of [{ timeout: 10 }, { timeout: 10, open: true }]) {
    tracer.startSpan('span').end();
    assert.equal(await tracer.flush(options), undefined);
    assert.deepEqual(counts(tracer), [0, {}]);
  }
  const flushed = tracer.flush({ timeout: 3_600_000 });
  const again = tracer.flush();
  const answering = setInterval(() => deliver.pop()?.());
  await Promise.all([flushed, again]);
  clearInterval(answering);
  assert.deepEqual(counts(tracer), [2, {}]);
  await tracer.shutdown();
});

test('it stops waiting for a core that does not load', async () => {
  /** @type {(error: Error) => void} */
  let refuse = () => {};
  const wasm = /** @type {any} */ (new Promise((_, reject) => (refuse = reject)));
  const tracer = createTracer({ exporters: [{ export: async () => {} }], wasm, onError });
  tracer.startSpan('span').end();
  await tracer.flush({ timeout: 10 });
  assert.deepEqual(counts(tracer), [0, {}]);
  refuse(new Error('no'));
  await tracer.flush();
  assert.deepEqual(counts(tracer), [1, {}]);
  await tracer.shutdown();
});

test('it does not keep the process alive', async () => {
  const program = `
    import { createTracer } from ${JSON.stringify(INDEX)};
    const hangs = { timeout: 3_600_000, export: () => new Promise(() => {}) };
    const tracer = createTracer({ exporters: [hangs], onError: ({ reason }) => console.log(reason) });
    tracer.startSpan('span').end();
    await tracer.flush({ timeout: 100 });
    console.log('end');`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    timeout: 30_000,
  });
  assert.equal(stdout, 'end\nprocess_exit\n');
});

test('the declarations state the size of the parts of a batch in a page', () => {
  const types = readFileSync(new URL('../../../js/types/otlp.d.ts', import.meta.url), 'utf8');
  assert.match(types, new RegExp(`parts of ${PART_BYTES / 1024} KiB`));
});
