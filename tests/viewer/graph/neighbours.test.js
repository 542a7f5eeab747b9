// Where arrow keys lead.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepInPlace, nearestNode } from '../../../js/viewer/graph/moved.js';
import { neighbourOf } from '../../../js/viewer/graph/neighbours.js';

const box = (x, y, width = 100, height = 40) => ({ x, y, width, height });
const boxes = {
  bar: box(0, 0, 500),
  left: box(20, 100),
  right: box(300, 100),
  below: box(60, 200),
  far: box(300, 300),
};

test('to the nearest in that direction', () => {
  const moves = [
    ['bar', 'ArrowDown', 'left'],
    ['left', 'ArrowRight', 'right'],
    ['right', 'ArrowLeft', 'left'],
    ['left', 'ArrowDown', 'below'],
    ['right', 'ArrowDown', 'far'],
    ['far', 'ArrowUp', 'right'],
    ['right', 'ArrowUp', 'bar'],
    ['bar', 'ArrowUp', undefined],
    ['right', 'ArrowRight', undefined],
  ];
  for (const [from, arrow, to] of moves) assert.equal(neighbourOf(boxes, from, arrow), to, `${from} ${arrow}`);
});

test('along an edge rather than to what is a little nearer', () => {
  const near = { ...boxes, below: box(160, 120) };
  assert.equal(neighbourOf(near, 'bar', 'ArrowDown'), 'left');
  assert.equal(neighbourOf(near, 'bar', 'ArrowDown', new Set(['below'])), 'below');
});

test('no row is skipped for a step behind it, though an edge leads there', () => {
  const rows = { chat: box(0, 0), tool: box(120, 60), next: box(0, 120) };
  assert.equal(neighbourOf(rows, 'chat', 'ArrowDown', new Set(['next'])), 'tool');
  assert.equal(neighbourOf(rows, 'next', 'ArrowUp', new Set(['chat'])), 'tool');
});

test('a layout is moved so that a node keeps its place', () => {
  const before = { nodes: { a: box(10, 20) }, groups: {}, edges: {}, bounds: box(0, 0) };
  const layout = {
    nodes: { a: box(100, 100), b: box(200, 100) },
    groups: { g: box(90, 90) },
    edges: {
      e: {
        points: [
          [0, 0],
          [5, 5],
        ],
        label: [1, 2],
      },
    },
    bounds: box(0, 0, 300, 200),
  };
  const moved = keepInPlace(layout, before, 'a');
  assert.deepEqual(moved.nodes.a, before.nodes.a);
  assert.deepEqual([moved.nodes.b.x, moved.groups.g.y, moved.bounds.x], [110, 10, -90]);
  assert.deepEqual(moved.edges.e, {
    points: [
      [-90, -80],
      [-85, -75],
    ],
    label: [-89, -78],
  });
  assert.equal(keepInPlace(layout, before, 'gone'), layout);
  assert.equal(nearestNode(layout, 260, 120), 'b');
});
