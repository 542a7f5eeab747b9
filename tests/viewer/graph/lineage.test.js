// What a step was made of and what was made of it, compared with the slow way to find out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineageOf, nearestOf } from '../../../js/viewer/graph/lineage.js';
import { docsBot } from './docs-bot.js';
import { randomTrace, traceOf } from './traces.js';

/** Repeats all steps until nothing changes. @returns {Map<number, number>} */
function reference({ spans, links }, span, isUp) {
  const distances = new Map([
    [`${span} input`, 0],
    [`${span} output`, 0],
  ]);
  const arrows = [
    ...links.map(({ from, fromSide, to, toSide }) => [`${from} ${fromSide}`, `${to} ${toSide}`, 1]),
    ...spans.map((_, index) => [`${index} input`, `${index} output`, 0]),
  ];
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const [from, to, cost] of arrows) {
      const [start, end] = isUp ? [to, from] : [from, to];
      const distance = distances.get(start);
      if (distance === undefined || distance + cost >= (distances.get(end) ?? Number.POSITIVE_INFINITY)) continue;
      distances.set(end, distance + cost);
      hasChanged = true;
    }
  }
  const nearest = new Map();
  for (const [end, distance] of distances) {
    const index = Number.parseInt(end, 10);
    nearest.set(index, Math.min(distance, nearest.get(index) ?? distance));
  }
  return nearest;
}

const sorted = (distances) => [...distances].sort(([a], [b]) => a - b);

test('the lineage of each span of random traces', () => {
  for (let seed = 1; seed <= 25; seed++) {
    const trace = randomTrace({ spans: 12 + seed, links: 2 * seed, seed });
    for (const span of trace.spans.keys()) {
      const { producers, consumers } = lineageOf(trace, span);
      assert.deepEqual(sorted(producers), sorted(reference(trace, span, true)), `seed ${seed}, producers of ${span}`);
      assert.deepEqual(sorted(consumers), sorted(reference(trace, span, false)), `seed ${seed}, consumers of ${span}`);
    }
  }
});

test('siblings that only share a parent are not in a lineage', () => {
  const trace = traceOf(
    [{}, { parent: 0, depth: 1 }, { parent: 0, depth: 1 }],
    [
      { from: 0, to: 1, fromSide: 'input' },
      { from: 0, to: 2, fromSide: 'input' },
      { from: 2, to: 0, toSide: 'output' },
    ],
  );
  const { producers, consumers } = lineageOf(trace, 1);
  assert.deepEqual([...producers.keys()], [1, 0]);
  assert.deepEqual([...consumers.keys()], [1]);
});

test('the links on the way are part of it, and no others', () => {
  const { links } = lineageOf(docsBot, 7);
  const ends = [...links].map((index) => [docsBot.links[index].from, docsBot.links[index].to].join('-')).sort();
  assert.deepEqual(ends, ['0-1', '0-2', '0-4', '1-2', '2-3', '3-4', '4-5', '5-0', '5-6', '6-7', '7-9', '9-5']);
});

test('of a lineage that is too large the nearest remain', () => {
  const lineage = {
    producers: new Map([
      [5, 0],
      [3, 1],
      [1, 2],
    ]),
    consumers: new Map([
      [5, 0],
      [7, 1],
      [9, 2],
    ]),
    links: new Set(),
  };
  const { shown, moreProducers, moreConsumers } = nearestOf(lineage, 3);
  assert.deepEqual([[...shown], moreProducers, moreConsumers], [[5, 3, 7], [1], [9]]);
});
