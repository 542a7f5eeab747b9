// What a reader does with the content view, in a browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startChromium } from '../page.js';
import { details, ids, model } from './docs-trace.js';
import { openReader, serveHarness } from './harness-page.js';
import { detailsOf, string, text } from './spans.js';

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

/** The view of a span, and what tests ask of it. */
async function opened(t, spanId, options) {
  const page = await openReader(t, browser, server.url, { details, model, spanId, ...options });
  const side = (name) => page.locator(`[data-side="${name}"]`);
  const part = (words) => page.locator('[data-part]', { hasText: words }).first();
  const selected = () => page.evaluate(() => globalThis.state.selection.value);
  const hovered = () => page.evaluate(() => globalThis.state.hover.value);
  return { page, output: side('output'), input: side('input'), part, selected, hovered };
}

/** Waits until exactly the parts of these sources light. */
const lit = (page, numbers) =>
  page.waitForFunction((expected) => {
    const parts = document.querySelector('#host').shadowRoot.querySelectorAll('[data-lit]');
    return [...parts].map((one) => one.dataset.source).join() === expected;
  }, numbers.join());

const texts = (locator) => locator.evaluateAll((all) => all.map((element) => element.textContent));

test('each part is coloured and numbered by its source, and the legend says how much there is', async (t) => {
  const { output, input } = await opened(t, ids.answer);
  assert.deepEqual(await texts(output.locator('.legend li')), [
    '1from prompt output 24 %→',
    '2from retrieve output 23 %→',
    '–no known source 53 %',
  ]);
  assert.deepEqual(
    await output.locator('[data-part]').evaluateAll((all) => all.map((one) => [one.dataset.source, one.dataset.hue])),
    [
      ['1', '1'],
      ['2', '2'],
    ],
  );
  assert.match((await texts(input.locator('.legend li')))[0], /^1from prompt output 9\d %/);
});

test('every coloured part says the same words as its source', async (t) => {
  const { page } = await opened(t, ids.answer);
  const parts = page.locator('[data-side="output"] [data-part]');
  for (const part of await parts.all()) {
    await part.hover();
    const words = await part.textContent();
    for (const quote of await texts(page.locator('.card blockquote'))) assert.equal(quote, words);
  }
});

test('a pointer on a part lights all parts of its source, and hovers the source for other views', async (t) => {
  const { page, part, hovered } = await opened(t, ids.answer);
  await part('five working').hover();
  await lit(page, ['1', '1']);
  const { spanId, part: place } = await hovered();
  assert.equal(spanId, ids.prompt);
  assert.equal(place.side, 'output');
  assert.deepEqual(await texts(page.locator('.card-place p')), [
    '1 from prompt output the same words',
    '2 also retrieve output the same words',
  ]);
  await page.getByText('Good question!').hover();
  assert.equal(await hovered(), undefined);
  assert.equal(await page.locator('.card').count(), 0);
  await lit(page, []);
});

test('a span or a link that is hovered in another view lights its parts', async (t) => {
  const { page } = await opened(t, ids.answer);
  const lights = async (place, numbers) => {
    await page.evaluate((place) => {
      globalThis.state.hover.value = place;
    }, place);
    await lit(page, numbers);
  };
  await lights({ spanId: ids.retrieve }, ['2']);
  await lights({ spanId: ids.answer, link: { from: ids.prompt, to: ids.answer } }, ['1', '1']);
  await lights(undefined, []);
});

test('a click goes to the source, shows the words there, and there is a way back', async (t) => {
  const { page, part, selected } = await opened(t, ids.answer);
  const back = page.getByRole('button', { name: 'Back' });
  assert.equal(await back.isDisabled(), true);
  await part('EU return').click();
  await page.locator('[data-side="output"] .document').first().waitFor();
  const { spanId, part: place } = await selected();
  assert.deepEqual([spanId, place.side], [ids.retrieve, 'output']);
  const target = page.locator('[data-target]');
  assert.match(await target.textContent(), /^Customers in the EU/);
  assert.equal(await target.getAttribute('data-flash'), '');
  await back.click();
  await part('EU return').waitFor();
  assert.deepEqual(await selected(), { spanId: ids.answer });
});

