// What the page loads, by path: its own files, and the viewer of the package.
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

const PAGE = new URL('./page/', import.meta.url);
const DIST = new URL('../../../dist/', import.meta.url);

/** @type {Record<string, URL>} */
const FILES = {
  '/': new URL('index.html', PAGE),
  '/page.js': new URL('page.js', PAGE),
  '/follow.js': new URL('follow.js', PAGE),
  '/page.css': new URL('page.css', PAGE),
  // The viewer loads it from the folder above its own.
  '/linker.wasm': new URL('linker.wasm', DIST),
};
const VIEWER_FILE = /^\/viewer\/\w[\w-]*\.\w+$/;

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** @param {string} path @returns {Promise<{ type: string, bytes: Buffer } | undefined>} undefined if there is none */
export async function readAsset(path) {
  const url = Object.hasOwn(FILES, path)
    ? FILES[path]
    : VIEWER_FILE.test(path)
      ? new URL(path.slice(1), DIST)
      : undefined;
  const type = url && TYPES[extname(url.pathname)];
  const bytes = type && (await readFile(url).catch(() => undefined));
  return bytes ? { type, bytes } : undefined;
}
