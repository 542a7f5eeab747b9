import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ancestorsOf, countBelow, hasChildren, placesOf, visibleRows } from '../../../js/viewer/timeline/rows.js';

/** a(b(c d) e) f, where a digit is the depth. */
const SPANS = [
  ['a', 0, -1],
  ['b', 1, 0],
  ['c', 2, 1],
  ['d', 2, 1],
  ['e', 1, 0],
  ['f', 0, -1],
].map(([spanId, depth, parent]) => ({ spanId, depth, parent }));

test('folding a span hides all below it, and nothing beside it', () => {
  assert.deepEqual(visibleRows(SPANS, new Set()), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(visibleRows(SPANS, new Set(['b'])), [0, 1, 4, 5]);
  assert.deepEqual(visibleRows(SPANS, new Set(['a', 'b'])), [0, 5]);
  assert.deepEqual(visibleRows(SPANS, new Set(['c'])), [0, 1, 2, 3, 4, 5]);
});

test('a hidden span is drawn at the ancestor that hides it', () => {
  assert.deepEqual([...placesOf(6, visibleRows(SPANS, new Set(['b'])))], [0, 1, 1, 1, 2, 3]);
  assert.deepEqual([...placesOf(6, visibleRows(SPANS, new Set(['a'])))], [0, 0, 0, 0, 0, 1]);
});

test('the tree around a span', () => {
  assert.deepEqual(ancestorsOf(SPANS, 'd'), ['b', 'a']);
  assert.deepEqual(ancestorsOf(SPANS, 'unknown'), []);
  assert.deepEqual(
    SPANS.map((_, index) => countBelow(SPANS, index)),
    [4, 2, 0, 0, 0, 0],
  );
  assert.deepEqual(
    SPANS.map((_, index) => hasChildren(SPANS, index)),
    [true, true, false, false, false, false],
  );
});
