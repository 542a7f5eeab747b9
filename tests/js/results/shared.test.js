// One object that is the result of many calls: each of them costs the same, and so does each item.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watched } from '../support/watched.js';

const CALLS = 100_000;
const MOST = 128;

const ends = (/** @type {any[]} */ all) => all.map(({ log }) => log.at(-1)?.[1]);

for (const [what, make, read] of /** @type {[string, () => any, (value: any) => Promise<void>][]} */ ([
  [
    'a stream',
    () => new ReadableStream({ pull: (controller) => void controller.enqueue(1) }),
    async (stream) => {
      for await (const _ of stream) break;
    },
  ],
  [
    'a generator',
    function* () {
      yield 1;
      yield 2;
    },
    async (generator) => {
      for (const _ of generator) break;
    },
  ],
])) {
  test(`${what} has so many listeners at most; the others end at once`, async () => {
    const shared = make();
    const all = Array.from({ length: CALLS }, () => watched(shared));
    assert.equal(ends(all).filter((end) => end === 'unobservable').length, CALLS - MOST);
    await read(shared);
    for (const { log } of all.slice(0, MOST))
      assert.deepEqual(log, [
        ['item', 1],
        ['end', 'cancelled'],
      ]);
    for (const { log } of all.slice(MOST)) assert.deepEqual(log, [['end', 'unobservable']]);
  });
}

test('there is room again for those that come after some have ended', () => {
  const shared = new ReadableStream();
  const first = Array.from({ length: MOST }, () => watched(shared));
  for (const { watch } of first) /** @type {any} */ (watch).expire();
  const second = Array.from({ length: MOST }, () => watched(shared));
  assert.deepEqual(new Set(ends(first)), new Set(['timeout']));
  assert.deepEqual(new Set(ends(second)), new Set([undefined]));
});

test('a thenable has no items: all hear of its end', async () => {
  // biome-ignore lint/suspicious/noThenProperty: a foreign thenable
  const shared = { then: (/** @type {Function} */ resolve) => resolve(7) };
  const all = Array.from({ length: CALLS }, () => watched(shared));
  await shared;
  assert.deepEqual(new Set(ends(all)), new Set(['returned']));
});
