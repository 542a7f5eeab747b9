// What a reader does with the timeline, in a browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { agentTrace, generatedTrace, spanIdOf, traceIdOf, traceOf } from '../fixtures.js';
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

/** A page that shows the timeline of a trace. */
async function opened(t, otlp = agentTrace(), options = {}) {
  const page = await openPage(t, browser, server.url, options);
  await give(page, otlp);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const grid = page.getByRole('treegrid', { name: 'Timeline' });
  await grid.getByRole('row').nth(1).waitFor();
  const names = () => grid.locator('.row .name > .cut').allTextContents();
  const selected = () => grid.locator('.row.selected .name > .cut').textContent();
  const bar = (name) => grid.getByRole('row', { name }).locator('.bar').first();
  const press = async (...keys) => {
    await grid.focus();
    for (const key of keys) await page.keyboard.press(key);
  };
  return { page, grid, names, selected, bar, press };
}

test('spans stand in the order of the tree, with kind, level, duration, tokens and errors', async (t) => {
  const { grid, names } = await opened(t);
  assert.deepEqual(await names(), [
    'invoke_agent harbour',
    'chat large-2 (1)',
    'execute_tool timetable (1)',
    'execute_tool timetable (2)',
    'search rules',
    'embed',
    'chat large-2 (2)',
  ]);
  const row = (place) => grid.locator('.row').nth(place);
  assert.equal(await row(5).getAttribute('aria-level'), '3');
  assert.match(await row(1).textContent(), /900 ms · 220 → 41 tokens/);
  await row(2).getByText('error', { exact: true }).waitFor({ state: 'attached' });
  assert.deepEqual(await row(4).locator('.badge').allTextContents(), ['retrieval']);
});

test('arrows move the selection, fold and unfold, and the row is named to readers of the screen', async (t) => {
  const { grid, names, selected, press } = await opened(t);
  await press('ArrowDown');
  assert.equal(await selected(), 'invoke_agent harbour');
  assert.equal(await grid.getAttribute('aria-activedescendant'), `row-${spanIdOf(2, 0)}`);
  await press('ArrowLeft');
  assert.deepEqual(await names(), ['invoke_agent harbour']);
  assert.equal(await grid.locator('.row').getAttribute('aria-expanded'), 'false');
  await press('ArrowRight', 'End');
  assert.equal((await names()).length, 7);
  assert.equal(await selected(), 'chat large-2 (2)');
  await press('ArrowUp', 'ArrowLeft');
  assert.equal(await selected(), 'search rules', 'a span without children goes to its parent');
  await press('ArrowRight');
  assert.equal(await selected(), 'embed', 'an open span goes to its first child');
  await press('Home');
  assert.equal(await selected(), 'invoke_agent harbour');
});

test('the sign beside a name folds, and what is selected elsewhere does not stay hidden', async (t) => {
  const { page, grid, names } = await opened(t);
  await grid
    .getByRole('row', { name: /search rules/ })
    .locator('.fold')
    .click();
  assert.ok(!(await names()).includes('embed'));
  assert.equal(await grid.locator('.row.selected').count(), 0, 'folding selects nothing');
  await page.evaluate(
    ([traceId, spanId]) => document.querySelector('spanloom-trace').open(traceId, spanId),
    [traceIdOf(2), spanIdOf(2, 5)],
  );
  await grid.locator('.row.selected', { hasText: 'embed' }).waitFor();
});

test('keys, buttons and the wheel zoom the time, and all of it comes back', async (t) => {
  const { page, grid, bar, press } = await opened(t);
  const share = () =>
    grid.locator('.shown').evaluate((shown) => {
      const all = shown.parentElement.getBoundingClientRect().width;
      return Math.round((shown.getBoundingClientRect().width / all) * 100) / 100;
    });
  /** Waits for the next picture, some times. @param {(share: number) => boolean} isRight */
  const shows = async (isRight) => {
    let now = await share();
    for (let tries = 0; tries < 50 && !isRight(now); tries++) {
      await page.waitForTimeout(50);
      now = await share();
    }
    assert.ok(isRight(now), String(now));
    return now;
  };
  await shows((now) => now === 1);
  await press('+');
  const once = await shows((now) => now < 0.8);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await shows((now) => now < once * 0.6);
  await page.getByRole('button', { name: 'Show all of the time' }).click();
  await shows((now) => now === 1);
  const before = await bar(/search rules/).boundingBox();
  await page.mouse.move(before.x + 2, before.y + 4);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await grid.getByRole('columnheader', { name: /^Time, [^0]/ }).waitFor();
  const zoomed = await bar(/search rules/).boundingBox();
  assert.ok(zoomed.width > before.width * 1.3);
  assert.ok(Math.abs(zoomed.x - before.x) < 6, 'what is under the pointer stays there');
  await press('f');
  await shows((now) => now === 1);
});

