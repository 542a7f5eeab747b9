// The element as a page uses it, under a policy without inline styles and scripts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { agentTrace, ragTrace, spanIdOf, traceIdOf } from '../fixtures.js';
import { give, openPage, POLICY, pageWith, serveViewer, startChromium } from '../page.js';

let server;
let browser;
before(async () => {
  server = await serveViewer({ files: { '/rag.json': JSON.stringify(ragTrace()) } });
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

test('without traces, it says what to do', async (t) => {
  const page = await openPage(t, browser, server.url);
  await page.getByRole('heading', { name: 'No traces yet' }).waitFor();
  await page.getByText('exporter()').waitFor();
});

test('what is added is listed and opened, and the answer says what was read', async (t) => {
  const page = await openPage(t, browser, server.url);
  assert.deepEqual(await give(page, ragTrace()), { spans: 5, traces: [traceIdOf(1)], problems: [] });
  await titleOf(page).getByText('answer question').waitFor();
  await page.getByRole('option', { name: /answer question/ }).waitFor();
});

test('what cannot be read is told, in the answer and in the page', async (t) => {
  const page = await openPage(t, browser, server.url);
  const { spans, problems } = await withElement(page, (element) => element.add('no OTLP'));
  assert.equal(spans, 0);
  assert.equal(problems.length, 1);
  const message = page.locator('.messages li').first();
  await message.getByText('Nothing could be read').waitFor();
  await message.getByRole('button', { name: 'Close the message' }).click();
  await message.waitFor({ state: 'detached' });
});

test('spans replace what was there, and only an array is taken', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  const finished = (element, spanId) => {
    const span = { traceId: 'a'.repeat(32), spanId, parentSpanId: undefined, name: 'mine', kind: 'task' };
    const times = { startTimeUnixNano: 1_000_000n, endTimeUnixNano: 2_000_000n };
    element.spans = [{ ...span, ...times, status: { code: 'ok' }, attributes: {}, input: '1', output: '2', links: [] }];
  };
  await withElement(page, finished, 'b'.repeat(16));
  await titleOf(page).getByText('mine').waitFor();
  assert.equal(await page.getByRole('option').count(), 1);
  const error = await withElement(page, (element) => {
    try {
      element.spans = 'spans';
    } catch (error) {
      return error.message;
    }
  });
  assert.match(error, /must be an array/);
});

test('an exporter shows spans as they end, under the name of their service', async (t) => {
  const page = await openPage(t, browser, server.url);
  const span = {
    traceId: 'a'.repeat(32),
    name: 'live',
    kind: 'task',
    status: { code: 'ok' },
    attributes: {},
    links: [],
  };
  await withElement(
    page,
    async (element, span) => {
      const exporter = element.exporter();
      const context = { resource: { 'service.name': 'app' } };
      const times = { startTimeUnixNano: 5_000_000n, endTimeUnixNano: 9_000_000n };
      const root = { ...span, ...times, spanId: '1'.repeat(16) };
      await exporter.export([{ ...root, spanId: '2'.repeat(16), parentSpanId: root.spanId }], context);
      await exporter.export([root], context);
    },
    span,
  );
  await page.locator('.toolbar').getByText('app · 4 ms · 2 spans').waitFor();
});

test('properties that were set before the element was defined are taken', async (t) => {
  const early = `document.querySelector('spanloom-trace').theme = 'dark';
    document.querySelector('spanloom-trace').src = '/rag.json';`;
  const other = await serveViewer({
    files: { '/': pageWith({ script: '/early.js' }), '/early.js': early, '/rag.json': JSON.stringify(ragTrace()) },
  });
  const page = await openPage(t, browser, other.url);
  t.after(other.close);
  await titleOf(page).getByText('answer question').waitFor();
  assert.equal(await page.locator('spanloom-trace').getAttribute('theme'), 'dark');
});

test('a file of `src` is read', async (t) => {
  const page = await openPage(t, browser, server.url);
  await withElement(page, (element) => element.setAttribute('src', '/rag.json'));
  await titleOf(page).getByText('answer question').waitFor();
});

test('who leaves the page and comes back keeps its traces', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  await titleOf(page).waitFor();
  await withElement(page, (element) => {
    const { parentNode } = element;
    element.remove();
    parentNode.append(element);
  });
  await titleOf(page).getByText('answer question').waitFor();
  await give(page, agentTrace());
  await page.getByRole('option', { name: /invoke_agent/ }).click();
  await titleOf(page).getByText('invoke_agent harbour').waitFor();
});

