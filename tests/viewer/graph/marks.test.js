// What is marked in the graph, in a browser: the sources of the selected step, and what the search has found.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startChromium } from '../page.js';
import { docsBot } from './docs-bot.js';
import { card, heard } from './drawn.js';
import { openGraph, serveGraph } from './harness-page.js';

let server;
let browser;

before(async () => {
  server = await serveGraph();
  browser = await startChromium();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const opened = (t) => openGraph(t, browser, server.url, docsBot, { reducedMotion: 'reduce' });

/** A step whose text came from two others. */
const run = (text, origins) => ({ text, attribute: 'out', range: [0, text.length], origins, uses: [] });
const origin = (spanId) => ({ spanId, side: 'output', attribute: 'out', range: [0, 1], via: 'text', text: 'a' });
const detail = {
  traceId: docsBot.traceId,
  spanId: 's9',
  contents: [
    {
      side: 'output',
      attribute: 'out',
      blocks: [{ type: 'text', runs: [run('a', [1, 2]), run('b', []), run('c', [0])], rest: 0 }],
    },
  ],
  origins: [origin('s2'), origin('s7'), origin('s9')],
  uses: [],
};

test('the sources of the selected step have the numbers and hues that its content has, also when they are folded', async (t) => {
  const page = await opened(t);
  await page.evaluate((detail) => {
    globalThis.details = { s9: detail };
    globalThis.state.select({ spanId: 's9' });
  }, detail);
  const badges = page.locator('.source-badge');
  await badges.nth(1).waitFor();
  assert.equal(await badges.count(), 2);
  const badge = (span) => card(page, span).locator('.source-badge');
  assert.deepEqual([await badge(7).textContent(), await badge(7).getAttribute('data-hue')], ['1', '1']);
  assert.deepEqual([await badge(2).textContent(), await badge(2).getAttribute('data-hue')], ['2', '2']);
  assert.match(await heard(page, 2), /, source 2 of the selected step/);
  await page.getByRole('button', { name: 'Fold', exact: true }).click();
  await card(page, 2).waitFor({ state: 'detached' });
  assert.deepEqual(await badge(0).allTextContents(), ['1', '2']);
  await page.evaluate(() => globalThis.state.select(undefined));
  await badges.first().waitFor({ state: 'detached' });
});

test('lines have the same ink, and dashes of their own', async (t) => {
  const page = await opened(t);
  const [inks, dashes] = await page
    .locator('.graph-edge .graph-line')
    .evaluateAll((lines) =>
      ['stroke', 'strokeDasharray'].map((key) => new Set(lines.map((line) => getComputedStyle(line)[key])).size),
    );
  assert.deepEqual([inks, dashes], [1, 4]);
});

test('what the search has found is marked, also when it is folded', async (t) => {
  const page = await opened(t);
  await page.evaluate(() => {
    globalThis.state.search.found.value = ['s3', 's7'];
  });
  const found = page.locator('.found');
  await found.nth(1).waitFor();
  assert.deepEqual(await found.evaluateAll((all) => all.map((one) => one.dataset.node)), ['span s3', 'span s7']);
  await card(page, 5).locator('[data-fold]').click();
  await card(page, 7).waitFor({ state: 'detached' });
  assert.deepEqual(await found.evaluateAll((all) => all.map((one) => one.dataset.node)), ['span s3', 'span s5']);
  const ground = (span) =>
    card(page, span)
      .locator('.graph-name')
      .evaluate((name) => getComputedStyle(name).backgroundColor);
  assert.notEqual(await ground(3), await ground(2));
});
