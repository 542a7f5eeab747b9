// One question passes through a page in Chromium, a Worker in workerd and a service in Node: one trace, whose links cross the processes.
// The Collector receives it, and passes it on to Jaeger; both give back every span, attribute and link.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { recording } from '../js/support/spans.js';
import { openBrowser } from '../runtime/browsers.js';
import { bundleWorker } from '../runtime/bundle-worker.js';
import { temporaryFolder } from '../runtime/packed.js';
import { serveWorker } from '../runtime/workerd.js';
import { stepsOf } from './rag/steps.js';
import { ANSWER } from './rag/texts.js';
import { startCollector } from './support/collector.js';
import { startJaeger } from './support/jaeger.js';
import { spansOf } from './support/otlp-json.js';
import { startProgram, unlessThere } from './support/program.js';
import { likeSeen, wireSpan } from './support/seen.js';

/** From each step that has a value to the one in another process that got it. */
const ACROSS = [
  ['read', 'search'],
  ['search', 'complete'],
  ['complete', 'compose'],
  ['compose', 'render'],
];

const path = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

test('one question in three processes', { skip: unlessThere('collector', 'jaeger') }, async (t) => {
  const jaeger = await startJaeger(t);
  const collector = await startCollector(t, jaeger.endpoint);
  const env = { COLLECTOR: collector.url };
  const [port] = await startProgram(t, process.execPath, [path('rag/service.js')], [/listening at (\d+)/], env);
  const service = `http://127.0.0.1:${port}`;
  const bundle = await bundleWorker(t, path('rag/worker.js'));
  const worker = await serveWorker(t, bundle, ['nodejs_als'], undefined, { ...env, SERVICE: service });
  const page = await askInPage(t, { worker, collector: collector.url });
  assert.equal(page.error, undefined);
  assert.equal(page.shown, ANSWER);

  const seen = (await Promise.all([page.spans, seenBy(worker), seenBy(service)])).map((spans) =>
    spans.filter((/** @type {any} */ { traceId }) => traceId === page.spans[0].traceId),
  );
  assert.deepEqual(
    seen.map((spans) => spans.map((/** @type {any} */ { name }) => name).sort()),
    [
      ['ask', 'read', 'render'],
      ['POST', 'compose', 'search'],
      ['POST', 'complete'],
    ],
  );
  const spans = seen.flat();
  const links = linksBetween(spans);
  for (const [from, to] of ACROSS) assert.ok(links.includes(`${from}.output -> ${to}.input`), links.join('\n'));
  assert.deepEqual(links, linksBetween(await inOneProcess()));

  const [{ traceId }] = spans;
  const requests = await collector.requests(spans.length);
  const decoded = requests.flatMap(spansOf).filter((/** @type {any} */ span) => span.traceId === traceId);
  const stored = spansOf(await jaeger.trace(traceId, spans.length));
  for (const received of [decoded, stored]) {
    assert.equal(received.length, spans.length);
    for (const span of spans) {
      const found = received.find((/** @type {any} */ { spanId }) => spanId === span.spanId);
      assert.deepEqual(likeSeen(found), wireSpan(span));
      checkContext(found, seen);
    }
  }
});

/** The links between the steps, by their names. Handlers of requests have links of their own, which one process has not. @param {any[]} spans */
function linksBetween(spans) {
  const named = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  return spans
    .flatMap(({ name, links }) =>
      links.map(
        (/** @type {any} */ { spanId, attributes: { from, to } }) => `${named.get(spanId)}.${from} -> ${name}.${to}`,
      ),
    )
    .filter((link) => !link.includes('POST'))
    .sort();
}

/** The spans of the same question in one process. */
async function inOneProcess() {
  const { tracer, finish } = recording();
  const { read, search, complete, compose, render } = stepsOf(tracer);
  const ask = async () => {
    const query = read();
    const chunks = await search(query);
    return render(compose(await complete({ ...query, chunks }), chunks));
  };
  await tracer.workflow(ask, { name: 'ask' })();
  return finish();
}

const HAS_IS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

/** The flags say which parents and links are in another process. @param {any} found @param {any[][]} seen by process */
function checkContext({ spanId, parentSpanId, flags, links = [] }, seen) {
  const has = (/** @type {any[]} */ spans, /** @type {string} */ id) => spans.some((span) => span.spanId === id);
  const here = /** @type {any[]} */ (seen.find((spans) => has(spans, spanId)));
  const remote = (/** @type {string | undefined} */ id) => HAS_IS_REMOTE | (id && !has(here, id) ? IS_REMOTE : 0);
  assert.equal(flags & (HAS_IS_REMOTE | IS_REMOTE), remote(parentSpanId));
  for (const link of links) assert.equal(link.flags & (HAS_IS_REMOTE | IS_REMOTE), remote(link.spanId));
}

/** @param {string} origin */
const seenBy = async (origin) => (await fetch(`${origin}/seen`)).json();

/** Opens the page, and resolves to what it reports. @param {import('node:test').TestContext} t @param {Record<string, string>} query */
async function askInPage(t, query) {
  const folder = temporaryFolder(t);
  await build({
    entryPoints: [path('rag/page.js')],
    outdir: folder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  /** @type {(report: any) => void} */
  let tell;
  const report = new Promise((resolve) => (tell = resolve));
  const files = {
    '/page.js': ['text/javascript', join(folder, 'page.js')],
    '/dist/spanloom.wasm': ['application/wasm', path('../../dist/spanloom.wasm')],
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(String(request.url), 'http://page');
    if (pathname === '/report') {
      tell(await json(request));
      return response.end();
    }
    if (pathname === '/')
      return response
        .setHeader('content-type', 'text/html')
        .end(
          '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script><body></body>',
        );
    const [type, file] = files[pathname] ?? [];
    if (!file) return response.writeHead(404).end();
    response.setHeader('content-type', type).end(await readFile(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const ended = openBrowser(t, 'chromium', `http://127.0.0.1:${server.address().port}/?${new URLSearchParams(query)}`);
  return Promise.race([report, ended]);
}
