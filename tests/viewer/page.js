// Pages with the element, under a strict policy, in a browser.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';
import { chromium } from 'playwright-core';
import { ROOT } from '../house/files.js';
import { CHROMIUM_FLAGS, chromium as program } from '../runtime/binaries.js';

const TYPES = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
};

/** Without inline styles and scripts, and without other origins. */
export const POLICY = [
  ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'", "connect-src 'self'"],
  ["style-src 'self'", "img-src 'self' data: blob:"],
]
  .flat()
  .join('; ');

/** @param {{ attributes?: string, script?: string }} [options] of the element; a script that runs before it is defined */
export const pageWith = ({ attributes = '', script } = {}) => `<!doctype html>
<html lang="en">
  <head>
    <title>Traces</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/dist/viewer/viewer.js"></script>
  </head>
  <body>
    <main><spanloom-trace ${attributes}></spanloom-trace></main>
    ${script ? `<script src="${script}"></script>` : ''}
  </body>
</html>
`;
const CSS = 'html, body, main { block-size: 100%; margin: 0; } main { overflow: hidden; }';

/** A page with a harness of a view alone. @param {string} title @returns {Record<string, string>} */
export const harnessFiles = (title) => ({
  '/': `<!doctype html>
<html lang="en">
  <head>
    <title>${title}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/harness.js"></script>
  </head>
  <body><main><h1 class="hidden">${title}</h1><div id="host"></div></main></body>
</html>`,
  '/page.css': 'html, body, main, #host { display: block; height: 100%; margin: 0; } .hidden { display: none; }',
});

/**
 * Serves dist/, and at `/` a page with the element.
 * @param {{ policy?: string, files?: Record<string, string | Uint8Array>, onReport?: (body: string) => void }} [options] further files, by path; `onReport` gets what a page posts to `/report`
 * @returns {Promise<{ url: string, close(): Promise<void> }>} `url` without a slash at its end
 */
export async function serveViewer({ policy = POLICY, files = {}, onReport } = {}) {
  const own = { '/': pageWith(), '/page.css': CSS, ...files };
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (path === '/report' && request.method === 'POST') {
      onReport?.(await text(request));
      return void response.writeHead(204).end();
    }
    try {
      const content = own[path] ?? (path.startsWith('/dist/') ? await readFile(join(ROOT, path)) : undefined);
      if (content === undefined) throw new Error(path);
      const type = path === '/' ? TYPES['.html'] : path.endsWith('.css') ? 'text/css' : TYPES[extname(path)];
      response.writeHead(200, {
        'content-type': type ?? 'application/octet-stream',
        'content-security-policy': policy,
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => void server.close(() => resolve(undefined)) ?? server.closeAllConnections()),
  };
}

/** @returns {Promise<import('playwright-core').Browser>} */
export const startChromium = () => chromium.launch({ executablePath: program(), args: CHROMIUM_FLAGS });

/**
 * A page that fails the test if it reports an error or a violation of its policy.
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {import('playwright-core').BrowserContextOptions} [options] such as `viewport` and `colorScheme`
 */
export async function visit(t, browser, url, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
  t.after(async () => {
    await page.close();
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
  await page.goto(url);
  return page;
}

/** The same, with the element. @param {Parameters<typeof visit>} place */
export async function openPage(...place) {
  const page = await visit(...place);
  page.setDefaultTimeout(10_000);
  await page.locator('spanloom-trace .shell').waitFor();
  return page;
}

/**
 * Gives the element of a page OTLP JSON.
 * @param {import('playwright-core').Page} page @param {object} otlp
 * @returns {Promise<{ spans: number, traces: string[], problems: string[] }>}
 */
export const give = (page, otlp) =>
  page.evaluate((otlp) => /** @type {any} */ (document.querySelector('spanloom-trace')).add(otlp), otlp);
