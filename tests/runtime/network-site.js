// A server of pages that share the network with the tracer: their collector and the app's own paths are at one origin, so at one set of connections.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { decodeRequest } from '../js/support/collector.js';
import { bodyOf } from './receiver.js';

const APP = fileURLToPath(new URL('network-app.js', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
const APP_MS = 20;
const HEAD = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">';

/**
 * @typedef {object} Step a page
 * @property {string} name
 * @property {boolean} [hangs] the collector takes what comes, and never answers
 * @property {boolean} [loadsLate] until it says that it has loaded
 * @property {string} [collector] the name of another whose collector it sends to
 */

/** Counts requests that are in flight at one time. */
function gauge() {
  const count = { now: 0, most: 0 };
  const enter = (response) => {
    count.now += 1;
    count.most = Math.max(count.most, count.now);
    response.on('close', () => (count.now -= 1));
  };
  const reset = () => (count.most = count.now);
  return { count, enter, reset };
}

const pathOf = ({ name }) => `/page/${encodeURIComponent(name)}`;

/**
 * Serves a project's package. Each page that has reported is followed by the next.
 * @param {string} folder of the project @param {Step[]} steps
 */
export async function startNetworkSite(folder, steps) {
  const built = join(folder, 'network');
  const alias = { spanloom: join(folder, 'node_modules/spanloom/js/index.js') };
  const common = { bundle: true, format: 'esm', target: 'es2022', logLevel: 'silent', alias };
  await build({ ...common, entryPoints: [APP], outdir: built, external: ['/copy.js'] });
  const copy = { contents: "export * from 'spanloom';", resolveDir: folder };
  await build({ ...common, stdin: copy, outfile: join(built, 'copy.js') });

  const seen = new Map(
    steps.map((step, i) => {
      const [ours, app] = [gauge(), gauge()];
      /** Requests to its collector, how many of them at one time until it reported, and what the app sent that outlives the page. */
      const record = { step, requests: [], most: 0, mostOfApp: 0, beacons: [], report: undefined };
      const next = steps[i + 1];
      return [step.name, { record, ours, app, next: next ? pathOf(next) : '/end' }];
    }),
  );
  /** @type {Step | undefined} */
  let current;
  let hasLoaded = false;
  const hanging = new Set();
  const images = new Set();
  const release = (responses) => {
    for (const response of responses) response.end();
    responses.clear();
  };
  let finish;
  const done = new Promise((resolve) => {
    finish = resolve;
  });

  async function collect(request, response, { record, ours }) {
    ours.enter(response);
    const body = await bodyOf(request).catch(() => undefined);
    if (!body) return;
    const { 'content-encoding': encoding, 'content-type': type } = request.headers;
    const { resourceSpans } = decodeRequest(encoding === 'gzip' ? gunzipSync(body) : body, type);
    const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    const ids = spans.map(({ spanId }) => spanId);
    record.requests.push({
      bytes: body.length,
      ids,
      hasLoaded,
      n: new URL(request.url, 'http://site').searchParams.get('n'),
    });
    response.setHeader('content-type', type);
    if (current?.hangs) hanging.add(response);
    else setTimeout(() => response.end(), APP_MS);
  }

  function openPage(response, { name, loadsLate }) {
    response.setHeader('content-type', 'text/html');
    const image = loadsLate ? '<img src="/image">' : '';
    response.end(
      `${HEAD}${image}<script type="module" src="/network-app.js?step=${encodeURIComponent(name)}"></script>`,
    );
  }

  /** A page runs: so the one before is gone. */
  function begin({ record }) {
    current = record.step;
    hasLoaded = !current.loadsLate;
    release(hanging);
    collectorOf(record).ours.reset();
  }
  const collectorOf = ({ step }) => seen.get(step.collector ?? step.name);

  function report(at, body) {
    at.record.report = JSON.parse(body);
    at.record.most = collectorOf(at.record).ours.count.most;
    at.record.mostOfApp = at.app.count.most;
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://site');
    const at = seen.get(searchParams.get('step'));
    if (pathname.startsWith('/page/'))
      return openPage(response, seen.get(decodeURIComponent(pathname.slice(6))).record.step);
    if (pathname === '/v1/traces') return collect(request, response, at);
    if (pathname === '/image') return images.add(response);
    if (pathname === '/loaded') {
      hasLoaded = true;
      release(images);
      return response.end();
    }
    if (pathname === '/report') {
      report(at, await bodyOf(request));
      return response.end(at.next);
    }
    if (pathname.startsWith('/app/')) {
      at.app.enter(response);
      const { length } = await bodyOf(request);
      if (request.method === 'POST') at.record.beacons.push(length);
      return setTimeout(() => response.end(), APP_MS);
    }
    if (pathname === '/end') {
      current = undefined;
      release(hanging);
      finish();
      return response.setHeader('content-type', 'text/html').end(HEAD);
    }
    if (pathname === '/network-app.js') begin(at);
    const from = pathname.startsWith('/dist/') ? join(folder, 'node_modules/spanloom') : built;
    const file = await readFile(join(from, normalize(pathname))).catch(() => undefined);
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'text/plain');
    response.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${pathOf(steps[0])}`,
    done,
    of: (name) => seen.get(name).record,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}
