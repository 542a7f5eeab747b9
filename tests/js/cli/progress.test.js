import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createProgress } from '../../../js/cli/progress.js';

const MIB = 2 ** 20;

/** @param {{ size?: number }[]} inputs */
function shown(inputs) {
  const state = { time: 0, read: 0, text: '' };
  const terminal = /** @type {any} */ ({
    write(/** @type {string} */ text) {
      state.text += text;
    },
  });
  const open = inputs.map(({ size }) => /** @type {any} */ ({ size, bytesRead: () => state.read }));
  return { state, progress: createProgress(terminal, open, () => state.time) };
}

test('a short run shows nothing', () => {
  const { state, progress } = shown([{ size: 10 * MIB }]);
  state.time = 999;
  progress.show();
  progress.clear();
  assert.equal(state.text, '');
});

test('a long run shows how much of the inputs was read, not too often, and clears its line', () => {
  const { state, progress } = shown([{ size: 10 * MIB }]);
  state.read = 4 * MIB;
  for (state.time = 0; state.time < 1300; state.time += 10) progress.show();
  assert.equal(
    state.text,
    '\r\u001b[K4.0 MiB of 10.0 MiB (40 %), 4.0 MiB/s\r\u001b[K4.0 MiB of 10.0 MiB (40 %), 3.3 MiB/s',
  );
  state.text = '';
  progress.clear();
  progress.clear();
  assert.equal(state.text, '\r\u001b[K');
});

test('of an input without a size, it shows what was read', () => {
  const { state, progress } = shown([{ size: 10 * MIB }, {}]);
  state.time = 2000;
  progress.show();
  assert.equal(state.text, '\r\u001b[K0.0 MiB, 0.0 MiB/s');
});

test('work that takes long is named until it is done, and its failure is the same', async () => {
  const { state, progress } = shown([]);
  state.time = 5000;
  await progress.during('linking', setTimeout(500));
  assert.equal(state.text, '\r\u001b[Klinking, 5 s');
  await assert.rejects(progress.during('linking', Promise.reject(new RangeError('x'))), RangeError);
});
