// The queue against a list: what waits, in which order, and what counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Queue } from '../../../js/delivery/queue.js';
import { Choices } from '../support/choices.js';

/** @typedef {import('../../../js/delivery/items.js').Item} Item */

const LIMITS = { maxSpans: 20, maxBytes: 200 };
const ROUNDS = 300;

/** @param {number} spanCount @returns {Item} */
const itemOf = (spanCount) => ({
  batch: { spanCount, byteLength: 10 * spanCount, payloadFor: () => spanCount },
  settle() {},
});
const spansOf = (/** @type {Item[]} */ items) => items.reduce((sum, { batch }) => sum + batch.spanCount, 0);

test('whatever is added, taken, replaced and released, order and size are those of a list', () => {
  for (let round = 0; round < ROUNDS; round++) {
    const choices = Choices.random(round);
    const queue = new Queue(LIMITS);
    /** @type {Item[]} */
    let waiting = [];
    /** @type {Item[]} */
    const taken = [];
    for (let step = 0; step < 40; step++) {
      const what = choices.int(5);
      if (what === 0) {
        const item = queue.next();
        assert.equal(item, waiting.shift());
        if (item) taken.push(item);
      } else if (what === 1) {
        const isOdd = (/** @type {Item} */ { batch }) => batch.spanCount % 2 === 1;
        const odd = queue.take(isOdd);
        assert.deepEqual(odd, waiting.filter(isOdd));
        waiting = waiting.filter((item) => !isOdd(item));
        taken.push(...odd);
      } else if (what === 2 && taken.length > 0) {
        const [item] = taken.splice(choices.int(taken.length), 1);
        queue.release(item);
      } else if (what === 3 && taken.length > 0) {
        const [item] = taken.splice(choices.int(taken.length), 1);
        const parts = [itemOf(1), itemOf(item.batch.spanCount)];
        queue.replace(item, parts);
        waiting.unshift(...parts);
      } else {
        const item = itemOf(1 + choices.int(4));
        const hasRoom = spansOf([...waiting, ...taken, item]) <= LIMITS.maxSpans;
        assert.equal(queue.hasRoom(item.batch), hasRoom);
        if (!hasRoom) continue;
        queue.add(item);
        waiting.push(item);
      }
      const spans = spansOf([...waiting, ...taken]);
      assert.deepEqual(queue.size, { spans, bytes: 10 * spans });
    }
  }
});
