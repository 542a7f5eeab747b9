// The page served beside a receiver: what it lights up is what the receiver got, whatever is done to the data on the way.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { QUESTIONS } from '../../examples/docs-bot/questions.js';
import { INVENTED } from '../../web-demo/models/inventing.js';
import { servePage } from '../../web-demo/serve.js';
import { CHROMIUM_FLAGS, chromium as program } from '../runtime/binaries.js';
import { answered, experiment, letters, lit, problemsOf, wiresOf } from './reading.js';
import { assertRuns } from './runs.js';
import { buildDemo } from './site.js';

const PATIENCE = 10_000;
const WIDE = { width: 1280, height: 900 };

let demo;
let server;
let browser;
const received = [];

before(async () => {
  demo = await buildDemo();
  server = await servePage({ port: 4490, outDir: demo.folder, onDelivery: ({ spans }) => received.push(...spans) });
  browser = await chromium.launch({ executablePath: program(), args: CHROMIUM_FLAGS });
});

after(async () => {
  await browser?.close();
  await server?.close();
  demo?.remove();
});

async function opened(t) {
  received.length = 0;
  const page = await browser.newPage({ viewport: WIDE });
  page.setDefaultTimeout(PATIENCE);
  t.after(() => page.close());
  const problems = problemsOf(page);
  await page.goto(server.url);
  await answered(page);
  return { page, problems };
}

/** The same words in all three texts, each joined by lines. */
async function assertLit(page) {
  const [documents, prompt, answer] = await Promise.all(['documents', 'prompt', 'answer'].map((id) => lit(page, id)));
  assert.ok(Object.keys(answer).length > 0);
  assert.deepEqual(letters(documents), letters(answer));
  assert.deepEqual(letters(prompt), letters(answer));
  const wires = await wiresOf(page);
  assert.deepEqual(
    wires,
    Object.keys(answer).flatMap((passage) => [passage, passage]),
  );
  return { documents, prompt, answer };
}

test('it asks by itself, and lights the words of the answer in the prompt and the documents that were traced', async (t) => {
  const { page, problems } = await opened(t);
  assert.equal(await page.locator('#asked').innerText(), QUESTIONS[0]);
  const { documents, prompt, answer } = await assertLit(page);
  assert.ok(Object.keys(answer).length > 1);
  assertRuns(received, 1);
  const find = (wanted) => received.find(({ name }) => name === wanted).attributes;
  const passages = JSON.parse(find('rerank')['output.value']);
  for (const words of Object.values(documents)) assert.ok(passages.some(({ text }) => text.includes(words)));
  for (const words of Object.values(prompt)) assert.ok(find('answer')['input.value'].includes(words));
  for (const words of Object.values(answer)) assert.ok(find('answer')['output.value'].includes(words));

  const marks = await page
    .locator('#answer')
    .evaluate((root) =>
      Array.from(root.querySelectorAll('mark'), (mark) => [mark.dataset.number, mark.nextSibling?.textContent]),
    );
  for (const [number, after] of marks)
    assert.match(after, new RegExp(`^\\W*\\[${number}\\]`), 'a badge is the citation’s number');

  const plain = await page.locator('#answer').evaluate((root) => {
    for (const mark of root.querySelectorAll('mark')) mark.remove();
    return root.textContent;
  });
  assert.equal(plain.replace(/\[\d\]|[.:\s]/g, ''), '', 'all of this answer is lit, but for its citations');
  const proof = /^(\d+) of \1 words of the answer, citation marks aside, come from 2 documents\. 2 documents more/;
  assert.match(await page.locator('#proof').innerText(), proof);
  const shown = await page.locator('#prompt').innerText();
  assert.match(shown, /^Answer from the numbered passages only\.\n⋯ \d+ characters not shown\n\[1\] /);
  assert.ok(shown.endsWith(`Question: ${QUESTIONS[0]}`), shown);
  for (const before of shown.split(/\n⋯ .*/).slice(0, -1)) assert.match(before, /[.!?]$/, 'no half sentence');
  assert.equal(await page.locator('#delivery').innerText(), '6 of 6 spans delivered to /v1/traces');
  assert.deepEqual(problems, []);
});

test('whatever is done to the data, the words keep their source', async (t) => {
  const { page, problems } = await opened(t);
  assert.match(
    await experiment(page, 'copy'),
    /^✓ 9 links between steps, 4 of them by equal contents\. (\d+) of \1 words /,
  );
  await assertLit(page);

  assert.match(await experiment(page, 'rewrap'), /^✓ \d{3} line breaks in the prompt\. (\d+) of \1 words /);
  const { prompt, answer } = await assertLit(page);
  assert.notDeepEqual(prompt, answer);

  assert.match(await experiment(page, 'stringify'), /^✓ One line of JSON with \d\d escapes\. (\d+) of \1 words /);
  await assertLit(page);
  assert.deepEqual(problems, []);
});