test('the way to a part opens what is folded around it and scrolls there', async (t) => {
  const { page } = await opened(t, ids.prompt, { viewport: { width: 500, height: 400 } });
  const last = page.locator('[data-side="output"] [data-part]', { hasText: 'How long' });
  assert.equal(await last.count(), 1);
  await page.evaluate((spanId) => globalThis.state.select({ spanId }), ids.answer);
  await page.getByText('Reasoning').waitFor();
  const folded = page.getByRole('button', { name: /find_order A-1187/ });
  assert.equal(await folded.getAttribute('aria-expanded'), 'false');
  const range = await page.evaluate(() => {
    const { detail } = globalThis.state;
    const find = (node) =>
      node.key === 'order'
        ? node.runs[0].range
        : [...(node.blocks ?? node.children ?? []), node.node].filter(Boolean).map(find).find(Boolean);
    return find({ blocks: detail.value.contents[0].blocks });
  });
  await page.evaluate(
    ([spanId, range]) => globalThis.state.select({ spanId, part: { side: 'input', attribute: 'input.value', range } }),
    [ids.answer, range],
  );
  await page.locator('[data-target]', { hasText: 'A-1187' }).waitFor();
  await page.waitForFunction(() => document.querySelector('#host').shadowRoot.querySelector('[data-flash]'));
  assert.equal(await folded.getAttribute('aria-expanded'), 'true');
  const box = await page.locator('[data-target]').boundingBox();
  assert.ok(box.y > 0 && box.y < 400, `at ${box.y}`);
});

test('words that the search found are marked, and the first is opened and scrolled to', async (t) => {
  const { page } = await opened(t, ids.answer);
  const found = page.locator('[data-found]');
  const search = (words) =>
    page.evaluate((words) => {
      globalThis.state.search.text.value = words;
    }, words);
  await search('  eu RETURN ');
  await found.nth(1).waitFor();
  assert.deepEqual(new Set(await texts(found)), new Set(['EU return']));
  const mark = await found.first().evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(
    mark,
    await page
      .locator('[data-part]:not([data-found])')
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor),
  );
  await search('A-1187');
  await found.filter({ hasText: 'A-1187' }).first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Calls find_order' }).getAttribute('aria-expanded'), 'true');
  await page.waitForFunction(() => {
    const { top, bottom } = document
      .querySelector('#host')
      .shadowRoot.querySelector('[data-found]')
      .getBoundingClientRect();
    return top > 100 && bottom < innerHeight;
  });
  await search('');
  await page.waitForFunction(() => !document.querySelector('#host').shadowRoot.querySelector('[data-found]'));
});

test('nothing moves where motion is reduced, but the words are marked', async (t) => {
  const { page, part } = await opened(t, ids.answer, { reducedMotion: 'reduce' });
  await part('EU return').click();
  const target = page.locator('[data-flash]');
  await target.waitFor();
  const style = await target.evaluate((element) => {
    const { animationName, outlineStyle } = getComputedStyle(element);
    return { animationName, outlineStyle };
  });
  assert.deepEqual(style, { animationName: 'none', outlineStyle: 'solid' });
});

test('the trace of words names each step to the first producer, and leads there', async (t) => {
  const { page, part, selected } = await opened(t, ids.answer);
  await part('five working').click();
  const steps = page.locator('.trail li');
  await steps.nth(2).waitFor();
  assert.deepEqual(await texts(steps), ['answer output', 'prompt output', 'retrieve output, document 1 (Refunds)']);
  assert.equal(await page.locator('[aria-current="step"]').textContent(), 'prompt output');
  assert.deepEqual(await texts(page.locator('.trail-others button')), ['retrieve output']);
  await steps.nth(2).getByRole('button').click();
  await page.locator('.document [data-target]').waitFor();
  assert.equal((await selected()).spanId, ids.retrieve);
  assert.equal(await steps.count(), 3);
  assert.match(await page.locator('[aria-current="step"]').textContent(), /^retrieve/);
  await steps.first().getByRole('button').click();
  await part('five working').waitFor();
  assert.match(await page.locator('[data-target]').first().textContent(), /five working/);
});

