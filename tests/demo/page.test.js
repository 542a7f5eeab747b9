// What the page shows of a trace is what the receiver got: its arrows, its numbers, and the words that it marks.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { QUESTIONS } from '../../examples/docs-bot/questions.js';
import { createReceiver } from '../../examples/receiver/receiver.js';
import { writeCorpus } from '../../scripts/corpus.mjs';
import { buildPage, servePage } from '../../web-demo/serve.js';
import { CHROMIUM_FLAGS, chromium as program } from '../runtime/binaries.js';
import { assertRuns } from './runs.js';

const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 400, height: 800 };

/** Its own: `npm start` may run at the same time. */
const folder = mkdtempSync(join(tmpdir(), 'spanloom-page-'));
let server;
let browser;
const received = [];

before(async () => {
  await writeCorpus();
  await buildPage(folder);
  server = await servePage({
    port: 4490,
    outDir: folder,
    receiver: createReceiver(({ spans }) => received.push(...spans)),
  });
  browser = await chromium.launch({ executablePath: program(), args: CHROMIUM_FLAGS });
});

after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page that has answered the question that it asks by itself, with the spans that its receiver got. */
async function opened(t, options) {
  received.length = 0;
  const page = await browser.newPage(options);
  t.after(() => page.close());
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(server.url);
  await page.getByText(/6 of 6 spans delivered/).waitFor();
  assert.deepEqual(problems, []);
  return { page, spans: [...received] };
}

/** Ids as the page has them, from what was received. */
const flowIds = (spans) =>
  spans.flatMap(({ spanId, links }) =>
    links.map(({ spanId: producer, attributes: { from, to } }) => [spanId, producer, from, to].join('-')),
  );

/** What the arrows connect: the bars whose edges they begin and end at. */
const connected = (page) =>
  page.evaluate(() => {
    const near = (a, b) => Math.abs(a - b) < 4;
    const edgeAt = ({ x, y }) => {
      for (const row of document.querySelectorAll('#trace .row')) {
        const bar = row.querySelector('.bar').getBoundingClientRect();
        if (y < bar.top || y > bar.bottom) continue;
        if (near(x, bar.left)) return [row.dataset.span, 'input'];
        if (near(x, bar.right)) return [row.dataset.span, 'output'];
      }
      return ['nothing', `${x} ${y}`];
    };
    const { left, top } = document.querySelector('#trace .arrows').getBoundingClientRect();
    const first = (path) => {
      const [, x, y] = /^M ([-\d.]+) ([-\d.]+)/.exec(path.getAttribute('d'));
      return { x: left + Number(x), y: top + Number(y) };
    };
    return Array.from(document.querySelectorAll('#trace .arrow'), (arrow) => {
      const [producer, from] = edgeAt(first(arrow.querySelector('.line')));
      const [consumer, to] = edgeAt(first(arrow.querySelector('.head')));
      return [consumer, producer, from, to].join('-');
    });
  });

/** The marked words by the number that they bear. */
const marked = (page, place) =>
  page.locator(place).evaluate((root) => {
    const words = {};
    for (const mark of root.querySelectorAll('mark'))
      words[mark.dataset.piece] = (words[mark.dataset.piece] ?? '') + mark.textContent;
    return words;
  });

const [OUT, INTO] = ['#reader .pane:nth-child(1)', '#reader .pane:nth-child(2)'];

test('it asks a question by itself, and an arrow connects the bars of each link that arrived', async (t) => {
  for (const viewport of [WIDE, PHONE]) {
    const { page, spans } = await opened(t, { viewport });
    assert.equal(await page.locator('#asked').innerText(), QUESTIONS[0]);
    assert.ok((await page.locator('#answer').innerText()).length > 100);
    assertRuns(spans, 1);
    const links = flowIds(spans).sort();
    assert.equal(await page.locator('#link-count').innerText(), String(links.length));
    assert.match(await page.locator('#delivery').innerText(), new RegExp(`with ${links.length} links$`));
    assert.deepEqual((await connected(page)).sort(), links);

    await page.setViewportSize({ width: viewport.width - 60, height: viewport.height });
    await page.waitForFunction(
      () => document.querySelector('#trace .arrows').clientWidth === document.querySelector('#trace .rows').clientWidth,
    );
    assert.deepEqual((await connected(page)).sort(), links);
  }
});