test('what the model invents stays plain, and the count says so', async (t) => {
  const { page } = await opened(t);
  const counts = async () => (await page.locator('#proof strong').innerText()).match(/\d+/g)?.map(Number) ?? [];
  const [known] = await counts();
  const invented = INVENTED.split(' ').length;
  assert.equal(
    await experiment(page, 'invent'),
    `✓ The invented sentence has no known source: ${known} of ${known + invented} words have one.`,
  );
  const { answer } = await assertLit(page);
  assert.doesNotMatch(Object.values(answer).join(' '), /emails/);
  assert.deepEqual(await counts(), [known, known + invented]);
  assert.ok(await page.locator('#writer').isHidden(), 'this model does not only quote');
  const box = await page.locator('#answer').evaluate((text) => text.scrollHeight - text.clientHeight);
  assert.ok(box <= 0, 'it is seen without scrolling');
});

test('a spelling mistake is called one, and who wrote the answer is said beside a way to the choice', async (t) => {
  const { page } = await opened(t);
  const typos = await page.locator('#examples button', { hasText: 'with a typo' }).allInnerTexts();
  assert.deepEqual(typos, [`${QUESTIONS[2]} (with a typo)`]);
  await page.locator('#writer').getByRole('link', { name: 'Choose another' }).click();
  await page.getByLabel('Who writes the answer').waitFor();
});

test('two at once stay apart', async (t) => {
  const { page } = await opened(t);
  received.length = 0;
  assert.match(
    await experiment(page, 'concurrent'),
    /^✓ Two traces of 6 and 6 steps, at the same time\. 0 links lead from one to the other\./,
  );
  await assertLit(page);
  assertRuns(received, 2);
});

test('a Worker: one trace, linked in both directions', async (t) => {
  const { page, problems } = await opened(t);
  received.length = 0;
  assert.match(
    await experiment(page, 'worker'),
    /^✓ One trace: 4 steps in the page, 3 in the Worker, linked both ways\. (\d+) of \1 words /,
  );
  await assertLit(page);
  const services = new Set(received.map(({ resource }) => resource['service.name']));
  assert.deepEqual([...services].sort(), ['docs-bot-page', 'docs-bot-worker']);
  assert.equal(new Set(received.map(({ traceId }) => traceId)).size, 1);
  const named = (wanted) => received.find(({ name }) => name === wanted);
  const leads = (from, to) => named(from).links.some(({ spanId }) => spanId === named(to).spanId);
  assert.ok(leads('work', 'retrieve') && leads('answer', 'rerank') && leads('cite', 'work'));
  assert.equal(named('work').parentSpanId, named('ask').spanId);
  assert.deepEqual(problems, []);
});

test('a broken step: its error and the cause, here and in the viewer', async (t) => {
  const { page } = await opened(t);
  assert.match(
    await experiment(page, 'break'),
    /^✓ No answer\. Step “rerank” failed: The reranker did not answer: connection refused\./,
  );
  assert.match(
    await page.locator('#answer').innerText(),
    /^No answer: The reranker did not answer\s+Because: connection refused$/,
  );
  assert.deepEqual(await lit(page, 'answer'), {});
  const viewer = page.locator('spanloom-trace');
  await viewer.getByRole('tab', { name: 'Details' }).click();
  await viewer.getByText('connection refused').first().waitFor();
});

test('the agent plans, searches, reads and calculates', async (t) => {
  const { page } = await opened(t);
  received.length = 0;
  await page.getByLabel('Agent with tools').check();
  await page.getByRole('button', { name: /24 \* 60/ }).click();
  await page.locator('#answer', { hasText: '1440' }).locator('mark').first().waitFor();
  const { answer } = await assertLit(page);
  assert.match(Object.values(answer).join(' '), /24 \* 60 is 1440[\s\S]*until 24 hours have passed/);
  await page.locator('#delivery', { hasText: /^(\d+) of \1 spans/ }).waitFor();
  const steps = received.map(({ name }) => name);
  assert.deepEqual([...new Set(steps)].sort(), [
    'answer',
    'calculate',
    'cite',
    'plan',
    'read_section',
    'search',
    'solve',
  ]);
});

test('after the first answer, word vectors help to find what other words mean', async (t) => {
  const { page } = await opened(t);
  await page.getByText('by word vectors').waitFor();
  received.length = 0;
  await page.getByLabel('Ask something else').fill('Is there a way to check for known security holes?');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.locator('#asked', { hasText: 'security holes' }).waitFor();
  await answered(page);
  const { attributes } = received.find(({ name }) => name === 'rerank');
  assert.match(attributes['output.value'], /npm-audit/);
  assert.ok(received.some(({ name }) => name === 'embed'));
});

