// Batches of messages: one that is accepted is the parent, and several are linked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instrument } from '../../../js/edge/index.js';
import { Platform, traced } from './support/platform.js';

/** @param {import('node:test').TestContext} t @param {object[]} bodies @param {object} [options] */
async function batch(t, bodies, options) {
  const { tracer, find } = traced(t);
  const platform = new Platform();
  const worker = instrument(
    { queue: async (/** @type {any[]} */ ..._) => tracer.task(() => 1, { name: 'step' })() },
    { tracer, ...options },
  );
  await worker.queue({ queue: 'jobs', messages: bodies.map((body, i) => ({ id: `m${i}`, body })) }, {}, platform.ctx);
  await platform.settled();
  return { root: find('process jobs'), step: find('step') };
}

/** @param {import('node:test').TestContext} t */
function message(t) {
  const { tracer } = traced(t);
  return tracer.trace('send', (span) => ({ body: tracer.inject({ job: 1 }), span }));
}

test('the sender of a single message that is accepted is the parent', async (t) => {
  const { body, span } = message(t);
  const { root, step } = await batch(t, [body], { acceptTraceContext: (/** @type {any} */ { id }) => id === 'm0' });
  assert.deepEqual([root.traceId, root.parentSpanId, step.traceId], [span.traceId, span.spanId, span.traceId]);
  assert.equal(root.attributes['messaging.message.id'], 'm0');
});

test('the senders of several messages are linked, as is one that is not accepted', async (t) => {
  const [first, second] = [message(t), message(t)];
  const idsOf = (/** @type {any[]} */ links) => links.map(({ traceId, spanId }) => [traceId, spanId]);
  const expected = [first, second].map(({ span }) => [span.traceId, span.spanId]);
  const { root } = await batch(t, [first.body, { job: 2 }, second.body], { acceptTraceContext: true });
  assert.deepEqual([root.parentSpanId, idsOf(root.links)], [undefined, expected]);
  assert.equal(root.attributes['messaging.batch.message_count'], 3);
  const { root: single } = await batch(t, [first.body]);
  assert.deepEqual([single.parentSpanId, idsOf(single.links)], [undefined, expected.slice(0, 1)]);
});

test('an event that is not as it should be reaches its handler, which decides', async (t) => {
  /** @type {any[]} */
  const errors = [];
  const { tracer } = traced(t, { onError: (error) => errors.push(error) });
  const handler = {
    scheduled: async (/** @type {any[]} */ ..._) => 'ran',
    queue: async (/** @type {any[]} */ ..._) => 'ran',
  };
  const worker = instrument(handler, { tracer });
  const platform = new Platform();
  for (const controller of [undefined, {}, { scheduledTime: Number.NaN }, { scheduledTime: 'soon' }])
    assert.equal(await worker.scheduled(controller, {}, platform.ctx), 'ran');
  for (const messages of [undefined, null, [], [null], [null, { id: 'm1', body: null }]])
    assert.equal(await worker.queue({ queue: 'q', messages }, {}, platform.ctx), 'ran');
  assert.deepEqual([errors, tracer.stats().spans.unrecorded], [[], 0]);
  const message = {
    get body() {
      throw new TypeError('not decoded');
    },
  };
  assert.equal(await worker.queue({ queue: 'q', messages: [message] }, {}, platform.ctx), 'ran');
  assert.deepEqual([[errors[0].cause.message], tracer.stats().spans.unrecorded], [['not decoded'], 1]);
  await platform.settled();
});
