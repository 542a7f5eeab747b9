// It can be read: on a phone and a desk, in light and dark, by keyboard, without jumps.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, chromium as program } from '../runtime/binaries.js';
import { answered, experiment } from './reading.js';
import { buildDemo, serveStatic } from './site.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
  { width: 1920, height: 1080 },
];

let demo;
let site;
let browser;

before(async () => {
  demo = await buildDemo();
  site = await serveStatic(demo.folder);
  browser = await chromium.launch({ executablePath: program(), args: CHROMIUM_FLAGS });
});

after(async () => {
  await browser?.close();
  site?.close();
  demo?.remove();
});

async function opened(t, options) {
  // axe is injected, which the page's own policy forbids.
  const page = await browser.newPage({ bypassCSP: true, ...options });
  t.after(() => page.close());
  await page.addInitScript(() => {
    /** @type {any} */ (window).shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) /** @type {any} */ (window).shifts.push(/** @type {any} */ (entry).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(site.url);
  await answered(page);
  await page.getByText('by word vectors').waitFor();
  return page;
}

for (const viewport of SIZES) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`${viewport.width} wide, ${colorScheme}: axe finds nothing serious, nothing is too wide, nothing jumps`, async (t) => {
      const page = await opened(t, { viewport, colorScheme, reducedMotion: 'reduce' });
      const shifts = await page.evaluate(() =>
        /** @type {any} */ (window).shifts.reduce((sum, value) => sum + value, 0),
      );
      assert.ok(shifts < 0.02, `layout shifts: ${shifts}`);
      await experiment(page, 'copy');
      await page.addScriptTag({ path: AXE });
      const found = await page.evaluate(() =>
        /** @type {any} */ (window).axe.run({ include: ['body'], exclude: ['spanloom-trace'] }),
      );
      const serious = found.violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
      assert.deepEqual(
        serious.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)]),
        [],
      );
      const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(width <= room, `${width} > ${room}`);
    });
  }
}

test('the first screen shows the words in all three texts, also on a phone', async (t) => {
  for (const viewport of SIZES) {
    const page = await opened(t, { viewport });
    for (const id of ['documents', 'prompt', 'answer']) {
      const { y, height } = await page.locator(`#${id} mark`).first().boundingBox();
      const text = await page.locator(`#${id}`).boundingBox();
      const bottom = Math.min(text.y + text.height, viewport.height);
      assert.ok(y + Math.min(height, 24) < bottom, `${id} at ${y} of ${bottom}`);
    }
  }
});

test('the first screen says what spanloom is; a text that goes on below fades out', async (t) => {
  for (const viewport of SIZES) {
    const page = await opened(t, { viewport });
    for (const text of ['traces LLM apps', 'npm install spanloom', 'plain strings and objects']) {
      const { y, height } = await page.locator('header').getByText(text).last().boundingBox();
      assert.ok(y + height < viewport.height / 3, `${text} at ${y}`);
    }
    const texts = await page
      .locator('.texts')
      .evaluateAll((all) =>
        all.map((text) => [text.scrollHeight > text.clientHeight + 2, getComputedStyle(text).maskImage !== 'none']),
      );
    for (const [goesOn, fades] of texts) assert.equal(fades, goesOn);
  }
});

test('the whole graph is seen in its pane at once', async (t) => {
  const page = await opened(t, { viewport: SIZES[1] });
  const boxOf = (selector) => page.locator(`spanloom-trace ${selector}`).first().boundingBox();
  await page.locator('spanloom-trace .graph-group').first().waitFor();
  const [pane, graph] = [await boxOf('.graph-pane'), await boxOf('.graph-group')];
  assert.ok(graph.x >= pane.x && graph.x + graph.width <= pane.x + pane.width, 'across');
  assert.ok(graph.y >= pane.y && graph.y + graph.height <= pane.y + pane.height, 'down');
});

test('everything can be reached by keyboard', async (t) => {
  const page = await opened(t, { viewport: SIZES[1] });
  const reached = new Set();
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 24)));
  }
  for (const name of ['Ask', 'Copy the data (structure', 'Let a step fail (throw)', 'Model: quotes from the p'])
    assert.ok(reached.has(name), name);
  await page.locator('[data-experiment="rewrap"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('#result.good').waitFor();
});