test('a model behind a URL answers; its key is sent there and kept nowhere', async (t) => {
  const { page } = await opened(t);
  const asked = [];
  await page.route('https://models.example/**', (route) => {
    asked.push({ ...route.request().postDataJSON(), key: route.request().headers().authorization });
    const [, line] = /\n([A-Z][^.\n]{50,})\./.exec(asked[0].messages[0].content);
    const parts = ['My own words. ', line, null].map((content) => ({
      choices: [{ delta: { content }, finish_reason: content === null ? 'stop' : null }],
    }));
    const body = [...parts.map((part) => JSON.stringify(part)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');
    route.fulfill({ contentType: 'text/event-stream', headers: { 'access-control-allow-origin': '*' }, body });
  });
  await page.locator('#model summary').click();
  await page.getByLabel('Who writes the answer').selectOption('openai');
  await page.getByLabel('URL').fill('https://models.example/v1');
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill('tiny');
  await page.getByRole('textbox', { name: 'Key' }).fill('secret-key');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.locator('#answer', { hasText: 'My own words.' }).locator('mark').first().waitFor();
  const { answer } = await assertLit(page);
  assert.doesNotMatch(Object.values(answer).join(''), /My own words/);
  assert.equal(await page.locator('#answer-note').innerText(), 'what tiny wrote');
  assert.deepEqual([asked[0].model, asked[0].key], ['tiny', 'Bearer secret-key']);
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
  );
  assert.doesNotMatch(kept, /secret-key/);
  assert.doesNotMatch(
    JSON.stringify(received, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    /secret-key/,
  );
});

test("the browser's own model answers where there is one", async (t) => {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  t.after(() => page.close());
  await page.addInitScript(() => {
    const promptStreaming = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue('From the built-in model: ignored files will be excluded from the package.');
          controller.close();
        },
      });
    Object.assign(window, {
      LanguageModel: { availability: async () => 'available', create: async () => ({ promptStreaming, destroy() {} }) },
    });
  });
  await page.goto(server.url);
  await answered(page);
  await page.locator('#model summary').click();
  await page.getByLabel('Who writes the answer').selectOption({ label: 'The browser’s own model' });
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.locator('#answer', { hasText: 'From the built-in model' }).waitFor();
});

test('a server without a URL is asked for, and the page goes on', async (t) => {
  const { page } = await opened(t);
  await page.locator('#model summary').click();
  await page.getByLabel('Who writes the answer').selectOption('openai');
  await page.getByRole('button', { name: 'in all workspaces' }).click();
  await page.getByText('Enter the URL of the server').waitFor();
  await page.getByLabel('Who writes the answer').selectOption('extractive');
  await page.getByRole('button', { name: 'in all workspaces' }).click();
  await page.locator('#answer', { hasText: 'workspaces' }).locator('mark').first().waitFor();
});

test('pointing at words shows where else they stand', async (t) => {
  const { page } = await opened(t);
  await page.locator('#answer mark[data-passage="1"]').first().hover();
  const active = await page
    .locator('#columns .active')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-passage')));
  assert.deepEqual(active, Array(5).fill('1'), 'three texts and two lines');
});

test('it says what is missing, and answers all the same', async (t) => {
  const { page } = await opened(t);
  await page.getByLabel('Ask something else').fill('');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByText('Type a question first').waitFor();

  const without = async (address) => {
    const other = await browser.newPage();
    other.setDefaultTimeout(PATIENCE);
    t.after(() => other.close());
    await other.route(address, (route) => route.fulfill({ status: 404 }));
    await other.goto(server.url);
    return other;
  };
  const undelivered = await without('**/v1/traces');
  await undelivered.getByText('0 of 6 spans delivered').waitFor();
  assert.ok(Object.keys(await lit(undelivered, 'answer')).length > 0);
  const unlinked = await without('**/spanloom-*.wasm');
  await unlinked.locator('#proof', { hasText: /^0 of \d+ words/ }).waitFor();
  assert.deepEqual(await lit(unlinked, 'answer'), {});
  for (const [address, notice] of [
    ['**/viewer-*.js', 'The viewer could not be loaded'],
    ['**/words-*.bin', 'the word vectors could not be loaded (HTTP 404)'],
  ]) {
    const page = await without(address);
    await page.getByText(notice).waitFor();
    assert.ok(Object.keys(await lit(page, 'answer')).length > 0);
  }
  const empty = await without('**/corpus*.json');
  await empty.getByText('could not be loaded (HTTP 404)').waitFor();
});
