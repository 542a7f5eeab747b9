// The graph in a browser: walked through, moved, pointed at.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startChromium } from '../page.js';
import { docsBot } from './docs-bot.js';
import { card, edgeInSight, names, placeOf, selected, transform } from './drawn.js';
import { openGraph, serveGraph } from './harness-page.js';
import { randomTrace } from './traces.js';

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

const opened = (t, trace = docsBot, options = {}) =>
  openGraph(t, browser, server.url, trace, { reducedMotion: 'reduce', ...options });
test('the arrows go from step to step, Enter selects, Space folds', async (t) => {
  const page = await opened(t);
  await page.locator('.graph-fit').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => document.querySelector('#host').shadowRoot.activeElement.dataset.node);
  assert.equal(await focused(), 'span s0');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), 'span s1');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), 'span s2');
  await page.keyboard.press('Enter');
  assert.deepEqual(await selected(page), { spanId: 's2' });
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), 'span s5');
  await page.keyboard.press(' ');
  await card(page, 6).waitFor({ state: 'detached' });
  assert.equal(await focused(), 'span s5');
  assert.equal(await page.locator('[role=treeitem][tabindex="0"]').count(), 1);
});

test('drag, wheel, buttons and keys move the graph, and never lose it', async (t) => {
  const page = await opened(t);
  const start = await placeOf(card(page, 2));
  await page.mouse.move(30, 300);
  await page.mouse.down();
  await page.mouse.move(70, 330, { steps: 4 });
  await page.mouse.up();
  assert.deepEqual(await placeOf(card(page, 2)), [start[0] + 40, start[1] + 30]);
  assert.equal(await selected(page), undefined);
  await page.mouse.wheel(-10, 20);
  await page.waitForFunction((before) => globalThis.state && before, true);
  await page.keyboard.down('Control');
  const before = await transform(page);
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await page.waitForFunction(
    (before) => document.querySelector('#host').shadowRoot.querySelector('.graph-world').style.transform !== before,
    before,
  );
  await card(page, 2).focus();
  const zoomed = await page.locator('.graph-fit').innerText();
  await page.keyboard.press('-');
  assert.notEqual(await page.locator('.graph-fit').innerText(), zoomed);
  for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(3000, 3000);
  await page.waitForTimeout(100);
  const group = await page.locator('.graph-group').first().boundingBox();
  assert.ok(group.x + group.width > 0 && group.y + group.height > 40, JSON.stringify(group));
  await page.keyboard.press('0');
  const whole = await page.locator('.graph-group').first().boundingBox();
  assert.ok(whole.x >= 0 && whole.x + whole.width <= 900 && whole.y + whole.height <= 800);
});

test('an edge tells its evidence when it is pointed at, and a press selects the link', async (t) => {
  const trace = randomTrace({ spans: 40, links: 60, seed: 3 });
  const page = await opened(t, trace);
  assert.equal(await page.locator('.graph-label').count(), 0);
  const { id, x, y } = await edgeInSight(page);
  await page.locator('.graph-world:not([style*="will-change: transform"])').waitFor({ state: 'attached' });
  await page.mouse.move(x - 1, y - 1);
  await page.mouse.move(x, y);
  await page.locator('.graph-label').first().waitFor();
  await page.mouse.click(x, y);
  const { spanId, link } = await selected(page);
  assert.equal(spanId, link.to);
  const found = trace.links.some(
    ({ from, to }) => trace.spans[from].spanId === link.from && trace.spans[to].spanId === link.to,
  );
  assert.ok(found, id);
  const edges = page.locator('.graph-edge.selected');
  assert.ok((await edges.evaluateAll((all) => all.map((one) => one.dataset.edge))).includes(id));
});

test('the lineage alone', async (t) => {
  const page = await opened(t);
  await card(page, 7).click();
  await page.keyboard.press('o');
  await card(page, 8).waitFor({ state: 'detached' });
  assert.ok(!(await names(page)).includes('send_mail'));
  assert.ok((await names(page)).includes('build_prompt'));
  await page.getByRole('button', { name: 'Lineage only' }).click();
  await card(page, 8).waitFor();
});

test('a step that is selected elsewhere is opened and brought in', async (t) => {
  const trace = randomTrace({ spans: 500, links: 2000, seed: 3 });
  const page = await opened(t, trace);
  const { spanId } = trace.spans[480];
  await page.evaluate((spanId) => globalThis.state.select({ spanId }), spanId);
  const node = page.locator(`[data-node="span ${spanId}"]`);
  await node.waitFor();
  await page.waitForTimeout(300);
  const { x, y } = await node.boundingBox();
  assert.ok(x > 0 && x < 900 && y > 0 && y < 800, `${x}, ${y}`);
});

test('what arrives live does not move what is there', async (t) => {
  const page = await opened(t);
  await card(page, 2).click();
  const before = await placeOf(card(page, 2));
  const spans = [...docsBot.spans, { ...docsBot.spans[9], spanId: 's10', name: 'arrived', parent: 0, depth: 1 }];
  await page.evaluate((model) => globalThis.show(model), { ...docsBot, version: 2, spans });
  await card(page, 10).waitFor();
  const middle = await placeOf(card(page, 2));
  assert.ok(Math.abs(middle[0] - before[0]) < 260 && Math.abs(middle[1] - before[1]) < 160, `${before} and ${middle}`);
});
