// The built demo as any host serves it: static files below a path. And what a browser loads of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeCorpus } from '../../scripts/corpus.mjs';
import { buildPage } from '../../web-demo/serve.js';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Builds the demo in a folder of its own: `npm start` may run at the same time. */
export async function buildDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'spanloom-page-'));
  await writeCorpus();
  await buildPage(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * @param {string} folder @param {{ path?: string, files?: Record<string, string> }} [options] where it is, and what is there besides
 * @returns {Promise<{ url: string, loaded: { name: string, gzip: number }[], posted: Promise<string>, close(): void }>}
 */
export async function serveStatic(folder, { path = '/', files = {} } = {}) {
  const loaded = [];
  const { promise: posted, resolve } = Promise.withResolvers?.() ?? deferred();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      resolve(body);
      return response.end();
    }
    const name = pathname.startsWith(path) ? normalize(pathname.slice(path.length)) : '..';
    const file = name === '.' || name === '' ? 'index.html' : name;
    const content =
      files[file] ?? (name.startsWith('..') ? undefined : await readFile(join(folder, file)).catch(() => undefined));
    loaded.push({
      name: file,
      gzip: content === undefined ? 0 : gzipSync(content).length,
      status: content === undefined ? 404 : 200,
    });
    if (content === undefined) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    return response.end(content);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => server.closeAllConnections() ?? server.close();
  return { url: `http://127.0.0.1:${port}${path}`, loaded, posted, close };
}

function deferred() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
