// The first events wait for the core, so that lineage is there from the first request on. They wait for nothing else, and not for long.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { instrument } from '../../../js/edge/index.js';
import { Platform, requestTo, traced } from './support/platform.js';

const CORE = new URL('../../../dist/spanloom.wasm', import.meta.url);
const TEXT = 'The lighthouse opens on Sundays, and its lamp room holds six visitors at a time.';

/** @param {import('node:test').TestContext} t @param {() => Promise<any>} wasm */
function answering(t, wasm) {
  const { tracer, sink } = traced(t, { wasm, onError() {} });
  const find = tracer.retrieval(async () => [{ text: TEXT }], { name: 'find' });
  const handler = async (/** @type {any[]} */ ..._) => {
    const [{ text }] = await find();
    return Response.json(tracer.inject({}, { values: [text] }));
  };
  const platform = new Platform();
  const handle = instrument(handler, { tracer });
  return { sink, platform, tracer, ask: () => handle(requestTo('/'), platform.ctx) };
}

test('the first requests have lineage, however late the core comes', async (t) => {
  /** @type {(value?: unknown) => void} */
  let send = () => {};
  const sent = new Promise((resolve) => {
    send = resolve;
  });
  const { tracer, ask } = answering(t, async () => {
    await sent;
    return readFile(CORE);
  });
  const asked = [ask(), ask()];
  setImmediate(send);
  for (const response of [...(await Promise.all(asked)), await ask()]) {
    const { 'spanloom-lineage': lineage } = await response.json();
    assert.match(lineage, /^[\w-]{16,}$/);
  }
  assert.deepEqual(tracer.stats()?.propagation.ignored, {});
});

test('a core that cannot be loaded is no error of the request', async (t) => {
  const { ask, sink, platform } = answering(t, async () => {
    throw new Error('no core');
  });
  const response = await ask();
  assert.match((await response.json()).traceparent, /^00-/);
  await platform.settled();
  assert.equal(sink.spans.length, 2);
});

test('a core that does not come holds up the first requests for a second at most, and no later one', async (t) => {
  /** @type {(reason: Error) => void} */
  let end = () => {};
  const never = new Promise((_, reject) => {
    end = reject;
  });
  t.after(() => end(new Error('the test is over')));
  const { ask } = answering(t, () => never);
  assert.equal((await ask()).status, 200);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  // No timer fires any more.
  assert.equal((await ask()).status, 200);
  t.mock.timers.reset();
});
