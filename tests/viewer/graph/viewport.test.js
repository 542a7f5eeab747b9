// Panning and zooming as sums.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bounded, bringIn, fit, MAX_SCALE, MIN_SCALE, open, zoomAt } from '../../../js/viewer/graph/viewport.js';
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
  const first = open(BOUNDS, PANE, 900);
  assert.ok(first.scale > 0.6);
  assert.ok(Math.abs(first.x + 900 * first.scale - 400) < 1);
  assert.ok(shown(first, BOUNDS).top >= 0 && shown(first, BOUNDS).top < 60);
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
