import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** Where the built page lives: not at the root, as behind many a reverse proxy. */
export const BASE = '/app/';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/**
 * Serves a folder of built files below BASE until the test is over, and nothing outside of it.
 * @param {import('node:test').TestContext} t
 * @param {string} folder
 * @param {string} [policy] the page's Content-Security-Policy
 * @returns {Promise<string>} the page's URL
 */
export async function serve(t, folder, policy) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const file = path.startsWith(BASE) && (await read(join(folder, normalize(path.slice(BASE.length)))));
    if (!file) return response.writeHead(404).end();
    if (policy) response.setHeader('content-security-policy', policy);
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(file);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.closeAllConnections() ?? server.close());
  return `http://127.0.0.1:${server.address().port}${BASE}`;
}

const read = (path) => readFile(path).catch(() => undefined);
