import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { binary, chromium } from './binaries.js';

const LINUX = { platform: 'linux', arch: 'x64' };

const version = (program, ...flags) =>
  execFileSync(program, ['--version', ...flags], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** A node_modules folder with files of the given sizes; sparse, so that a large one costs nothing. */
function modulesWith(t, sizes) {
  const modules = mkdtempSync(join(tmpdir(), 'spanloom-modules-'));
  t.after(() => rmSync(modules, { recursive: true }));
  for (const [path, size] of Object.entries(sizes)) {
    mkdirSync(dirname(join(modules, path)), { recursive: true });
    writeFileSync(join(modules, path), '');
    truncateSync(join(modules, path), size);
  }
  return modules;
}

test('each runtime of the installed packages starts and says its version', () => {
  for (const name of ['workerd', 'deno', 'bun']) {
    assert.match(version(binary(name)), /\d+[.-]\d+/, name);
  }
  assert.match(version(chromium(), '--no-sandbox'), /Chrom/);
});

test('the platform package comes first', (t) => {
  const modules = modulesWith(t, { '@deno/linux-x64-glibc/deno': 9e7, 'deno/deno': 9e7 });
  assert.equal(binary('deno', { modules, ...LINUX }), join(modules, '@deno/linux-x64-glibc/deno'));
});

test('a placeholder is passed over for the program that the install script has moved', (t) => {
  const modules = modulesWith(t, { '@oven/bun-linux-x64/bin/bun': 450, 'bun/bin/bun.exe': 1e8 });
  assert.equal(binary('bun', { modules, ...LINUX }), join(modules, 'bun/bin/bun.exe'));
});

test('a runtime that is not there is refused with the names that were tried', (t) => {
  const modules = modulesWith(t, { 'workerd/bin/workerd': 5770 });
  assert.throws(
    () => binary('workerd', { modules, ...LINUX }),
    (error) => {
      assert.match(error.message, /@cloudflare\/workerd-linux-64\/bin\/workerd/);
      assert.match(error.message, /node_modules|workerd\/bin\/workerd$/);
      return true;
    },
  );
});
