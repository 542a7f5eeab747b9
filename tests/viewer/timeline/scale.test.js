import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arcOf, linksToDraw, MOST_OF_ALL } from '../../../js/viewer/timeline/arcs.js';
import { labelOf } from '../../../js/viewer/timeline/label.js';
import { pan, placeOf, ticksOf, zoom } from '../../../js/viewer/timeline/scale.js';

test('what is under the pointer stays there while zooming', () => {
  const [start, end] = zoom([0, 100], 25, 0.5, 100);
  assert.deepEqual([start, end], [12.5, 62.5]);
  assert.equal(placeOf([start, end], 25), placeOf([0, 100], 25));
});

test('however one zooms and pans, what is shown stays within the trace', () => {
  const move = fc.oneof(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
    }),
    fc.record({ by: fc.double({ min: -300, max: 300, noNaN: true }) }),
  );
  fc.assert(
    fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
      let shown = /** @type {readonly [number, number]} */ ([0, 100]);
      for (const move of moves) {
        const [start, end] = shown;
        shown =
          'by' in move ? pan(shown, move.by, 100) : zoom(shown, start + (end - start) * move.at, move.factor, 100);
        assert.ok(shown[0] >= 0 && shown[1] <= 100 + 1e-9 && shown[1] > shown[0], `${shown}`);
      }
    }),
    { seed: 1 },
  );
});

test('ticks are round, and not too many', () => {
  assert.deepEqual(ticksOf([0, 4200], 5), [0, 1000, 2000, 3000, 4000]);
  assert.deepEqual(ticksOf([950, 1450], 5), [1000, 1100, 1200, 1300, 1400]);
  assert.deepEqual(ticksOf([0, 0.001], 2), [0, 0.0005, 0.001]);
});

test('figures stand where they have room', () => {
  assert.deepEqual(labelOf(0, 100, 600, ['1 s · 1 token', '1 s']), { words: '1 s · 1 token', side: 'after' });
  assert.deepEqual(labelOf(300, 590, 600, ['1 s · 1 token', '1 s']), { words: '1 s · 1 token', side: 'inside' });
  assert.deepEqual(labelOf(560, 590, 600, ['1 s · 1 token', '1 s']), { words: '1 s · 1 token', side: 'before' });
  assert.deepEqual(labelOf(10, 60, 100, ['1 s · 1 token', '1 s']), { words: '1 s', side: 'after' });
});

test('few links are all drawn; of many, those of the chosen spans', () => {
  const links = (/** @type {number} */ count) =>
    Array.from({ length: count }, (_, index) => ({ from: index, to: index + 1 }));
  assert.equal(linksToDraw(links(MOST_OF_ALL), []).length, MOST_OF_ALL);
  assert.deepEqual(linksToDraw(links(MOST_OF_ALL + 1), []), []);
  const drawn = linksToDraw(links(MOST_OF_ALL + 1), [3]);
  assert.deepEqual(
    drawn.map(({ link, isChosen }) => [link.from, link.to, isChosen]),
    [
      [2, 3, true],
      [3, 4, true],
    ],
  );
  assert.deepEqual(linksToDraw(links(3), [0]).at(-1), { link: { from: 0, to: 1 }, isChosen: true });
});

test('an arc leaves an output to the right and comes to an input from the left', () => {
  const { line, head } = arcOf({ x: 100, y: 10, isStart: false }, { x: 200, y: 90, isStart: true });
  assert.equal(line, 'M100 10C150 10 150 90 200 90');
  assert.match(head, /^M193 86L200 90L193 94Z$/);
});