test('the other way round, parts are marked by what used them', async (t) => {
  const { page, output, part, selected } = await opened(t, ids.retrieve);
  assert.deepEqual(await texts(output.locator('.legend li')), ['–no known source 100 %']);
  await page.getByRole('button', { name: 'Went to' }).click();
  const [first, second] = await texts(output.locator('.legend li'));
  assert.match(first, /^1used by prompt input and output 100 %/);
  assert.match(second, /^2used by answer output 6 %/);
  await part('five working').click();
  await page.locator('[data-target]').first().waitFor();
  assert.equal((await selected()).spanId, ids.prompt);
});

test('by keyboard: one stop for each side, arrows between parts, Enter to the source', async (t) => {
  const { page, output, selected, hovered } = await opened(t, ids.answer);
  assert.equal(await output.locator('[data-part][tabindex="0"]').count(), 1);
  await output.locator('[data-part][tabindex="0"]').focus();
  assert.equal((await hovered()).spanId, ids.prompt);
  await page.keyboard.press('ArrowRight');
  assert.equal((await hovered()).spanId, ids.retrieve);
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  assert.equal(await output.locator('[data-part][tabindex="0"]').count(), 1);
  const described = await page.evaluate(() => {
    const root = document.querySelector('#host').shadowRoot;
    const names = root.activeElement.getAttribute('aria-describedby').split(' ');
    return names.map((id) => root.getElementById(id).textContent);
  });
  assert.deepEqual(described, ['from retrieve, output']);
  await page.keyboard.press('Enter');
  await page.locator('.document [data-target]').waitFor();
  assert.equal((await selected()).spanId, ids.retrieve);
});

test('a chain is followed by keyboard to its end, and the focus stays within', async (t) => {
  const { page, part, selected } = await opened(t, ids.ask);
  const focused = () => page.evaluate(() => document.querySelector('#host').shadowRoot.activeElement?.textContent);
  await part('Good question!').focus();
  for (const spanId of [ids.answer, ids.prompt, ids.retrieve]) {
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (spanId) =>
        globalThis.state.detail.value?.spanId === spanId &&
        document.querySelector('#host').shadowRoot.activeElement?.matches('[data-target]'),
      spanId,
    );
    assert.equal((await selected()).spanId, spanId);
    if (spanId === ids.answer) await part('five working').focus();
  }
  assert.match(await focused(), /five working/);
  await page.getByRole('button', { name: 'Back' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-target]', { hasText: 'five working' }).first().waitFor();
  assert.equal(await focused(), '← Back');
});

test('while a span loads, the one before stays', async (t) => {
  for (const panel of ['content', 'details']) {
    const { page } = await opened(t, ids.answer, { panel });
    const name = page.locator('.step-head h2, .details-name');
    await page.evaluate((spanId) => {
      const { state } = globalThis;
      const { span } = state.store;
      state.store.span = async (...asked) => {
        await new Promise((resolve) => {
          globalThis.load = resolve;
        });
        return span(...asked);
      };
      state.select({ spanId });
    }, ids.retrieve);
    await page.locator('[aria-busy="true"]').waitFor();
    assert.equal(await name.textContent(), 'answer');
    await page.evaluate(() => globalThis.load());
    await name.filter({ hasText: 'retrieve' }).waitFor();
    assert.equal(await page.locator('[aria-busy="true"]').count(), 0);
  }
});

test('in a narrow pane, all of a trail and of the hint can be read', async (t) => {
  const { page, part } = await opened(t, ids.answer, { viewport: { width: 390, height: 800 } });
  const cut = () =>
    page
      .locator('.trail, .trail *')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth > 0).length);
  assert.equal(await cut(), 0);
  await part('five working').click();
  await page.locator('.trail li').nth(2).waitFor();
  assert.equal(await cut(), 0);
  for (const step of await page.locator('.trail li').all()) {
    const { x, width } = await step.boundingBox();
    assert.ok(x >= 0 && x + width <= 390, `from ${x}, ${width} wide`);
  }
});

