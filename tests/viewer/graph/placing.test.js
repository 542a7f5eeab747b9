// Where the graph is put by itself, in a browser: when it is opened, folded, and when its pane changes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startChromium } from '../page.js';
import { docsBot } from './docs-bot.js';
import { card, placeOf, transform } from './drawn.js';
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

const opened = (t, options = {}) => openGraph(t, browser, server.url, docsBot, { reducedMotion: 'reduce', ...options });

const NARROW = { width: 390, height: 800 };
const frame = async (page) => {
  const { x, y, width } = await page.locator('.graph-group').first().boundingBox();
  return { left: x, right: x + width, top: y };
};
const told = async (page) => Number(/\d+/.exec(await page.locator('.graph-fit').innerText()));
const drawn = async (page) => Math.round(100 * Number(/scale\((.*)\)/.exec(await transform(page))[1]));
/** Waits until the layout for the present width is drawn. */
const quiet = async (page) => {
  await page.waitForTimeout(300);
  await page.locator('.graph-busy').waitFor({ state: 'detached' });
};

test('the label of the zoom is the scale of the picture, also in a view that is opened again', async (t) => {
  const page = await opened(t);
  await quiet(page);
  assert.notEqual(await drawn(page), 100);
  assert.equal(await told(page), await drawn(page));
  await page.evaluate(() => globalThis.render());
  await page.locator('[data-node]').first().waitFor();
  await quiet(page);
  assert.equal(await told(page), await drawn(page));
  await page.getByRole('button', { name: 'Fold', exact: true }).click();
  await card(page, 1).waitFor({ state: 'detached' });
  await quiet(page);
  assert.equal(await told(page), await drawn(page));
});

test('a narrow pane shows the beginning and the left edge, and that the graph goes on, at once and after it has become narrow', async (t) => {
  for (const start of [NARROW, { width: 1280, height: 800 }]) {
    const page = await opened(t, { viewport: start });
    await page.setViewportSize(NARROW);
    await quiet(page);
    const { left, top } = await frame(page);
    assert.ok(left >= 0 && left < 40 && top >= 38 && top < 80, JSON.stringify({ start, left, top }));
    assert.match(await page.locator('.graph-pane').getAttribute('data-beyond'), /^right/);
    assert.equal(await told(page), await drawn(page));
  }
});

test('what the user has moved stays where it is when the pane changes', async (t) => {
  const page = await opened(t);
  await quiet(page);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  const scale = await drawn(page);
  await page.setViewportSize({ width: 900, height: 500 });
  await quiet(page);
  assert.equal(await drawn(page), scale);
});

test('a folded graph is in the middle at full size, and says where its links are', async (t) => {
  const page = await opened(t);
  await quiet(page);
  await page.getByRole('button', { name: 'Fold', exact: true }).click();
  await card(page, 1).waitFor({ state: 'detached' });
  await quiet(page);
  assert.equal(await drawn(page), 100);
  assert.ok(Math.abs((await placeOf(card(page, 0)))[0] + 128 - 450) < 4);
  assert.equal(await page.locator('.graph-legend').innerText(), '14 links inside folded steps');
  await page.getByRole('button', { name: 'Expand', exact: true }).click();
  await card(page, 1).waitFor();
  await quiet(page);
  const { left, right } = await frame(page);
  assert.ok(left >= 0 && right <= 900);
});
