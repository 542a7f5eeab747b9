// `spanloom view` in a browser: what is sent to it is in its page, whoever sends it, and nobody else's page can read it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { createTracer, otlp } from 'spanloom';
import { folderOf } from '../js/cli/support/command.js';
import { protobufRequest, span } from '../js/cli/support/requests.js';
import { startView } from '../js/cli/support/view.js';
import { CHROMIUM_FLAGS, chromium as program } from '../runtime/binaries.js';
import { agentTrace, ragTrace } from './fixtures.js';

const JSON_TYPE = 'application/json';
const PROTOBUF = 'application/x-protobuf';
/** A name that its owner has resolved to this machine. */
const REBOUND = 'rebound.example';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  const args = [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`];
  browser = await chromium.launch({ executablePath: program(), args });
});
after(() => browser?.close());

/** Fails the test if the page reports an error, such as a violation of its policy. @param {import('node:test').TestContext} t @param {string} url */
async function open(t, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on(
    'console',
    (message) => void (/content.security.policy/i.test(message.text()) && problems.push(message.text())),
  );
  t.after(async () => {
    await page.close();
    assert.deepEqual(problems, []);
  });
  await page.goto(url);
  return page;
}

/** The list shows a trace of this name. @param {import('playwright-core').Page} page @param {string} name */
const listed = (page, name) => page.getByRole('option').filter({ hasText: name }).waitFor();

/** @param {string} url @param {string | Uint8Array} body @param {string} type @param {Record<string, string>} [headers] */
async function post(url, body, type, headers = {}) {
  const answer = await fetch(`${url}v1/traces`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
  });
  assert.equal(answer.status, 200);
}

/** A trace by the tracer. @param {string} url */
async function trace(url) {
  const tracer = createTracer({ service: 'view', exporters: [otlp({ url: `${url}v1/traces` })] });
  const find = tracer.retrieval(async (/** @type {string} */ question) => [{ question }], { name: 'find' });
  await tracer.workflow(async () => find('why'), { name: 'traced by spanloom' })();
  await tracer.shutdown();
}

test('what came before the page was opened is listed, and what comes then', async (t) => {
  const { url } = await startView(t);
  await trace(url);
  await post(url, JSON.stringify(ragTrace()), JSON_TYPE);
  const page = await open(t, url);
  await listed(page, 'traced by spanloom');
  await listed(page, 'answer question');
  await page.getByRole('status').getByText('requests received').waitFor();

  await post(url, gzipSync(protobufRequest([span(7, 0)])), PROTOBUF, { 'content-encoding': 'gzip' });
  await listed(page, 'root');
  await post(url, gzipSync(JSON.stringify(agentTrace())), JSON_TYPE, { 'content-encoding': 'gzip' });
  await listed(page, 'invoke_agent harbour');
  assert.equal(await page.locator('#endpoint').textContent(), `${url}v1/traces`);
});

test('a page without traces says where to send them', async (t) => {
  const { url } = await startView(t);
  const page = await open(t, url);
  await page.getByRole('heading', { name: 'No traces yet' }).waitFor();
  const start = page.locator('[slot=start]');
  await start.getByText(`${url}v1/traces`, { exact: true }).waitFor();
  await start.getByText(`init({ exporters: [otlp({ url: '${url}v1/traces' })] })`).waitFor();
  await start.getByText(`OTEL_EXPORTER_OTLP_ENDPOINT=${url.slice(0, -1)}`).waitFor();
  assert.equal(await page.getByText('document.querySelector').isVisible(), false);
  await post(url, JSON.stringify(ragTrace()), JSON_TYPE);
  await listed(page, 'answer question');
  assert.equal(await start.isVisible(), false);
});

test('the traces of files are listed', async (t) => {
  const folder = folderOf(t);
  /** @type {[string, string | Uint8Array][]} */
  const contents = [
    ['rag.jsonl', `${JSON.stringify(ragTrace())}\n`],
    ['agent.json.gz', gzipSync(JSON.stringify(agentTrace()))],
    ['root.pb', protobufRequest([span(7, 0)])],
    ['nothing.txt', 'no traces'],
  ];
  const files = contents.map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
  const { url } = await startView(t, files);
  const page = await open(t, url);
  for (const name of ['answer question', 'invoke_agent harbour', 'root']) await listed(page, name);
  await page.getByText(/^nothing\.txt: /).waitFor();
});

/** An empty page of another origin. @param {import('node:test').TestContext} t */
async function otherPage(t) {
  const server = createServer(
    (_, response) => void response.setHeader('content-type', 'text/html').end('<title>app</title>'),
  );
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return open(t, `http://localhost:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`);
}

test('a page of another origin on this machine sends, and reads nothing', async (t) => {
  const { url } = await startView(t);
  const page = await open(t, url);
  const other = await otherPage(t);
  const headers = { 'content-type': JSON_TYPE, 'x-team': 'docs' };
  const request = { url, body: JSON.stringify(ragTrace()), headers };
  const status = await other.evaluate(
    async ({ url, ...rest }) => (await fetch(`${url}v1/traces`, { method: 'POST', ...rest })).status,
    request,
  );
  assert.equal(status, 200);
  await listed(page, 'answer question');
  const beacon = { url, body: JSON.stringify(agentTrace()), type: JSON_TYPE };
  await other.evaluate(
    ({ url, body, type }) => navigator.sendBeacon(`${url}v1/traces`, new Blob([body], { type })),
    beacon,
  );
  await listed(page, 'invoke_agent harbour');

  const reads = await other.evaluate(async (url) => {
    const tries = ['requests', 'files', '', 'viewer/viewer.js'].flatMap((path) =>
      /** @type {const} */ (['cors', 'no-cors']).map((mode) => fetch(url + path, { mode })),
    );
    return (await Promise.allSettled(tries)).map(({ status }) => status);
  }, url);
  assert.deepEqual(new Set(reads), new Set(['rejected']));
});

test('a name that leads to this machine is not served', async (t) => {
  const { url } = await startView(t);
  await post(url, JSON.stringify(ragTrace()), JSON_TYPE);
  const page = await browser.newPage();
  t.after(() => page.close());
  const { port } = new URL(url);
  for (const path of ['', 'requests', 'files']) {
    const answer = await page.goto(`http://${REBOUND}:${port}/${path}`);
    assert.equal(answer?.status(), 403);
    assert.match(`${await answer?.text()}`, /^this is served as localhost only/);
  }
});

test('a page outlives its command, and goes on when it is back', async (t) => {
  const first = await startView(t);
  const page = await open(t, first.url);
  await post(first.url, JSON.stringify(ragTrace()), JSON_TYPE);
  await listed(page, 'answer question');
  first.child.kill('SIGKILL');
  await page.getByText('The command does not answer; trying again').waitFor();
  const { url } = await startView(t, ['--port', new URL(first.url).port]);
  await post(url, JSON.stringify(agentTrace()), JSON_TYPE);
  await listed(page, 'invoke_agent harbour');
  await listed(page, 'answer question');
  await page.getByText('2 requests received').waitFor();
  await post(url, JSON.stringify(ragTrace({ number: 3 })), JSON_TYPE);
  await page.getByText('3 requests received', { exact: true }).waitFor();
});
