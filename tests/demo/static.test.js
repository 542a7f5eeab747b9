// The built demo on a host of static files: below a path, under its own policy, without a server's help.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, chromium as program } from '../runtime/binaries.js';
import { openBrowser } from '../runtime/browsers.js';
import { answered, experiment, letters, lit, problemsOf } from './reading.js';
import { buildDemo, serveStatic } from './site.js';

const FIRST_VIEW_BYTES = 200_000;
/** Data, and what only the layout of the viewer needs. */
const NOT_COUNTED = /^assets\/(corpus|words|layout-worker)-/;

let demo;
let browser;

before(async () => {
  demo = await buildDemo();
  browser = await chromium.launch({ executablePath: program(), args: CHROMIUM_FLAGS });
});

after(async () => {
  await browser?.close();
  demo?.remove();
});

async function opened(t, options) {
  const site = await serveStatic(demo.folder, options);
  t.after(site.close);
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  const problems = problemsOf(page);
  const hosts = new Set();
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await page.goto(site.url);
  return { page, context, site, problems, hosts };
}

test('it answers below any path, asks no other host, tries no receiver and breaks no policy', async (t) => {
  const { page, site, problems, hosts } = await opened(t, { path: '/some/where/' });
  await answered(page);
  const [prompt, answer] = await Promise.all(['prompt', 'answer'].map((id) => lit(page, id)));
  assert.deepEqual(letters(prompt), letters(answer));
  await page.locator('spanloom-trace').getByText('docs-bot-page').first().waitFor();
  await page.getByText('by word vectors').waitFor();
  assert.match(await experiment(page, 'worker'), /^✓/);
  assert.match(await page.locator('#delivery').innerText(), /^\d+ spans\. They stay in this page/);
  assert.deepEqual([...hosts], [new URL(site.url).host]);
  assert.deepEqual(
    site.loaded.filter(({ status }) => status !== 200),
    [],
  );
  assert.deepEqual(problems, []);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'/);
});

test('what shows the first answer loads less than 200 kB', async (t) => {
  const { page, site } = await opened(t, {});
  await answered(page);
  await page.getByText('by word vectors').waitFor();
  const counted = site.loaded.filter(({ name }) => !NOT_COUNTED.test(name));
  const viewer = counted.findIndex(({ name }) => /viewer-/.test(name));
  assert.ok(viewer > 0);
  const first = counted.slice(0, viewer);
  const total = first.reduce((sum, { gzip }) => sum + gzip, 0);
  t.diagnostic(`${total} bytes: ${first.map(({ name, gzip }) => `${name} ${gzip}`).join(', ')}`);
  assert.ok(first.some(({ name }) => name.endsWith('.wasm')));
  assert.ok(total < FIRST_VIEW_BYTES, `${total}`);
  const all = counted.reduce((sum, { gzip }) => sum + gzip, 0);
  t.diagnostic(`${all} bytes with the viewer`);
});

test('once it is open, it works offline', async (t) => {
  const { page, context, problems } = await opened(t, {});
  await answered(page);
  await page.getByText('by word vectors').waitFor();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'in all workspaces' }).click();
  await page.locator('#asked', { hasText: 'workspaces' }).waitFor();
  await answered(page);
  assert.match(await experiment(page, 'rewrap'), /^✓/);
  assert.deepEqual(problems, []);
});

/** Waits in the page for the lit words and for the viewer, and posts what they say. */
const REPORT = `
const texts = () => Object.fromEntries(['documents', 'prompt', 'answer'].map((id) =>
  [id, Array.from(document.querySelectorAll('#' + id + ' mark'), (mark) => mark.textContent)]));
const look = () => {
  const viewer = document.querySelector('spanloom-trace').shadowRoot?.textContent ?? '';
  if (texts().answer.length > 0 && viewer.includes('docs-bot-page')) fetch('./report', { method: 'POST', body: JSON.stringify(texts()) });
  else setTimeout(look, 50);
};
look();`;

test('Firefox lights the same words', { timeout: 90_000 }, async (t) => {
  const { readFile } = await import('node:fs/promises');
  const html = await readFile(`${demo.folder}/index.html`, 'utf8');
  const files = {
    'index.html': html.replace('</head>', '<script type="module" src="./report.js"></script></head>'),
    'report.js': REPORT,
  };
  const site = await serveStatic(demo.folder, { path: '/demo/', files });
  t.after(site.close);
  const { documents, prompt, answer } = JSON.parse(
    await Promise.race([site.posted, openBrowser(t, 'firefox', site.url)]),
  );
  assert.ok(answer.length > 1);
  assert.deepEqual(letters(prompt), letters(answer));
  assert.deepEqual(letters(documents), letters(answer));
});
