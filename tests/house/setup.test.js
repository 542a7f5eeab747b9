import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, text } from './files.js';

/** What the packages of the root, which `npm start` installs, may take on disk. */
const MAX_ROOT_PACKAGES_MB = 150;

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

/** The bytes that files take on disk in a folder, without nested packages. @param {string} folder @returns {number} */
function bytesOnDisk(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => join(folder, entry.name))
    .map((path) => (lstatSync(path).isDirectory() ? bytesOnDisk(path) : lstatSync(path).blocks * 512))
    .reduce((sum, bytes) => sum + bytes, 0);
}

test(`the packages that npm start installs take at most ${MAX_ROOT_PACKAGES_MB} MB`, (t) => {
  const folders = Object.keys(JSON.parse(text('package-lock.json')).packages)
    .filter((path) => path !== '' && existsSync(join(ROOT, path)))
    .map((path) => join(ROOT, path));
  const megabytes = folders.reduce((sum, folder) => sum + bytesOnDisk(folder), 0) / 2 ** 20;
  t.diagnostic(`${folders.length} packages, ${megabytes.toFixed(0)} MB`);
  assert.ok(megabytes > 50, 'the packages of the root are not installed');
  assert.ok(megabytes <= MAX_ROOT_PACKAGES_MB, `${megabytes.toFixed(0)} MB`);
});
