// What was recorded of a span, in a browser. Also: both panels are usable by everybody.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { startChromium } from '../page.js';
import { details, ids, model } from './docs-trace.js';
import { openReader, serveHarness } from './harness-page.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server;
let browser;
before(async () => {
  server = await serveHarness();
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const opened = (t, options) =>
  openReader(t, browser, server.url, { details, model, spanId: ids.answer, panel: 'details', ...options });
const texts = (locator) => locator.evaluateAll((all) => all.map((element) => element.textContent));
const copied = async (page) => {
  await page.waitForFunction(() => globalThis.state.messages.notice.value.includes('copied'));
  return page.evaluate(() => navigator.clipboard.readText());
};
const ALLOWED = { permissions: ['clipboard-read', 'clipboard-write'] };

test('figures, error with causes, events and resource', async (t) => {
  const page = await opened(t);
  assert.match(await page.locator('.details header').textContent(), /answer.*llm.*small-1.*412 in, 58 out.*docs-bot/);
  assert.deepEqual(await texts(page.locator('.errors li p')), [
    'APIError overloaded',
    'caused by TypeError fetch failed',
  ]);
  assert.equal(await page.getByText('client.js:10:5').isVisible(), false);
  await page.getByText('Stack').click();
  assert.equal(await page.getByText('client.js:10:5').isVisible(), true);
  assert.deepEqual(await texts(page.locator('.events li p')), ['retry at 120 ms']);
  assert.deepEqual(await texts(page.getByRole('table', { name: 'attributes of retry' }).locator('tr')), ['attempt2']);
  assert.deepEqual(await texts(page.getByRole('table', { name: 'resource' }).locator('tr')), ['service.namedocs-bot']);
});

test('attributes are filtered, and a click copies the whole value', async (t) => {
  const page = await opened(t, ALLOWED);
  const rows = page.getByRole('table', { name: 'attributes', exact: true }).locator('tr');
  assert.equal(await rows.count(), 6);
  await page.getByLabel('Filter attributes').fill('input.value');
  assert.equal(await rows.count(), 1);
  await rows.getByRole('button').click();
  const { value } = details.get(ids.answer).attributes.find(({ key }) => key === 'input.value');
  assert.equal(await copied(page), value);
  await page.getByLabel('Filter attributes').fill('nonsense');
  await page.getByText('No attribute has these words.').waitFor();
});

test('of thousands of attributes and events the first are shown, and the filter finds the others', async (t) => {
  const answer = details.get(ids.answer);
  const attributes = Array.from({ length: 5000 }, (_, at) => ({ key: `key ${at}`, value: at }));
  const events = Array.from({ length: 5000 }, (_, at) => ({ name: `event ${at}`, time: at, attributes: [] }));
  const page = await opened(t, { details: new Map(details).set(ids.answer, { ...answer, attributes, events }) });
  const table = page.getByRole('table', { name: 'attributes', exact: true });
  assert.deepEqual([await table.locator('tr').count(), await page.locator('.events > li').count()], [300, 200]);
  await page.getByText('4700 more').waitFor();
  await page.getByRole('searchbox', { name: 'Filter attributes' }).fill('key 4999');
  await table.locator('tr').nth(1).waitFor({ state: 'detached' });
  assert.match(await table.locator('tr').textContent(), /key 4999/);
});

test('links name both spans, hover in other views, and lead there', async (t) => {
  const page = await opened(t);
  const links = page.locator('.link-list button');
  assert.deepEqual(await texts(links), [
    'output of prompt → input of this step · an equal copy, 90 %',
    'output of this step → output of ask · the same object, 100 %',
  ]);
  await links.first().hover();
  const link = { from: ids.prompt, to: ids.answer };
  assert.deepEqual(await page.evaluate(() => globalThis.state.hover.value), { spanId: ids.answer, link });
  await links.first().click();
  assert.deepEqual(await page.evaluate(() => globalThis.state.selection.value), { spanId: ids.prompt, link });
  await page.locator('.details-name', { hasText: 'prompt' }).waitFor();
});

test('steps of one name have their numbers, as in the other views', async (t) => {
  const spans = model.spans.map((row) => (row.name === 'prompt' ? { ...row, name: 'answer' } : row));
  const page = await opened(t, { model: { ...model, spans } });
  assert.equal(await page.locator('.details-name').textContent(), 'answer (2)');
  assert.match((await texts(page.locator('.link-list button')))[0], /^output of answer \(1\) → input/);
});

test('JSON is asked for when somebody wants it, and copied', async (t) => {
  const page = await opened(t, ALLOWED);
  assert.equal(await page.locator('.raw').count(), 0);
  await page.getByRole('button', { name: 'Show JSON' }).click();
  const expected = JSON.stringify({ resourceSpans: [], spanId: ids.answer }, null, 2);
  assert.equal(await page.locator('.raw').textContent(), expected);
  await page.getByRole('button', { name: 'Hide JSON' }).click();
  assert.equal(await page.locator('.raw').count(), 0);
  await page.getByRole('button', { name: 'Copy JSON' }).click();
  assert.equal(await copied(page), expected);
});

test('a span is copied as a test case', async (t) => {
  const page = await opened(t, ALLOWED);
  await page.getByRole('button', { name: 'Copy as test case' }).click();
  const program = await copied(page);
  assert.match(program, /^import assert from 'node:assert\/strict';/);
  assert.ok(program.includes('Question: How long does a refund take'));
});

test('where the browser forbids to copy, it is told', async (t) => {
  const page = await opened(t);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
  });
  await page.getByRole('button', { name: 'Copy JSON' }).click();
  await page.waitForFunction(() => globalThis.state.messages.notice.value === 'The browser did not allow to copy');
});

for (const panel of ['content', 'details'])
  for (const colorScheme of ['light', 'dark'])
    test(`axe finds nothing in ${panel}, ${colorScheme}`, async (t) => {
      const page = await opened(t, { panel, colorScheme, viewport: { width: 900, height: 900 } });
      if (panel === 'content') await page.locator('[data-part]').first().hover();
      const check = async () => {
        await page.evaluate(AXE);
        const { violations } = await page.evaluate(() => globalThis.axe.run(document.querySelector('#host')));
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message}`).join('\n')}`,
        );
        assert.deepEqual(found, []);
      };
      await check();
      if (panel === 'details') return;
      await page.getByRole('switch').click();
      await page.locator('.legend-item').first().click();
      await check();
    });
