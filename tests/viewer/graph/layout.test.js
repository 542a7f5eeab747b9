// Where things are placed: cards beside each other, groups around what is in them, lines from end to end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openUpTo } from '../../../js/viewer/graph/folding.js';
import { layoutInputOf } from '../../../js/viewer/graph/layout-input.js';
import { treeOf } from '../../../js/viewer/graph/tree.js';
import { visibleGraph } from '../../../js/viewer/graph/visible.js';
import { layoutOf } from '../../../js/viewer/layout/layout.js';
import { docsBot } from './docs-bot.js';
import { randomTrace, traceOf } from './traces.js';

const inputOf = (trace) => layoutInputOf(visibleGraph(trace, treeOf(trace), openUpTo(trace, treeOf(trace))));

const overlap = (a, b) =>
  a.x < b.x + b.width - 0.5 && b.x < a.x + a.width - 0.5 && a.y < b.y + b.height - 0.5 && b.y < a.y + a.height - 0.5;
const contains = (outer, inner) =>
  inner.x >= outer.x - 0.5 &&
  inner.y >= outer.y - 0.5 &&
  inner.x + inner.width <= outer.x + outer.width + 0.5 &&
  inner.y + inner.height <= outer.y + outer.height + 0.5;
const isOn = ([x, y], box) =>
  x >= box.x && x <= box.x + box.width && (Math.abs(y - box.y) < 0.5 || Math.abs(y - box.y - box.height) < 0.5);

const isWithin = ([x, y], box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;

function check(trace, what) {
  const input = inputOf(trace);
  const layout = layoutOf(input);
  const items = [
    ...input.nodes.map(({ id, group }) => ({ id, group, box: layout.nodes[id] })),
    ...input.groups.map(({ id, group }) => ({ id, group, box: layout.groups[id] })),
  ];
  for (const { id, group, box } of items) {
    assert.ok(
      contains(group === undefined ? layout.bounds : layout.groups[group], box),
      `${what}: ${id} is in its group`,
    );
    for (const other of items) {
      if (other.group !== group || other.id <= id) continue;
      assert.ok(!overlap(box, other.box), `${what}: ${id} and ${other.id} do not overlap`);
    }
  }
  for (const { id, from, to } of input.edges) {
    const { points } = layout.edges[id];
    assert.ok(
      points.every((point) => point.every(Number.isFinite)),
      `${what}: ${id}`,
    );
    assert.ok(isOn(points[0], layout.nodes[from]), `${what}: ${id} begins at its producer`);
    assert.ok(isOn(points.at(-1), layout.nodes[to]), `${what}: ${id} ends at its consumer`);
  }
  return layout;
}

test('random traces', () => {
  for (let seed = 1; seed <= 25; seed++)
    check(randomTrace({ spans: 2 + seed * 4, links: seed * 5, seed }), `seed ${seed}`);
});

test('data flows down: a consumer stands below what it used', () => {
  const layout = check(docsBot, 'docs bot');
  for (const { points } of Object.values(layout.edges)) assert.ok(points.at(-1)[1] > points[0][1]);
});

test('many steps without links stand in rows, not in one', () => {
  const trace = traceOf(
    Array.from({ length: 41 }, (_, index) => ({ parent: index === 0 ? -1 : 0, depth: index === 0 ? 0 : 1 })),
  );
  const { bounds } = check(trace, 'siblings');
  assert.ok(bounds.width < 3 * bounds.height && bounds.height < 3 * bounds.width, `${bounds.width} x ${bounds.height}`);
});

test('a label stands on its line', () => {
  const layout = layoutOf(inputOf(docsBot));
  for (const [id, { points, label }] of Object.entries(layout.edges)) {
    const xs = points.map(([x]) => x);
    assert.ok(label[0] >= Math.min(...xs) - 1 && label[0] <= Math.max(...xs) + 1, id);
    assert.ok(label[1] > points[0][1] && label[1] < points.at(-1)[1], id);
  }
});

test('a label stays in the groups that it is in, and each line has an arrowhead of its own', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const input = inputOf(randomTrace({ spans: 5 + seed, links: 6 + seed, seed }));
    const layout = layoutOf(input);
    const heads = new Set();
    for (const { id, to, label: size } of input.edges) {
      const { label, points } = layout.edges[id];
      for (const box of size && label ? Object.values(layout.groups).filter((group) => isWithin(label, group)) : []) {
        assert.ok(label[0] - size.width / 2 >= box.x, `seed ${seed}: ${id} on the left`);
        assert.ok(label[0] + size.width / 2 <= box.x + box.width, `seed ${seed}: ${id} on the right`);
      }
      const [x, y] = points.at(-1);
      const head = `${to} ${Math.round(x)} ${Math.round(y)}`;
      assert.ok(!heads.has(head), `seed ${seed}: ${id} ends where another does`);
      heads.add(head);
    }
  }
});

test('circles, and lines up to a header or out of a result', () => {
  const family = [{}, { parent: 0, depth: 1 }, { parent: 0, depth: 1 }, { parent: 2, depth: 2 }];
  check(
    traceOf(family, [
      { from: 1, to: 2 },
      { from: 2, to: 1 },
      { from: 3, to: 1 },
      { from: 1, to: 3 },
      { from: 3, to: 0 },
      { from: 0, to: 3 },
      { from: 0, to: 1 },
      { from: 2, to: 0, fromSide: 'input', toSide: 'output' },
    ]),
    'circles',
  );
});

test('nothing, and one step', () => {
  assert.deepEqual(layoutOf(inputOf(traceOf([]))).nodes, {});
  check(traceOf([{}]), 'one step');
});