test('every tick can be read, bars that go on fade, and an arrow points to those elsewhere', async (t) => {
  const { page, grid, bar, press } = await opened(t);
  const frame = await grid.boundingBox();
  const ends = () => grid.locator('.tick').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
  assert.ok(Math.max(...(await ends())) <= frame.x + frame.width);
  assert.equal(await grid.locator('.bar:is(.from-before, .goes-on)').count(), 0);
  const { x, y, width } = await bar(/search rules/).boundingBox();
  await page.mouse.move(x + width / 2, y + 4);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 9; turn++) await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await grid.locator('.bar.from-before.goes-on').first().waitFor();
  assert.match(await bar(/invoke_agent/).getAttribute('class'), /from-before goes-on/);
  const figures = (name) => grid.getByRole('row', { name }).locator('.figures').textContent();
  assert.match(await figures(/chat large-2 \(1\)/), /^‹ /);
  assert.match(await figures(/chat large-2 \(2\)/), / ›$/);
  await press('0');
  assert.doesNotMatch(await figures(/chat large-2 \(1\)/), /‹/);
  assert.ok(Math.max(...(await ends())) <= frame.x + frame.width);
});

test('a drag of the bars pans and selects nothing', async (t) => {
  const { page, grid, press } = await opened(t);
  await press('+', '+', '+');
  const row = await grid.getByRole('row', { name: /search rules/ }).boundingBox();
  const x = () => grid.locator('.shown').evaluate((shown) => shown.getBoundingClientRect().x);
  const [before, y] = [await x(), row.y + 10];
  await page.mouse.move(row.x + row.width - 60, y);
  await page.mouse.down();
  await page.mouse.move(row.x + row.width - 160, y, { steps: 4 });
  await page.mouse.up();
  const dragged = await x();
  assert.ok(dragged > before + 15, `${dragged} after ${before}`);
  assert.equal(await grid.locator('.row.selected').count(), 0);
  await press('Shift+ArrowLeft');
  assert.ok((await x()) < dragged, 'shift and an arrow pan back');
});

test('of few links all are drawn, those of the selected and the hovered span stand out, and a click chooses one', async (t) => {
  const { page, grid } = await opened(t);
  await grid.locator('.links g').first().waitFor();
  assert.equal(await grid.locator('.links g').count(), 8);
  assert.equal(await grid.locator('.links .chosen').count(), 0);
  await grid.getByRole('row', { name: /search rules/ }).hover();
  await grid.locator('.links .chosen').first().waitFor();
  await page.mouse.move(5, 5);
  await grid.locator('.links .chosen').first().waitFor({ state: 'detached' });
  await grid.locator('.links g .wide').first().dispatchEvent('click');
  await grid.locator('.links .one').waitFor();
  assert.equal(await grid.locator('.row.selected').count(), 1);
});

test('of many links, those of the selected span are drawn, and of 5,000 spans the rows in view', async (t) => {
  const { grid, press, selected } = await opened(t, generatedTrace(5000));
  assert.equal(await grid.getAttribute('aria-rowcount'), '5001');
  assert.ok((await grid.locator('.row').count()) < 80);
  assert.equal(await grid.locator('.links g').count(), 0);
  await press('End');
  assert.match(await selected(), /4999/);
  await grid.locator('.links .chosen').first().waitFor();
  const last = await grid.locator('.row.selected').boundingBox();
  const frame = await grid.boundingBox();
  assert.ok(last.y + last.height <= frame.y + frame.height + 1, 'the selected row can be seen');
});

test('the search finds spans, marks them, and goes from one to the next', async (t) => {
  const { page, grid, selected } = await opened(t);
  const field = page.getByRole('searchbox', { name: 'Search the trace' });
  await grid.focus();
  await page.keyboard.press('/');
  await page.keyboard.type('timetable');
  await page.getByText(/^– of \d$/).waitFor();
  const count = Number((await page.locator('.search .found').textContent()).match(/of (\d)/)[1]);
  assert.equal(await grid.locator('.row.found').count(), count);
  await field.press('Enter');
  const first = await selected();
  await page.getByText(`1 of ${count}`).waitFor();
  await field.press('Enter');
  await page.getByText(`2 of ${count}`).waitFor();
  await field.press('Shift+Enter');
  assert.equal(await selected(), first);
  await field.fill('no such words');
  await page.locator('.search').getByText('none').waitFor();
});

test('of a span with hundreds of links some are drawn, and the view says so', async (t) => {
  const root = { name: 'run', kind: 'workflow', at: 0, ms: 5000 };
  const output = 'Create the second key before you revoke the first, and wait an hour until every region has it.';
  const found = { name: 'find', kind: 'retriever', at: 1, ms: 5, parent: root, output };
  const uses = Array.from({ length: 210 }, (_, index) => ({
    ...{ name: `use ${index}`, kind: 'tool', at: 10 + index, ms: 5 },
    ...{ parent: root, input: output },
  }));
  const { page, grid } = await opened(t, traceOf([root, found, ...uses]));
  await grid.getByRole('row', { name: 'find' }).click();
  await page.getByText('200 of its 210 links are drawn').waitFor();
  await grid.getByRole('row', { name: 'use 1' }).first().click();
  await page.getByText('links are drawn').waitFor({ state: 'detached' });
});
