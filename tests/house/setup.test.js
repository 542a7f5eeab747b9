import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { ROOT } from './files.js';

/** Runs the set-up on a machine that has Node, and nothing else to find. */
const setUp = (goal) =>
  spawnSync(process.execPath, ['scripts/setup.mjs', goal], { cwd: ROOT, env: { PATH: '' }, encoding: 'utf8' });

test('each missing tool is named once, with the command that installs it', () => {
  const { status, stderr } = setUp('start');
  assert.equal(status, 1);
  assert.deepEqual(
    stderr
      .trim()
      .split('\n')
      .map((line) => line.match(/^(\S+) is missing .*: sudo apt-get install \S+ (\S+)$/)?.slice(1)),
    [
      ['CMake', 'cmake'],
      ['Ninja', 'ninja-build'],
      ['Emscripten', 'emscripten'],
    ],
  );
});

test('starting takes less than testing', () => {
  const { stderr } = setUp('test');
  for (const tool of ['CMake', 'clang-tidy', 'Chromium']) assert.match(stderr, new RegExp(`^${tool} is missing`, 'm'));
  assert.doesNotMatch(setUp('start').stderr, /Chromium|clang-tidy|GoogleTest/);
});
