// Panning and zooming as sums.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bounded,
  bringIn,
  fit,
  MAX_SCALE,
  MIN_SCALE,
  open,
  roomIn,
  zoomAt,
} from '../../../js/viewer/graph/viewport.js';
import { randomOf } from './traces.js';

const PANE = { width: 800, height: 600 };
const BOUNDS = { x: -100, y: 50, width: 2000, height: 3000 };
const shown = ({ x, y, scale }, box) => ({
  left: x + box.x * scale,
  top: y + box.y * scale,
  right: x + (box.x + box.width) * scale,
  bottom: y + (box.y + box.height) * scale,
});

test('fitted, all of the graph is in the pane', () => {
  const { left, top, right, bottom } = shown(fit(BOUNDS, PANE), BOUNDS);
  assert.ok(left >= 0 && top >= 0 && right <= 800 && bottom <= 600);
  assert.equal(fit({ x: 0, y: 0, width: 100, height: 50 }, PANE).scale, 1);
});

test('the first picture can be read, and begins at the top', () => {
  const first = open(BOUNDS, PANE);
  assert.ok(first.scale >= 0.5);
  const { left, top } = shown(first, BOUNDS);
  assert.ok(left >= 0 && left < 60 && top >= 0 && top < 60, 'its left edge and its top are in the pane');
  const card = { x: 1500, y: 100, width: 256, height: 54 };
  const within = shown(open(BOUNDS, PANE, card), card);
  assert.ok(within.left >= 0 && within.right <= 800, 'the first step is brought in');
  const narrow = { x: 0, y: 0, width: 500, height: 3000 };
  const fitted = shown(open(narrow, PANE), narrow);
  assert.deepEqual([fitted.left, fitted.right], [200, 600], 'in full where its width has room');
});

test('a graph that is seen in full is shown in full, above a scale at which its names can be made out', () => {
  const small = { x: 0, y: 0, width: 1400, height: 1000 };
  const { left, top, right, bottom } = shown(open(small, PANE), small);
  assert.ok(left >= 0 && top >= 0 && right <= 800 && bottom <= 600);
});

test('a row has room for whole cards', () => {
  assert.deepEqual(
    [0, 390, 560, 900, 4000].map((width) => roomIn({ width, height: 700 })),
    [undefined, 256, 536, 816, 816],
  );
});

test('the point that is zoomed at stays, up to the limits', () => {
  const before = { x: 30, y: -40, scale: 0.8 };
  const point = { x: 200, y: 300 };
  const after = zoomAt(before, 1.5, point);
  assert.ok(Math.abs((point.x - before.x) / before.scale - (point.x - after.x) / after.scale) < 1e-9);
  assert.equal(zoomAt(before, 1e9, point).scale, MAX_SCALE);
  assert.equal(zoomAt(before, 1e-9, point).scale, MIN_SCALE);
});

test('the graph is never lost', () => {
  const random = randomOf(3);
  for (let run = 0; run < 500; run++) {
    const viewport = { x: (random() - 0.5) * 1e5, y: (random() - 0.5) * 1e5, scale: MIN_SCALE + random() };
    const { left, top, right, bottom } = shown(bounded(viewport, BOUNDS, PANE), BOUNDS);
    assert.ok(right >= 63 && left <= 800 - 63 && bottom >= 63 && top <= 600 - 63);
  }
});

test('what is inside does not move, and what is outside is brought in', () => {
  const viewport = { x: 0, y: 0, scale: 1 };
  assert.deepEqual(bringIn(viewport, { x: 100, y: 100, width: 200, height: 50 }, PANE), viewport);
  const { right, bottom } = shown(bringIn(viewport, { x: 900, y: 900, width: 200, height: 50 }, PANE), {
    ...{ x: 900, y: 900, width: 200, height: 50 },
  });
  assert.ok(right <= 800 && bottom <= 600);
});
