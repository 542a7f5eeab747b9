// The documentation site: complete, with links that work, and checked so that an undocumented export fails its build.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { after, test } from 'node:test';
import * as spanloom from 'spanloom';
import { readSite } from '../../scripts/docs/site.mjs';
import { ROOT } from '../house/files.js';

const folder = mkdtempSync(join(tmpdir(), 'spanloom-docs-'));
after(() => rmSync(folder, { recursive: true }));
const site = join(folder, 'site');
const { problems, write } = await readSite();
await write(site);
const mistakes = (await readSite(['tests/docs/undocumented.d.ts'])).problems;

const PAGES = readdirSync(site, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.html'));
const html = new Map(PAGES.map((path) => [join(site, path), readFileSync(join(site, path), 'utf8')]));

test('everything is documented, with an example for every export, and every link of the sources leads somewhere', () => {
  assert.deepEqual(problems, []);
});

test('every export has a page, and so has every Markdown file of docs', () => {
  const exported = Object.keys(spanloom).filter((name) => name !== 'default');
  const described = new Set(PAGES.map((path) => path.replace(/^.*\/spanloom\.|\.html$/g, '')));
  assert.deepEqual(
    exported.filter((name) => !described.has(name)),
    [],
  );
  const written = readdirSync(join(ROOT, 'docs'), { recursive: true }).filter((path) => String(path).endsWith('.md'));
  assert.ok(PAGES.filter((path) => path.startsWith('documents/')).length >= written.length);
});

test('every internal link of the site leads to a page, and to a place in it', () => {
  const ids = new Map([...html].map(([path, text]) => [path, new Set(text.match(/(?<= id=")[^"]+/g))]));
  const broken = [];
  for (const [path, text] of html) {
    for (const [, link] of text.matchAll(/ (?:href|src)="([^"]+)"/g)) {
      if (/^(https?|mailto|data|javascript):/.test(link)) continue;
      const [file, anchor] = link.replaceAll('&amp;', '&').split('#').map(decodeURIComponent);
      const target = file ? resolve(dirname(path), file.split('?')[0]) : path;
      const isThere = existsSync(target) && statSync(target).isFile();
      if (!isThere || (anchor && ids.has(target) && !ids.get(target).has(anchor)))
        broken.push(`${relative(site, path)}: ${link}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('the site can be read on a phone and searched', () => {
  for (const [path, text] of html) assert.match(text, /<meta name="viewport" content="width=device-width/, path);
  assert.ok(existsSync(join(site, 'assets/search.js')));
});

for (const [mistake, problem] of /** @type {[string, RegExp][]} */ ([
  ['an export without documentation', /mistakes\.undocumented.*does not have any documentation/],
  ['an export without an example', /mistakes\.withoutExample has no @example/],
  ['a member without documentation', /mistakes\.Container\.member.*does not have any documentation/],
  ['a link to a name that does not exist', /"Nowhere"/],
])) {
  test(`${mistake} fails the build`, () => assert.match(mistakes.join('\n'), problem));
}
