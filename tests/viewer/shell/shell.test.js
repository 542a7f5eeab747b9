// The frame around the views, in a browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { agentTrace, ragTrace, spanIdOf, traceIdOf } from '../fixtures.js';
import { give, openPage, serveViewer, startChromium } from '../page.js';

const axe = createRequire(new URL('../../package.json', import.meta.url)).resolve('axe-core');

let server;
let browser;
before(async () => {
  server = await serveViewer({ files: { '/axe.js': readFileSync(axe, 'utf8') } });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const NARROW = { viewport: { width: 390, height: 844 } };
const HUGE = { viewport: { width: 1920, height: 1080 } };

/** @param {import('playwright-core').Page} page */
const panesOf = (page) =>
  page.locator('spanloom-trace .pane').evaluateAll((panes) => panes.map((pane) => pane.getAttribute('aria-label')));

test('a narrow element has one pane at a time, as tabs', async (t) => {
  const page = await openPage(t, browser, server.url, NARROW);
  await give(page, ragTrace());
  assert.deepEqual(await page.getByRole('tab').allTextContents(), ['List', 'Graph', 'Timeline', 'Content', 'Details']);
  for (const [tab, pane] of [
    ['List', 'Traces'],
    ['Timeline', 'Timeline'],
    ['Content', 'Content'],
    ['Details', 'Details'],
    ['Graph', 'Graph'],
  ]) {
    await page.getByRole('tab', { name: tab }).click();
    assert.deepEqual(await panesOf(page), [pane]);
  }
  await page.getByRole('tab', { name: 'Graph' }).press('ArrowRight');
  assert.deepEqual(await panesOf(page), ['Timeline']);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(width, 390, 'nothing is wider than the screen');
});

test('opening a trace of the list shows it', async (t) => {
  const page = await openPage(t, browser, server.url, NARROW);
  await give(page, ragTrace());
  await give(page, agentTrace());
  await page.getByRole('tab', { name: 'List' }).click();
  await page.getByRole('option', { name: /invoke_agent/ }).click();
  await page.getByRole('tab', { name: 'Graph', selected: true }).waitFor();
  await page.locator('.toolbar h2', { hasText: 'invoke_agent' }).waitFor();
});

test('the wider the element, the more panes stand side by side', async (t) => {
  const page = await openPage(t, browser, server.url, HUGE);
  await give(page, ragTrace());
  await page.getByRole('region', { name: 'Timeline' }).waitFor();
  assert.deepEqual(await panesOf(page), ['Traces', 'Graph', 'Timeline', 'Content']);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('tab', { name: 'Timeline' }).waitFor();
  assert.deepEqual(await panesOf(page), ['Traces', 'Graph', 'Content']);
  await page.locator('spanloom-trace').evaluate((element) => element.setAttribute('compact', ''));
  await page.getByRole('region', { name: 'Traces' }).waitFor({ state: 'detached' });
});

test('the lines between panes are moved by drag and by keyboard', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  const widthOf = async (name) => (await page.getByRole('region', { name }).boundingBox()).width;
  const line = page.getByRole('separator', { name: 'Width of the panels' });
  const [before, list] = [await widthOf('Content'), await widthOf('Traces')];
  const { x, y } = await line.boundingBox();
  await page.mouse.move(x, y + 300);
  await page.mouse.down();
  await page.mouse.move(x - 80, y + 300, { steps: 3 });
  await page.mouse.up();
  assert.equal(await widthOf('Content'), before + 80);
  await line.press('ArrowRight');
  assert.equal(await line.getAttribute('aria-valuenow'), String(before + 56));
  await line.dblclick({ position: { x: 0, y: 200 } });
  assert.equal(await widthOf('Content'), before);
  await page.getByRole('separator', { name: 'Width of the list' }).press('ArrowRight');
  assert.equal(await widthOf('Traces'), list + 24);
});

test('the colours are those of the system, or those that are chosen', async (t) => {
  const page = await openPage(t, browser, server.url, { colorScheme: 'dark' });
  const background = () =>
    page.locator('spanloom-trace').evaluate((element) => getComputedStyle(element).backgroundColor);
  const dark = await background();
  await page.getByRole('button', { name: /Colours/ }).click();
  assert.equal(await page.locator('spanloom-trace').getAttribute('theme'), 'light');
  assert.notEqual(await background(), dark);
  await page.getByRole('button', { name: /Colours/ }).click();
  assert.equal(await background(), dark);
  await page.getByRole('button', { name: /Colours/ }).click();
  assert.equal(await page.locator('spanloom-trace').getAttribute('theme'), null);
});

test('`?` opens the help, and Escape closes it', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  await page.getByRole('listbox').focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('searchbox', { name: 'Filter traces by text' }).press('?');
  assert.equal(await dialog.isVisible(), false, 'in a field it is a letter');
});

