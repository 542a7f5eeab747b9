// Traced requests of a page, in Chromium and Firefox: the same results as without, whatever other hosts allow, and headers where they belong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { openBrowser } from './browsers.js';
import { project } from './packed.js';
import { bodyOf, startReceiver } from './receiver.js';

const fileOf = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const HTML =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>';

/** @param {import('node:test').TestContext} t */
async function bundle(t) {
  const folder = project(t);
  const alias = { spanloom: `${folder}/node_modules/spanloom/js/index.js` };
  const { outputFiles } = await build({
    ...{
      entryPoints: ['fetch-page-app.js', 'fetch-worker-app.js'].map(fileOf),
      outdir: folder,
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      logLevel: 'silent',
      alias,
    },
    conditions: ['browser'],
  });
  const [page, worker] = outputFiles.map(({ text }) => text);
  return { page, worker };
}

/** @typedef {{ host: string, method: string, by: string | null, path: string, headers: import('node:http').IncomingHttpHeaders }} Received */

/** @param {import('node:test').TestContext} t @param {'chromium' | 'firefox'} browser */
async function visit(t, browser) {
  const { page, worker } = await bundle(t);
  /** @type {Received[]} */
  const received = [];
  /** @type {(report: any) => void} */
  let done = () => {};
  const reported = new Promise((resolve) => {
    done = resolve;
  });
  /** @type {Record<string, string>} */
  const targets = {};
  /** @param {string} host @param {Record<string, string>} cors */
  const start = (host, cors) =>
    startReceiver(t, async (request, response, url) => {
      const { method = '', headers } = request;
      const { pathname, searchParams } = url;
      if (pathname === '/') return response.setHeader('content-type', 'text/html').end(HTML);
      if (pathname === '/page.js') return response.setHeader('content-type', 'text/javascript').end(page);
      if (pathname === '/worker.js') return response.setHeader('content-type', 'text/javascript').end(worker);
      if (pathname === '/targets') return response.end(JSON.stringify(targets));
      if (pathname === '/report') done(JSON.parse(`${await bodyOf(request)}`));
      else received.push({ host, method, by: searchParams.get('by'), path: pathname, headers });
      for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
      const to = searchParams.get('to');
      if (to)
        return response
          .writeHead(302, { location: `${to}${to.includes('?') ? '&' : '?'}by=${searchParams.get('by')}` })
          .end();
      return response.end('answer');
    });
  const anyone = { 'access-control-allow-origin': '*' };
  targets.closed = await start('closed', anyone);
  targets.open = await start('open', {
    ...anyone,
    'access-control-allow-headers': 'traceparent, tracestate, spanloom-lineage',
  });
  const origin = await start('own', {});
  const report = await Promise.race([reported, openBrowser(t, browser, `${origin}/`)]);
  assert.ifError(report.error);
  return { ...report, received };
}

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`traced requests of a page in ${browser}`, { timeout: 120_000 }, async (t) => {
    const { results, request, spans, parents, worker, received } = await visit(t, browser);
    for (const { name, plain, traced } of results) assert.equal(traced, plain, name);
    assert.match(results[4].traced, /"body":"answer"/, 'the redirect to another host is followed');
    assert.match(results[10].traced, /"body":"answer"/, 'what a host forbids breaks nothing');
    assert.deepEqual([request.status, request.body], [200, 'answer']);
    assert.ok(spans.includes('answer'));
    assert.deepEqual(worker, { body: 'answer', spans: ['answer'] });
    assert.equal(parents.length, 2);
    assert.deepEqual(parents[1], parents[0]);

    /** @param {Partial<Received>} where @returns {Received[]} */
    const asked = (where) =>
      received.filter((/** @type {any} */ each) =>
        Object.entries(where).every(([name, value]) => each[name] === value),
      );
    const isNamed = (/** @type {Received} */ { headers }) => /^00-/.test(`${headers.traceparent}`);
    assert.ok(asked({ host: 'own', by: 'traced', method: 'POST' }).every(isNamed));
    assert.ok(asked({ host: 'own', by: 'traced' }).filter(isNamed).length >= 7);
    assert.ok(asked({ host: 'open', by: 'traced', method: 'GET' }).every(isNamed));
    assert.equal(asked({ host: 'open', by: 'traced', method: 'GET' }).length, 1);
    assert.deepEqual(received.filter(({ host }) => host === 'closed').filter(isNamed), []);
    for (const path of ['/answer', '/redirect'])
      assert.equal(
        asked({ host: 'own', method: 'POST', by: 'traced', path }).length,
        asked({ host: 'own', method: 'POST', by: 'plain', path }).length,
        'no POST is sent twice',
      );
    const [sent] = asked({ by: 'request' });
    assert.ok(isNamed(sent));
    assert.deepEqual([sent.headers.own, sent.headers.referer], ['1', undefined]);
  });
}