test('document, prompt and answer have exactly the shared words marked', async (t) => {
  const { page, spans } = await opened(t, { viewport: WIDE });
  const find = (wanted) => spans.find(({ name }) => name === wanted);
  const [passages, prompt] = [
    JSON.parse(find('rerank').attributes['output.value']),
    find('answer').attributes['input.value'],
  ];
  const { attributes } = find('answer').links.find(({ spanId }) => spanId === find('rerank').spanId);
  const out = await marked(page, OUT);
  const into = await marked(page, INTO);
  assert.ok(Object.keys(out).length >= 4);
  assert.deepEqual(out, into);
  for (const said of Object.values(into)) {
    assert.ok(prompt.includes(said));
    assert.ok(passages.some((passage) => Object.values(passage).some((field) => String(field).includes(said))));
  }
  // Where the link's own paths lead to, as the receiver knows it.
  const sliced = (text, side) => {
    const flat = attributes[`spanloom.${side}.ranges`];
    return Array.from({ length: flat.length / 2 }, (_, i) => text.slice(flat[2 * i], flat[2 * i + 1]));
  };
  const [, passage, field] = /^\$\[(\d)\]\.(\w+)$/.exec(attributes['spanloom.from.path']);
  const shared = sliced(passages[passage][field], 'from');
  assert.deepEqual(sliced(prompt, 'to'), shared);
  assert.ok(shared.length > 0 && shared.every((said) => Object.values(out).includes(said)));

  const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const quotes = await marked(page, '#answer');
  assert.ok(Object.keys(quotes).length > 1);
  for (const [piece, quote] of Object.entries(quotes)) assert.ok(letters(into[piece]).includes(letters(quote)));
  const unmarked = await page.locator('#answer').evaluate((root) => {
    const copy = root.cloneNode(true);
    for (const said of copy.querySelectorAll('mark, .sources')) said.remove();
    return copy.textContent;
  });
  assert.equal(unmarked.replace(/\[\d\]|[.:]/g, '').trim(), '');
});

test('a link that is pointed at or focused shows its own evidence, and one that is chosen stays', async (t) => {
  const { page } = await opened(t, { viewport: WIDE });
  const sentence = page.locator('#reader .sentence');
  const lit = () => page.locator('#trace .row.active b').allInnerTexts();
  assert.match(await sentence.innerText(), /that answer was given stood in what rerank returned/);
  assert.deepEqual(await lit(), ['rerank', 'answer']);

  const link = (name) => page.getByRole('button', { name });
  await link('answer → cite').focus();
  assert.match(await sentence.innerText(), /^cite was given objects out of what answer returned/);
  assert.deepEqual(await lit(), ['answer', 'cite']);
  assert.deepEqual(await marked(page, '#answer'), {});
  await page.getByLabel('Your question').focus();
  assert.match(await sentence.innerText(), /rerank returned/);

  await link('retrieve → rerank').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Your question').focus();
  assert.match(await sentence.innerText(), /^rerank was given an equal copy of what retrieve returned/);
  assert.equal(await link('retrieve → rerank').getAttribute('aria-pressed'), 'true');

  await page.getByRole('button', { name: 'spellcheck tool' }).click();
  assert.match(await page.locator(INTO).innerText(), /out of spellcheck[\s\S]*terms/);
  assert.deepEqual(await lit(), []);

  await page.locator('.arrow[data-via="structure"] .hit').first().dispatchEvent('click');
  assert.deepEqual(await lit(), ['retrieve', 'rerank']);
});

/** Texts whose contrast is below WCAG's AA, and whatever is wider than its page. */
const faults = (page) =>
  page.evaluate(() => {
    const channels = (color) => color.match(/[\d.]+/g).map(Number);
    const luminance = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((c) =>
        c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const ground = (node) => {
      for (let at = node; at; at = at.parentElement) {
        const color = channels(getComputedStyle(at).backgroundColor);
        if (color[3] !== 0) return color;
      }
      return [255, 255, 255];
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const node = text.parentElement;
      if (!text.data.trim() || !node.checkVisibility()) continue;
      const [a, b] = [channels(getComputedStyle(node).color), ground(node)].map(luminance);
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) found.push(`${ratio.toFixed(1)} ${node.className} ${text.data.slice(0, 30)}`);
    }
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push(`${scrollWidth} wide`);
    return found;
  });

test('it can be read on a phone and a desk, in light and dark', async (t) => {
  for (const viewport of [WIDE, PHONE]) {
    for (const colorScheme of ['light', 'dark']) {
      const { page } = await opened(t, { viewport, colorScheme });
      assert.deepEqual(await faults(page), [], `${viewport.width} ${colorScheme}`);
    }
  }
});