test('the legend lists a source that comes second, and says what a double underline is', async (t) => {
  const spans = detailsOf(
    {
      [ids.ask]: { input: [text('the same')] },
      [ids.prompt]: { output: [text('the same')] },
      [ids.answer]: { output: [text('the same')] },
    },
    [
      [ids.prompt, 'output', ids.answer, 'output', 'the same'],
      [ids.ask, 'input', ids.answer, 'output', 'the same'],
    ],
  );
  const { page, output } = await opened(t, ids.answer, { details: spans });
  assert.deepEqual(await texts(output.locator('.legend li')), ['1from prompt output 100 %→', '2from ask input also→']);
  await page.getByText('Double underline: the same words stand in several places').waitFor();
});

test('a legend item shows the parts of one source alone, until it is clicked again', async (t) => {
  const { page, output } = await opened(t, ids.answer);
  const underline = (number) =>
    output.locator(`[data-source="${number}"]`).evaluate((one) => getComputedStyle(one).textDecorationColor);
  const item = output.locator('.legend-item').first();
  const before = await underline(2);
  await item.click();
  assert.equal(await item.getAttribute('aria-pressed'), 'true');
  assert.equal(await underline(2), 'rgba(0, 0, 0, 0)');
  assert.notEqual(await underline(1), 'rgba(0, 0, 0, 0)');
  await item.click();
  assert.equal(await underline(2), before);
  await output.getByRole('button', { name: 'Go to retrieve' }).click();
  await page.locator('.document').first().waitFor();
});

test('what has a known source can be dimmed, to find invented words', async (t) => {
  const { page, output, part } = await opened(t, ids.answer);
  const colour = (locator, name) => locator.evaluate((one, name) => getComputedStyle(one)[name], name);
  const invented = output.locator('.text span', { hasText: 'voucher' });
  const plain = await colour(invented, 'backgroundColor');
  await page.getByRole('switch', { name: 'Dim known sources' }).click();
  assert.notEqual(await colour(invented, 'backgroundColor'), plain);
  assert.notEqual(await colour(part('EU return'), 'color'), await colour(invented, 'color'));
});