test('two elements of a page have each their own traces', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  const other = await withElement(
    page,
    async (element, otlp) => {
      const second = document.createElement('spanloom-trace');
      element.after(second);
      await second.add(otlp);
      second.open(otlp.resourceSpans[0].scopeSpans[0].spans[0].traceId);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return second.shadowRoot.querySelector('.toolbar h2').textContent;
    },
    agentTrace(),
  );
  assert.equal(other, 'invoke_agent harbour');
  assert.equal(await titleOf(page).first().textContent(), 'answer question');
});

test('opening, selecting, exporting and clearing by script', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  await give(page, agentTrace());
  const told = await withElement(
    page,
    (element, [traceId, spanId]) =>
      new Promise((resolve) => {
        document.addEventListener('spanloom-select', ({ detail }) => resolve(detail), { once: true });
        element.open(traceId, spanId);
      }),
    [traceIdOf(2), spanIdOf(2, 3)],
  );
  assert.deepEqual(told, { traceId: traceIdOf(2), spanId: spanIdOf(2, 3) });
  await titleOf(page).getByText('invoke_agent harbour').waitFor();
  const { resourceSpans } = JSON.parse(await withElement(page, (element) => element.exportTrace()));
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans).flatMap(({ spans }) => spans);
  assert.equal(spans.length, 7);
  await withElement(page, (element) => element.clear());
  await page.getByRole('heading', { name: 'No traces yet' }).waitFor();
  assert.equal(await withElement(page, (element) => element.exportTrace()), undefined);
});

test('files are read when they are dropped or chosen', async (t) => {
  const page = await openPage(t, browser, server.url);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'rag.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(ragTrace())),
    });
  await page.getByText('5 spans in 1 trace read from rag.json').first().waitFor();
  await withElement(
    page,
    (element, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'agent.json'));
      const drag = (type) =>
        element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      drag('dragover');
      if (!element.hasAttribute('data-drop')) throw new Error('nothing says that files can be dropped');
      drag('drop');
    },
    JSON.stringify(agentTrace()),
  );
  await page.getByText('7 spans in 1 trace read from agent.json').first().waitFor();
  await titleOf(page).getByText('invoke_agent harbour').waitFor();
  assert.equal(await page.getByRole('option', { name: /file/ }).count(), 2);
});

test('where no worker may start, the store runs in the page', async (t) => {
  const other = await serveViewer({ policy: POLICY.replace("worker-src 'self'", "worker-src 'none'") });
  const page = await browser.newPage();
  t.after(() => page.close());
  t.after(other.close);
  await page.goto(other.url);
  await page.locator('spanloom-trace .shell').waitFor();
  assert.equal((await give(page, ragTrace())).spans, 5);
  await titleOf(page).getByText('answer question').waitFor();
  assert.equal(page.workers().length, 0);
});

test('a worker that ends is told, and a new one takes traces', async (t) => {
  const page = await openPage(t, browser, server.url);
  await give(page, ragTrace());
  await titleOf(page).getByText('answer question').waitFor();
  const storeWorker = page.workers().find((worker) => worker.url().includes('store-worker'));
  await storeWorker.evaluate(() => setTimeout(close));
  await page.getByText('The traces are gone').first().waitFor();
  await page.getByRole('option').waitFor({ state: 'detached' });
  assert.equal((await give(page, agentTrace())).spans, 7);
  await page.getByRole('option', { name: /invoke_agent/ }).click();
  await titleOf(page).getByText('invoke_agent harbour').waitFor();
});

test('a call that a worker did not answer before it ended is rejected', async (t) => {
  const page = await openPage(t, browser, server.url);
  // Answered, so that nothing else is under way.
  await give(page, {});
  const storeWorker = page.workers().find((worker) => worker.url().includes('store-worker'));
  await storeWorker.evaluate(() => {
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (message, ...others) {
      if (message.type === 'RAW') close();
      else postMessage.call(this, message, ...others);
    };
  });
  const { problems } = await give(page, agentTrace());
  assert.deepEqual(problems, ['the worker that has the traces has ended']);
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
});

test('an address that is none is told', async (t) => {
  const page = await openPage(t, browser, server.url);
  await page.evaluate(() => document.querySelector('spanloom-trace')?.setAttribute('src', 'http://['));
  await page.getByText('Nothing could be read').first().waitFor();
});

test('where no WebAssembly may run, traces are shown, and the page says that sources are not known', async (t) => {
  const other = await serveViewer({ policy: POLICY.replace(" 'wasm-unsafe-eval'", '') });
  const page = await openPage(t, browser, other.url);
  t.after(other.close);
  await give(page, ragTrace());
  await titleOf(page).getByText('answer question').waitFor();
  await page.evaluate(
    ([trace, span]) => document.querySelector('spanloom-trace')?.open(trace, span),
    [traceIdOf(1), spanIdOf(1, 4)],
  );
  await page.locator('.pane-content').getByText('Not all sources are known').waitFor();
});
