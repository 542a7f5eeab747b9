import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scaleOf } from '../../../js/viewer/share/png.js';
import { fileName } from '../../../js/viewer/share/save.js';

test('names of files have nothing that a file system refuses', () => {
  assert.equal(fileName('ask: "why?" / ../x', 'svg'), 'ask-why-..-x.svg');
  assert.equal(fileName('Frage über Züge', 'svg'), 'Frage-über-Züge.svg');
  assert.equal(fileName('...', 'svg'), 'trace.svg');
  assert.equal(fileName('x'.repeat(500), 'svg').length, 64);
});

test('a picture has two pixels a unit, or as many as a canvas can have', () => {
  assert.equal(scaleOf(800, 600), 2);
  for (const [width, height] of [
    [20_000, 10],
    [10, 20_000],
    [9000, 9000],
  ]) {
    const scale = scaleOf(width, height);
    assert.ok(width * scale <= 8192 && height * scale <= 8192 && width * height * scale ** 2 <= 32_000_001);
  }
});