test('long texts are folded, reasoning and tools too, and media are named', async (t) => {
  const { page, input, output } = await opened(t, ids.answer);
  const more = input.getByRole('button', { name: /^Show all 2,\d+ characters$/ });
  assert.equal(await input.getByText('Question: How').count(), 0);
  await more.click();
  assert.match((await texts(input.locator('[data-part]'))).join(''), /How long does a refund/);
  await input.getByRole('button', { name: 'Show less' }).click();
  assert.equal(await more.count(), 1);
  assert.equal(await output.getByText('https://example.com').count(), 0);
  await output.getByRole('button', { name: /Reasoning/ }).click();
  assert.match(await output.locator('.reasoning .text').textContent(), /<img src=x.*https:\/\/example\.com/);
  assert.equal(await page.locator('img, a').count(), 0);
  assert.equal(await input.locator('.media').textContent(), 'image image/png, 48 kB not loaded');
  assert.match(await output.locator('.code').textContent(), /^```js\nconst days/);
});

test('of a long conversation, the beginning and the end are shown', async (t) => {
  const message = (_, index) => ({ type: 'message', role: 'user', blocks: [text(`message ${index}.`)] });
  const input = Array.from({ length: 60 }, message);
  const { page, selected } = await opened(t, ids.ask, { details: detailsOf({ [ids.ask]: { input } }) });
  const shown = page.locator('.message .text');
  assert.deepEqual([await shown.count(), (await texts(shown))[3]], [12, 'message 51.']);
  const [offset] = await page.evaluate(
    () => globalThis.state.detail.value.contents[0].blocks[30].blocks[0].runs[0].range,
  );
  const part = { side: 'input', attribute: 'input.value', range: [offset, offset + 11] };
  await page.evaluate((selection) => globalThis.state.select(selection), { spanId: ids.ask, part });
  await page.locator('[data-target]', { hasText: 'message 30.' }).waitFor();
  assert.deepEqual((await selected()).part, part);
  assert.equal(await shown.count(), 60);
  await page.evaluate((selection) => globalThis.state.select(selection), { spanId: ids.ask });
  await page.getByRole('button', { name: 'Show 48 between' }).click();
  assert.equal(await shown.count(), 60);
});

test('JSON opens and closes, by keyboard too', async (t) => {
  const node = {
    type: 'object',
    children: [{ key: 'a', type: 'object', children: [{ key: 'b', type: 'array', children: [string('0', 'deep')] }] }],
    more: 3,
  };
  const spans = detailsOf({ [ids.ask]: { output: [{ type: 'tree', node }] } });
  const { page } = await opened(t, ids.ask, { details: spans });
  const deep = page.getByText('deep');
  assert.equal(await deep.count(), 0);
  await page.locator('.tree-head').first().focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await deep.waitFor();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await deep.count(), 0);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.locator('.tree-head').count(), 2);
  assert.equal(await page.getByRole('button', { name: 'Show 3 more' }).count(), 1);
});

test('what was left out comes when it is asked for: a text of 1 MB in chunks', async (t) => {
  const line = 'All work and no play makes a long text.\n';
  const whole = line.repeat(26_000);
  const short = detailsOf({ [ids.ask]: { output: [text(line, whole.length - line.length)] } });
  const full = detailsOf({ [ids.ask]: { output: [text(whole)] } });
  const spans = new Map([...short, [`${ids.ask} full`, full.get(ids.ask)]]);
  const { page, output } = await opened(t, ids.ask, { details: spans });
  assert.match(await output.locator('.legend').textContent(), /Of the characters shown/);
  await output.getByRole('button', { name: 'Show 1,039,960 more characters' }).click();
  await output.getByRole('button', { name: 'Show all 1,040,000 characters' }).click();
  await page.waitForFunction((length) => {
    const chunks = document.querySelector('#host').shadowRoot.querySelectorAll('.chunk');
    return [...chunks].reduce((sum, chunk) => sum + chunk.textContent.length, 0) === length;
  }, whole.length);
});

test('a few words of a very long text are shown at once, and they alone', async (t) => {
  const words = 'needle in a haystack';
  const hay = 'All work and no play makes a long text.\n'.repeat(5000);
  const spans = detailsOf({ [ids.ask]: { output: [text(hay + words + hay)] }, [ids.prompt]: { output: [text('x')] } });
  const { page } = await opened(t, ids.prompt, { details: spans });
  const part = { side: 'output', attribute: 'output.value', range: [hay.length, hay.length + words.length] };
  await page.evaluate(
    (selection) => {
      let frames = 0;
      const { requestAnimationFrame } = globalThis;
      // As if the page were too busy to draw more.
      globalThis.requestAnimationFrame = (callback) => (frames++ < 4 ? requestAnimationFrame(callback) : 0);
      globalThis.state.select(selection);
    },
    { spanId: ids.ask, part },
  );
  const target = page.locator('[data-target]');
  await target.waitFor();
  assert.equal(await target.textContent(), words);
});

test('the view names its step, and a failed one says why above its contents', async (t) => {
  const errors = [
    { type: 'APIError', message: 'overloaded' },
    { type: 'TypeError', message: 'fetch failed' },
  ];
  const spans = detailsOf({ [ids.answer]: { input: [text('hi')], status: 'error', errors } });
  const rows = model.spans.map((row) => ({ ...row, name: 'chat', status: row.kind === 'llm' ? 'error' : 'ok' }));
  const { page, output } = await opened(t, ids.answer, { details: spans, model: { ...model, spans: rows } });
  assert.equal(await page.locator('.step-head').textContent(), 'llmchat (4)error');
  assert.deepEqual(await texts(page.locator('.errors p')), ['APIError overloaded', 'caused by TypeError fetch failed']);
  assert.equal(await output.locator('.none').textContent(), 'The step failed. No output was recorded.');
});

test('an error that a step recovered from is not told above its contents', async (t) => {
  const { page } = await opened(t, ids.answer);
  assert.equal(await page.locator('.errors').count(), 0);
});

test('a side without contents says so, and so does a view without a span', async (t) => {
  const { page } = await opened(t, ids.ask, { details: detailsOf({ [ids.ask]: { input: [text('hi')] } }) });
  await page.getByText('No output was recorded.').waitFor();
  await page.evaluate(() => globalThis.state.select(undefined));
  await page.getByText('Select a step to read its input and output.').waitFor();
});
