// What is open, in the address and the history of the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { agentTrace, ragTrace, spanIdOf, traceIdOf } from '../fixtures.js';
import { give, openPage, pageWith, serveViewer, startChromium } from '../page.js';

let server;
let browser;
before(async () => {
  server = await serveViewer();
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** @param {import('playwright-core').Page} page */
const titleOf = (page) => page.locator('.toolbar h2');

/** Runs a function with the element. */
const withElement = (page, act, argument) =>
  page.evaluate(`(${act})(document.querySelector('spanloom-trace'), ${JSON.stringify(argument)})`);

test('with `hash`, the address follows what is open, and back goes to the trace before', async (t) => {
  const page = await openPage(t, browser, `${server.url}/#section`);
  await withElement(page, (element) => element.setAttribute('hash', ''));
  await give(page, ragTrace());
  await give(page, agentTrace());
  await page.getByRole('option', { name: /answer question/ }).click();
  await page.waitForURL(`**/#section&spanloom.trace=${traceIdOf(1)}&**`);
  await page.getByRole('option', { name: /invoke_agent/ }).click();
  await page.waitForURL(`**/#section&spanloom.trace=${traceIdOf(2)}&**`);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('row', { name: /search rules/ }).click();
  await page.waitForURL(`**&spanloom.span=${spanIdOf(2, 4)}&spanloom.view=timeline&**`);
  await page.goBack();
  await titleOf(page).getByText('answer question').waitFor();
  await page.goForward();
  await titleOf(page).getByText('invoke_agent harbour').waitFor();
  await page.waitForURL(`**&spanloom.span=${spanIdOf(2, 4)}&**`);
});

test('with `hash`, back and forward go along words that were followed', async (t) => {
  const other = await serveViewer({
    files: { '/': pageWith({ attributes: 'hash' }) },
  });
  const page = await openPage(t, browser, other.url);
  t.after(other.close);
  await page.evaluate(() => history.replaceState({ own: 1 }, ''));
  await give(page, ragTrace());
  await titleOf(page).waitFor();
  await withElement(page, (element, [trace, span]) => element.open(trace, span), [traceIdOf(1), spanIdOf(1, 4)]);
  const entries = await page.evaluate(() => history.length);
  const part = page.locator('.pane-content [data-part]').first();
  const backButton = page.getByRole('button', { name: '← Back' });
  await part.click();
  await page.waitForURL((url) => !url.hash.includes(spanIdOf(1, 4)));
  const followed = page.url();
  assert.equal(await page.evaluate(() => history.length), entries + 1);
  assert.equal(await page.evaluate(() => history.state.own), 1, 'what the page keeps there stays');
  await page.getByRole('navigation', { name: 'Trace of words' }).getByRole('listitem').first().waitFor();

  await page.goBack();
  await page.waitForURL(`**spanloom.span=${spanIdOf(1, 4)}**`);
  assert.ok(await backButton.isDisabled());
  await page.goForward();
  await page.waitForURL(followed);
  await page.getByRole('navigation', { name: 'Trace of words' }).getByRole('listitem').first().waitFor();
  await backButton.click();
  await page.waitForURL(`**spanloom.span=${spanIdOf(1, 4)}**`);
  assert.equal(await page.evaluate(() => history.length), entries + 1);

  await page.goForward();
  await page.waitForURL(followed);
  await page.reload();
  await give(page, ragTrace());
  await page.getByRole('navigation', { name: 'Trace of words' }).getByRole('listitem').first().waitFor();
  await backButton.click();
  await page.waitForURL(`**spanloom.span=${spanIdOf(1, 4)}**`);
});

test('a link that contains a trace opens it, and says that it came from a link', async (t) => {
  const page = await openPage(t, browser, server.url, { permissions: ['clipboard-read', 'clipboard-write'] });
  await withElement(page, (element) => element.setAttribute('hash', ''));
  await give(page, ragTrace());
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: 'Copy link with contents' }).click();
  await page.getByText('The link was copied').first().waitFor({ state: 'attached' });
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await serveViewer({ files: { '/': pageWith({ attributes: 'hash' }) } });
  const shared = await openPage(t, browser, other.url + new URL(link).hash);
  t.after(other.close);
  await titleOf(shared).getByText('answer question').waitFor();
  await shared.locator('.toolbar').getByText('from a link').waitFor();
});

test('with `hash`, the rest of the address stays, whatever the base of the page is', async (t) => {
  const base = await serveViewer({
    files: { '/': pageWith({ attributes: 'hash' }).replace('<head>', '<head><base href="/elsewhere/">') },
  });
  const page = await openPage(t, browser, `${base.url}/?a=b`);
  t.after(base.close);
  await give(page, ragTrace());
  await page.waitForURL(/spanloom\.trace=/);
  assert.match(page.url().slice(base.url.length), /^\/\?a=b#spanloom\.trace=/);
});

test('with `hash`, a document whose address cannot be changed shows its traces', async (t) => {
  const page = await openPage(t, browser, server.url);
  await page.evaluate(() => {
    history.replaceState = () => {
      throw new DOMException('too many', 'SecurityError');
    };
    document.querySelector('spanloom-trace')?.setAttribute('hash', '');
  });
  assert.equal((await give(page, ragTrace())).spans, 5);
  await titleOf(page).getByText('answer question').waitFor();
});