test('keys act in the only viewer of a page while nothing has the focus', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  // Until then there is nothing to search.
  await page.locator('.search input:enabled').waitFor();
  const isInSearch = () =>
    page
      .getByRole('searchbox', { name: 'Search the trace' })
      .first()
      .evaluate((field) => field.matches(':focus'));
  assert.equal(await page.evaluate(() => document.activeElement?.localName), 'body');
  await page.keyboard.press('/');
  assert.ok(await isInSearch());
  await page.evaluate(() => document.activeElement.blur());
  const second = () => document.querySelector('spanloom-trace').after(document.createElement('spanloom-trace'));
  await page.evaluate(second);
  await page.keyboard.press('/');
  assert.ok(await isInSearch(), 'the last used of two');
  await page.evaluate(() => {
    document.activeElement.blur();
    addEventListener('keydown', (event) => event.preventDefault(), { capture: true, once: true });
  });
  await page.keyboard.press('/');
  assert.equal(await isInSearch(), false, "the key was the page's own");
  await page.evaluate(() => document.querySelector('main').insertAdjacentHTML('beforebegin', '<input id="other">'));
  await page.locator('#other').press('/');
  assert.equal(await page.locator('#other').inputValue(), '/');
});

for (const [name, options] of Object.entries({ wide: {}, narrow: NARROW }))
  test(`keys switch between views, ${name}`, async (t) => {
    const page = await openPage(t, browser, server.url, options);
    await give(page, ragTrace());
    await page.locator('.toolbar h2').waitFor();
    for (const [key, pane] of [
      ['t', 'Timeline'],
      ['d', 'Details'],
      ['g', 'Graph'],
      ['c', 'Content'],
    ]) {
      await page.keyboard.press(key);
      await page.getByRole('tab', { name: pane, selected: true }).waitFor();
      assert.ok((await panesOf(page)).includes(pane));
    }
  });

test('a key goes back to where words were followed from', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  await page.locator('.toolbar h2').waitFor();
  const [traceId, spanId] = [traceIdOf(1), spanIdOf(1, 4)];
  await page.evaluate(([trace, span]) => document.querySelector('spanloom-trace').open(trace, span), [traceId, spanId]);
  const selected = page.evaluate(
    () =>
      new Promise((resolve) => {
        const ids = [];
        document.addEventListener('spanloom-select', ({ detail }) => {
          ids.push(detail.spanId);
          if (ids.length === 2) resolve(ids);
        });
      }),
  );
  await page.locator('.pane-content [data-part]').first().click();
  await page.keyboard.press('b');
  const [there, back] = await selected;
  assert.notEqual(there, spanId);
  assert.equal(back, spanId);
});

test('the menu is used by keyboard', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  const button = page.getByRole('button', { name: 'Share' });
  await button.click();
  const items = page.getByRole('menuitem');
  const focused = (place) => items.nth(place).evaluate((item) => item.getRootNode().activeElement === item);
  assert.ok(await focused(0));
  await page.keyboard.press('ArrowDown');
  assert.ok(await focused(1));
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.ok(await focused((await items.count()) - 1));
  await page.keyboard.press('Escape');
  assert.equal(await items.count(), 0);
  assert.ok(await button.evaluate((one) => one.getRootNode().activeElement === one));
  await button.click();
  await page.mouse.click(640, 500);
  await items.first().waitFor({ state: 'detached' });
});

test('in a narrow element, what a button of a sign alone does is its name and its title', async (t) => {
  const page = await openPage(t, browser, server.url, NARROW);
  await give(page, ragTrace());
  await page.locator('.toolbar h2').waitFor();
  for (const name of ['Fit', 'Share', 'Open files…', 'Keyboard help']) {
    const button = page.locator('.toolbar').getByRole('button', { name, exact: true });
    assert.ok(await button.getAttribute('title'), name);
  }
});

test('nothing moves for who wants no motion', async (t) => {
  const page = await openPage(t, browser, server.url, { ...HUGE, reducedMotion: 'reduce' });
  const moving = () =>
    page.evaluate(() => {
      const { shadowRoot } = document.querySelector('spanloom-trace');
      const move = ({ animationName, transitionDuration }) =>
        animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration);
      return [...shadowRoot.querySelectorAll('*')]
        .filter((element) => [null, '::before', '::after'].some((part) => move(getComputedStyle(element, part))))
        .map(({ className }) => String(className.baseVal ?? className));
    });
  await give(page, ragTrace());
  await page.locator('.graph-world [data-node]').first().waitFor();
  assert.deepEqual(await moving(), []);
  await page.evaluate(() => {
    // Moves where nothing forbids it.
    const { shadowRoot } = document.querySelector('spanloom-trace');
    for (const name of ['class="progress"', 'class="graph-busy"', 'data-flash'])
      shadowRoot.lastElementChild.insertAdjacentHTML('afterend', `<div ${name}></div>`);
  });
  assert.deepEqual(await moving(), []);
});

/** A step of the graph is described in words, as its bare figures would not be understood: one rule wants the figures. */
const AXE = { resultTypes: ['violations'], rules: { 'label-content-name-mismatch': { enabled: false } } };

for (const [name, options] of Object.entries({
  wide: {},
  'dark and narrow': { ...NARROW, colorScheme: 'dark' },
  huge: HUGE,
})) {
  test(`axe finds nothing, ${name}`, async (t) => {
    const page = await openPage(t, browser, server.url, options);
    await give(page, ragTrace());
    await give(page, agentTrace());
    await page.evaluate(
      ([trace, span]) => document.querySelector('spanloom-trace').open(trace, span),
      [traceIdOf(1), spanIdOf(1, 4)],
    );
    await page.addScriptTag({ url: '/axe.js' });
    const check = async () => {
      const found = await page.evaluate((options) => globalThis.axe.run('spanloom-trace', options), AXE);
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
      );
    };
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await page.waitForTimeout(200);
      assert.deepEqual(await check(), []);
    }
  });
}
