// RELEASING.md names npm scripts that exist, and its limits are those of the tests and hold.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { pack, temporaryFolder } from '../runtime/packed.js';
import { manifest, ROOT, text } from './files.js';

const PAGE = text('RELEASING.md');

/** The rows of the table of sizes. */
const LIMITS = Array.from(
  PAGE.matchAll(/^\| (.+) \| ([\d,]+)(?: (?:bytes|MB))? \| `(.+)` \|$/gm),
  ([, name, limit, file]) => ({
    name,
    limit: Number(limit.replaceAll(',', '')),
    file,
  }),
);

test('each npm script that RELEASING.md names exists', () => {
  const scripts = Array.from(PAGE.matchAll(/`npm run ([\w:-]+)/g), ([, name]) => name);
  assert.ok(scripts.includes('check:toolchain') && scripts.includes('bench'));
  assert.deepEqual(
    scripts.filter((name) => !manifest.scripts[name]),
    [],
  );
  for (const name of PAGE.matchAll(/`npm (start|test)/g)) assert.ok(manifest.scripts[name[1]]);
});

test('each limit that another test checks is the limit of that test', () => {
  const elsewhere = LIMITS.filter(({ file }) => file !== 'tests/house/releasing.test.js');
  assert.equal(elsewhere.length, 5);
  for (const { name, limit, file } of elsewhere) {
    const limits = Array.from(text(file).matchAll(/^const \w+ = ([\d_]+);$/gm), ([, digits]) =>
      Number(digits.replaceAll('_', '')),
    );
    assert.ok(limits.includes(limit), `${name}: ${limit} is not a limit in ${file}`);
  }
});

for (const { name, limit } of LIMITS.filter(({ name }) => name.startsWith('`dist/'))) {
  const [, path] = /^`(.+)`/.exec(name) ?? [];
  test(`${path} is at most ${limit} bytes after gzip`, (t) => {
    const size = gzipSync(readFileSync(join(ROOT, path)), { level: 9 }).length;
    t.diagnostic(`${size} bytes`);
    assert.ok(size <= limit, `${size} bytes`);
  });
}

test('the tarball is within its limits', (t) => {
  const limitOf = (/** @type {string} */ wanted) => LIMITS.find(({ name }) => name === wanted)?.limit;
  const { files, path } = pack(temporaryFolder(t));
  const size = statSync(path).size;
  t.diagnostic(`${files.length} files, ${size} bytes`);
  assert.ok(files.length <= limitOf('files in the tarball'), `${files.length} files`);
  assert.ok(size <= limitOf('the tarball'), `${size} bytes`);
});
