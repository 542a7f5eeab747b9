// Garbage collection: it ends no root span whose handler or response goes on, and the one whose reader has failed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { instrument } from '../../../js/edge/index.js';
import { controlled, Platform, requestTo, traced } from './support/platform.js';

v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');

/** Open spans are checked every few milliseconds. */
const CHECKED = { streamTimeout: 20, promiseTimeout: 60_000 };

/** Lets the checks of open spans happen, and collections. */
async function collect() {
  for (let i = 0; i < 10; i++) {
    await sleep(10);
    gc();
  }
}

test('a handler and a response that go on for long end when they are done', async (t) => {
  const { tracer, find } = traced(t, CHECKED);
  await tracer.flush();
  const platform = new Platform();
  const { stream, send, close } = controlled();
  const handler = async () => {
    await collect();
    return new Response(stream);
  };
  const response = await instrument({ fetch: handler }, { tracer }).fetch(requestTo('/'), {}, platform.ctx);
  const text = response.text();
  for (const word of ['one ', 'two']) {
    send(word);
    await collect();
  }
  close();
  assert.equal(await text, 'one two');
  await platform.settled();
  assert.deepEqual([find('GET').output, find('GET').attributes['spanloom.result']], ['one two', undefined]);
});

test('a stream of strings, at which readers fail, ends when it is collected', async (t) => {
  const { tracer, find } = traced(t);
  await tracer.flush();
  const platform = new Platform();
  const strings = () =>
    new ReadableStream({
      start(controller) {
        for (const text of ['a text', 'more']) controller.enqueue(text);
        controller.close();
      },
    });
  const worker = instrument({ fetch: async () => new Response(strings()) }, { tracer });
  const fails = async () => {
    const response = await worker.fetch(requestTo('/'), {}, platform.ctx);
    await assert.rejects(response.text(), TypeError);
  };
  await fails();
  await collect();
  assert.equal(tracer.stats()?.spans.open, 0);
  await platform.settled();
  assert.deepEqual([find('GET').output, find('GET').attributes['spanloom.result']], ['a text', 'collected']);
});
