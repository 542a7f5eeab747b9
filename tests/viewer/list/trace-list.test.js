// What a reader does with the list of traces, in a browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { agentTrace, ragTrace, traceIdOf } from '../fixtures.js';
import { give, openPage, serveViewer, startChromium } from '../page.js';

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

const SESSION = { session: 's-1' };

/** @param {number} count of traces, a minute apart */
function many(count) {
  const requests = Array.from({ length: count }, (_, index) =>
    ragTrace({ number: 10 + index, offset: index * 60_000, question: `Question ${index}?` }),
  );
  return { resourceSpans: requests.flatMap(({ resourceSpans }) => resourceSpans) };
}

const openTraceOf = (page) => page.getByRole('listbox').locator('[aria-selected=true] .question');

test('the newest trace is on top, and of many only some are drawn', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, many(400));
  const list = page.getByRole('listbox', { name: '400 traces' });
  await list.waitFor();
  assert.ok((await list.getByRole('option').count()) < 60);
  await list.getByRole('option').first().getByText('Question 399?').waitFor();
  await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await list.getByText('Question 0?').waitFor();
});

test('while the list is scrolled, new traces wait above and are counted', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, many(50));
  const list = page.getByRole('listbox');
  await list.getByRole('option').first().waitFor();
  await list.evaluate((element) => element.scrollTo({ top: 400 }));
  await list.getByText('Question 40?').waitFor();
  const before = await list.getByText('Question 40?').boundingBox();
  for (const number of [1, 2, 3])
    await give(page, ragTrace({ number, offset: 9_000_000 + number, question: `New ${number}?` }));
  await page.getByRole('button', { name: '3 new' }).waitFor();
  assert.deepEqual(await list.getByText('Question 40?').boundingBox(), before);
  await page.getByRole('button', { name: '3 new' }).click();
  await list.getByRole('option').first().getByText('New 3?').waitFor();
  assert.equal(await page.getByRole('button', { name: '3 new' }).count(), 0);
});

test('filters by text and by choice leave out what does not match, and can be reset', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace(SESSION));
  await give(page, agentTrace());
  const options = page.getByRole('option', { name: /answer question|invoke_agent/ });
  await options.nth(1).waitFor();
  await page.getByRole('searchbox', { name: 'Filter traces by text' }).fill('ferry');
  await page.getByRole('listbox', { name: '1 trace' }).waitFor();
  await page.getByRole('searchbox', { name: 'Filter traces by text' }).fill('');
  await page.getByRole('button', { name: 'Filters' }).click();
  for (const [label, value, left] of [
    ['Service', 'docs-bot', /answer question/],
    ['Kind', 'tool', /invoke_agent/],
    ['Status', 'error', /invoke_agent/],
    ['Session', 's-1', /answer question/],
    ['Duration', '5000', undefined],
  ]) {
    await page.getByRole('combobox', { name: label }).selectOption(value);
    if (left) await page.getByRole('listbox', { name: '1 trace' }).getByRole('option', { name: left }).waitFor();
    else await page.getByText('No trace matches the filters.').waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('listbox', { name: '2 traces' }).waitFor();
  }
});

test('a reset takes the text of the filter as well', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  const text = page.getByRole('searchbox', { name: 'Filter traces by text' });
  await page.getByRole('button', { name: 'Filters' }).click();
  for (const reset of ['Reset', 'Show all traces']) {
    await text.fill('nowhere');
    await page.getByText('No trace matches the filters.').waitFor();
    await page.getByRole('button', { name: reset }).click();
    await page.getByRole('listbox', { name: '1 trace' }).waitFor();
    assert.equal(await text.inputValue(), '');
  }
});

test('arrows move among traces, and Enter opens one', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, many(20));
  await openTraceOf(page).waitFor();
  const list = page.getByRole('listbox');
  await list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  assert.equal(await list.getAttribute('aria-activedescendant'), `trace-${traceIdOf(28)}`);
  await page.keyboard.press('Enter');
  await openTraceOf(page).getByText('Question 18?').waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await openTraceOf(page).getByText('Question 0?').waitFor();
});

test('the traces of a session are turns of a conversation, and a click opens one', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace(SESSION));
  await page.getByRole('option').first().waitFor();
  const conversation = page.getByRole('button', { name: 'Conversation' });
  assert.ok(await conversation.isDisabled(), 'one trace is no conversation');
  assert.match(await conversation.getAttribute('title'), /has no other trace/);
  // A finger sees no titles.
  await conversation.click({ force: true });
  await page.getByRole('listitem').getByText('has no other trace').waitFor();
  await give(page, ragTrace({ ...SESSION, number: 7, offset: 60_000, question: 'And how long is the log kept?' }));
  await page.getByRole('button', { name: 'Conversation' }).click();
  const turns = page.getByRole('list', { name: 'Conversation s-1' }).getByRole('button');
  assert.deepEqual(await turns.locator('.asked').allTextContents(), [
    'How do I replace an API key without downtime?',
    'And how long is the log kept?',
  ]);
  assert.match(await turns.locator('.answered').first().textContent(), /^You can do it without downtime/);
  await turns.nth(1).click();
  await page.locator('.turn[aria-current=true] .asked', { hasText: 'And how long' }).waitFor();
});
