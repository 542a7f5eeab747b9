import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, count, duration, short, tokens } from '../../../js/viewer/parts/format.js';
import { layoutOf, tabsOf } from '../../../js/viewer/shell/layout.js';

test('durations have three digits or fewer, and a unit', () => {
  const written = [0, 0.25, 3.12, 250.4, 1460, 12_345, 61_000, 3_723_000].map(duration);
  assert.deepEqual(written, ['0 µs', '250 µs', '3.1 ms', '250 ms', '1.46 s', '12.3 s', '1 min 1 s', '1 h 2 min']);
});

test('figures are short', () => {
  assert.deepEqual([999, 1234, 45_678, 2_300_000].map(short), ['999', '1.2k', '46k', '2.3M']);
  assert.equal(tokens({ input: 412, output: 58 }), '412 → 58 tokens');
  assert.equal(tokens({ input: 5 }), '5 → 0 tokens');
  assert.equal(tokens({}), '');
  assert.equal(tokens(undefined), '');
  assert.deepEqual([count(1, 'span'), count(5000, 'span')], ['1 span', '5,000 spans']);
});

test('a time of today has no date', () => {
  const now = new Date(2026, 5, 4, 15, 30).getTime();
  assert.equal(clock(new Date(2026, 5, 4, 9, 5, 7).getTime(), now), '09:05:07');
  assert.equal(clock(new Date(2026, 5, 3, 9, 5, 7).getTime(), now), 'Jun 3, 09:05');
  assert.equal(clock(new Date(2025, 5, 3, 9, 5, 7).getTime(), now), 'Jun 3, 2025');
});

test('the width decides which panes stand side by side', () => {
  assert.deepEqual([390, 719, 720, 1280, 1920].map(layoutOf), ['narrow', 'narrow', 'medium', 'wide', 'huge']);
  assert.deepEqual(
    tabsOf(true).map(({ label }) => label),
    ['Graph', 'Timeline', 'Content', 'Details'],
  );
});
