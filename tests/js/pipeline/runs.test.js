// Whose each span is, however spans end, are cut, and are lost, against a list of them all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Runs } from '../../../js/pipeline/runs.js';
import { Choices } from '../support/choices.js';

test('the first run has exactly the spans in front that have its ownerStamps', () => {
  for (let seed = 0; seed < 2000; seed++) {
    const choices = Choices.random(seed);
    const [ann, ben] = ['ann', 'ben'].map((place) => ({ place, era: { isOver: false } }));
    const all = [[ann], [ben], [undefined]];
    const runs = new Runs();
    /** @type {any[]} */
    let queue = [];
    for (let step = 0; step < 30; step++) {
      const what = choices.int(5);
      if (what === 0) {
        const count = choices.int(Math.min(runs.length, queue.length) + 1);
        runs.shift(count);
        queue = queue.slice(count);
      } else if (what === 1 && choices.int(4) === 0) {
        const count = choices.int(queue.length + 1);
        runs.truncate(count);
        queue = queue.slice(0, count);
      } else if (what === 2 && choices.int(4) === 0) {
        const count = choices.int(queue.length + 1);
        runs.shift(count);
        queue = queue.slice(count);
      } else {
        const [mark] = all[choices.int(all.length)];
        runs.add([mark], queue.length);
        queue.push(mark);
      }
      if (queue.length === 0) continue;
      const other = queue.findIndex((mark) => mark !== queue[0]);
      assert.deepEqual(
        [runs.ownerStamps?.[0], Math.min(runs.length, queue.length)],
        [queue[0], other < 0 ? queue.length : other],
        `seed ${seed}`,
      );
    }
  }
});
