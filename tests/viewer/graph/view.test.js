// The graph in a browser: what it says and shows, and what folds.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startChromium } from '../page.js';
import { docsBot } from './docs-bot.js';
import { card, heard, placeOf, selected, settled } from './drawn.js';
import { openGraph, serveGraph } from './harness-page.js';
import { randomTrace, traceOf } from './traces.js';

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
test('each step is a node that says what it is and what it used', async (t) => {
  const page = await opened(t);
  assert.equal(await page.locator('[role=treeitem]').count(), 10);
  assert.equal(
    await heard(page, 2),
    'retrieval search_docs, 41 ms, uses answer_question (text 50 %), embed_question (same object), ' +
      'used by rerank (equal copy), chat (2) (text 22 %)',
  );
  assert.match(await heard(page, 8), /tool send_mail, 90 ms, failed/);
  assert.match(
    await heard(page, 5),
    /uses build_prompt \(same object\), chat \(2\) \(same object\), used by chat \(1\) \(text 100 %\), answer_q/,
  );
  assert.equal(await card(page, 5).getAttribute('aria-expanded'), 'true');
  assert.equal(await card(page, 6).getAttribute('aria-expanded'), null);
  assert.equal(await page.locator('.graph-edge').count(), 14);
});

test('a click selects a step, lights its lineage and dims the rest', async (t) => {
  const page = await opened(t);
  await card(page, 7).click();
  assert.deepEqual(await selected(page), { spanId: 's7' });
  assert.equal(await card(page, 7).getAttribute('aria-selected'), 'true');
  assert.ok((await card(page, 6).getAttribute('class')).includes('lit'));
  assert.ok((await card(page, 8).getAttribute('class')).includes('dim'));
  await page.locator('.graph-pane').click({ position: { x: 4, y: 4 } });
  assert.equal(await selected(page), undefined);
});

test('a folded group is one card with the links of what is in it, and stays where it was pressed', async (t) => {
  const page = await opened(t);
  const before = await placeOf(card(page, 5));
  await card(page, 5).locator('[data-fold]').click();
  await page.locator('[role=treeitem]').nth(6).waitFor({ state: 'detached' });
  assert.deepEqual(await placeOf(card(page, 5)), before);
  assert.match(await heard(page, 5), /4 steps inside/);
  await card(page, 5).dblclick();
  await card(page, 6).waitFor();
  assert.deepEqual(await placeOf(card(page, 5)), before);
});

test('fold all, expand all, and what is left out is told', async (t) => {
  const page = await opened(t, randomTrace({ spans: 500, links: 2000, seed: 3 }));
  assert.match(
    await page.locator('.graph-told').innerText(),
    /^500 steps · 2,000 links · \d+ folded · \d+ weaker links not drawn$/,
  );
  await page.getByRole('button', { name: 'Fold', exact: true }).click();
  await page.waitForFunction(
    () => document.querySelector('#host').shadowRoot.querySelectorAll('[role=treeitem]').length === 1,
  );
  await page.getByRole('button', { name: 'Expand', exact: true }).click();
  await page.waitForFunction(
    () => document.querySelector('#host').shadowRoot.querySelectorAll('[role=treeitem]').length > 50,
  );
  assert.ok((await page.locator('[role=treeitem]').count()) <= 60);
  assert.match(await page.evaluate(() => globalThis.state.messages.notice.value), /stay folded/);
});

test('more siblings come by a press', async (t) => {
  const family = Array.from({ length: 201 }, (_, index) => (index === 0 ? {} : { parent: 0, depth: 1 }));
  const page = await opened(t, traceOf(family));
  const more = page.locator('.graph-more');
  assert.equal(await more.evaluate((one) => one.textContent), '142 more steps of step 0');
  await more.press('Enter');
  await page.getByText('122 more steps').waitFor();
});

test('what the user has folded stays folded, also with the selected step in it', async (t) => {
  const page = await opened(t);
  await card(page, 7).click();
  await card(page, 5).locator('[data-fold]').click();
  await card(page, 7).waitFor({ state: 'detached' });
  await page.evaluate((model) => globalThis.show(model), { ...docsBot, version: 2 });
  await page.waitForTimeout(300);
  assert.equal(await card(page, 7).count(), 0);
  await page.evaluate(() => globalThis.state.select({ spanId: 's6' }));
  await card(page, 7).waitFor();
});

test('another trace takes the place of one', async (t) => {
  const page = await opened(t);
  const other = { ...randomTrace({ spans: 3, links: 2 }), traceId: 'other' };
  await page.evaluate((other) => {
    globalThis.models.set('other', other);
    globalThis.state.openTrace('other');
  }, other);
  await page.getByText(/^3 steps · 2 links$/).waitFor();
  assert.equal(await page.locator('[role=treeitem]').count(), 3);
});

test('hostile names are text, on the page and in the file', async (t) => {
  const name = '<img src=x onerror="globalThis.hacked=1">]]>&\u0000\u0008\ud800"\'--><script>hacked=1</script>';
  const page = await opened(
    t,
    traceOf([{ name }, { name, parent: 0, depth: 1, model: name }], [{ from: 0, to: 1, fromSide: 'input' }]),
  );
  await settled(page);
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  assert.equal(await page.locator('#host img, #host script').count(), 0);
  const svg = await page.evaluate(() => globalThis.graphSvg());
  const [problems, elements] = await page.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    return [
      file.querySelectorAll('parsererror').length,
      [...new Set([...file.querySelectorAll('*')].map((one) => one.localName))],
    ];
  }, svg);
  assert.equal(problems, 0);
  assert.deepEqual(elements.sort(), ['path', 'rect', 'svg', 'text']);
});

test('axe finds nothing serious, with and without a selection', async (t) => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await opened(t, docsBot, { colorScheme, bypassCSP: true });
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
    for (const spanId of [undefined, 's7']) {
      await page.evaluate((spanId) => globalThis.state.select(spanId && { spanId }), spanId);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      assert.deepEqual(
        serious.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]),
        [],
      );
    }
  }
});

test('a page that may not start workers lays the graph out itself', async (t) => {
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.addInitScript(() => {
    globalThis.Worker = class {
      constructor() {
        throw new Error('no workers');
      }
    };
  });
  await page.goto(server.url);
  await page.waitForFunction(() => globalThis.show);
  await page.evaluate((model) => globalThis.show(model), docsBot);
  await card(page, 9).waitFor();
});
