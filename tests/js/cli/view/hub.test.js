import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTraceHub } from '../../../../js/cli/view/hub.js';

const COST = 256;
const never = new AbortController().signal;
/** @param {number} first @param {number} [length] */
const request = (first, length = 100) => new Uint8Array(length).fill(first);
/** @param {import('../../../../js/cli/view/hub.js').Reading} reading */
const firsts = ({ requests }) => requests.map(([first]) => first);

test('a reader gets all from its position on, and its next position', () => {
  const hub = createTraceHub();
  for (const first of [1, 2, 3]) hub.add(request(first));
  assert.deepEqual(firsts(hub.read(0, 1e6)), [1, 2, 3]);
  const { next } = hub.read(0, 1e6);
  assert.deepEqual(hub.read(next, 1e6), { requests: [], next, missed: 0 });
  hub.add(request(4));
  assert.deepEqual(firsts(hub.read(next, 1e6)), [4]);
});

test('a reading is bounded, but has at least one request', () => {
  const hub = createTraceHub();
  for (const first of [1, 2, 3]) hub.add(request(first));
  assert.deepEqual(firsts(hub.read(0, 200)), [1, 2]);
  assert.deepEqual(firsts(hub.read(hub.read(0, 200).next, 200)), [3]);
  assert.deepEqual(firsts(hub.read(0, 1)), [1]);
});

test('beyond the limit the oldest are dropped and counted, and it is told once', () => {
  let told = 0;
  const hub = createTraceHub({ maxBytes: 2 * (100 + COST), onFirstDrop: () => told++ });
  for (const first of [1, 2, 3, 4]) hub.add(request(first));
  assert.deepEqual(hub.stats(), { received: 4, dropped: 2, bytes: 2 * (100 + COST) });
  assert.equal(told, 1);
  const late = hub.read(0, 1e6);
  assert.deepEqual([firsts(late), late.missed], [[3, 4], 2]);
  assert.equal(hub.read(late.next, 1e6).missed, 0);
  assert.equal(hub.read(1, 1e6).missed, 1);
});

test('a request that is larger than the limit is kept until the next comes', () => {
  const hub = createTraceHub({ maxBytes: 1000 });
  hub.add(request(1, 5000));
  assert.deepEqual(firsts(hub.read(0, 10)), [1]);
  hub.add(request(2));
  assert.deepEqual(firsts(hub.read(0, 10)), [2]);
});

test('many empty requests are bounded, too', () => {
  const hub = createTraceHub({ maxBytes: 10 * COST });
  for (let i = 0; i < 1000; i++) hub.add(new Uint8Array(0));
  assert.equal(hub.read(0, 1e6).requests.length, 10);
});

test('readers wait for what has not come', async () => {
  const hub = createTraceHub();
  let come = 0;
  const waiting = [0, 1].map(() => hub.arrival(0, never).then(() => come++));
  await Promise.resolve();
  assert.equal(come, 0);
  hub.add(request(1));
  await Promise.all(waiting);
  await hub.arrival(0, never);
  const controller = new AbortController();
  const aborted = hub.arrival(1, controller.signal);
  controller.abort();
  await aborted;
  await hub.arrival(1, controller.signal);
});

test('a position that no reader can have is the end', () => {
  const hub = createTraceHub();
  hub.add(request(1));
  assert.deepEqual(hub.read(99, 1e6), { requests: [], next: 1, missed: 0 });
});
