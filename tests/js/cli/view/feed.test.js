import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceFeed } from '../../../../js/cli/view/feed.js';
import { createTraceHub } from '../../../../js/cli/view/hub.js';
import { send, serve, splitAnswer } from './support/serve.js';

test('an answer that waited in vain has no requests and the same position', async (t) => {
  const hub = createTraceHub();
  hub.add(new Uint8Array(3));
  const url = await serve(t, traceFeed(hub, 10));
  const { headers } = await send(`${url}/?after=`);
  const again = await send(`${url}/?after=${headers['spanloom-position']}`);
  assert.deepEqual([again.status, again.body.length], [200, 0]);
  assert.equal(again.headers['spanloom-position'], headers['spanloom-position']);
});

test('an answer is bounded: the rest is in the next', async (t) => {
  const hub = createTraceHub();
  for (let i = 0; i < 3; i++) hub.add(new Uint8Array(5 * 2 ** 20).fill(i));
  const url = await serve(t, traceFeed(hub));
  const firsts = [];
  for (let position = '', i = 0; i < 3; i++) {
    const { headers, body } = await send(`${url}/?after=${position}`);
    position = `${headers['spanloom-position']}`;
    firsts.push(splitAnswer(body).map(([first]) => first));
  }
  assert.deepEqual(firsts, [[0], [1], [2]]);
});

test('who goes away while it waits leaves nothing behind', async (t) => {
  const hub = createTraceHub();
  let waiting = 0;
  const arrival = async (/** @type {number} */ position, /** @type {AbortSignal} */ signal) => {
    waiting += 1;
    await hub.arrival(position, signal);
    waiting -= 1;
  };
  const url = await serve(t, traceFeed({ ...hub, arrival }, 60_000));
  const controller = new AbortController();
  const asked = fetch(url, { signal: controller.signal }).catch(() => undefined);
  while (waiting === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  await asked;
  while (waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5));
});
