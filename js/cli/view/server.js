// Routes requests: OTLP to the receiver, and all that can be read to pages of this server alone.
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { JSON_TYPE } from './answer.js';
import { readAsset } from './assets.js';
import { traceFeed } from './feed.js';
import { localNames, nameOfHost } from './local-names.js';
import { isReceived, traceReceiver } from './receiver.js';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  ...["worker-src 'self'", "connect-src 'self'", "style-src 'self'", "img-src 'self' data: blob:"],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ');

const HEADERS = Object.entries({
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
});

const FILE = /^\/files\/(\d+)$/;

/**
 * @param {object} context
 * @param {import('./hub.js').TraceHub} context.hub
 * @param {string[]} [context.files] paths of files that pages show as well
 * @param {string} [context.host] that is listened on, if it is not this machine alone
 * @param {(reason: string, path: string) => void} [context.onRefused]
 * @returns {import('node:http').RequestListener}
 */
export function viewListener({ hub, files = [], host, onRefused }) {
  const isLocal = localNames(host);
  const receive = traceReceiver(hub, { isLocal, onRefused });
  const feed = traceFeed(hub);

  /** @param {string} path @param {Request} request @param {Response} response */
  async function read(path, request, response) {
    if (path === '/requests') return feed(request, response);
    if (path === '/files') return send(response, JSON_TYPE, JSON.stringify(files.map((file) => basename(file))));
    const [, index] = FILE.exec(path) ?? [];
    if (files[Number(index)] !== undefined) return sendFile(response, files[Number(index)]);
    const asset = await readAsset(path);
    return asset ? send(response, asset.type, asset.bytes) : refuse(response, 404, `there is no ${path}`);
  }

  return (request, response) => {
    for (const [name, value] of HEADERS) response.setHeader(name, value);
    const name = nameOfHost(request.headers.host);
    if (!isLocal(name)) return refuse(response, 403, `this is served as localhost only, not as "${name}"`);
    const [path] = (request.url ?? '').split('?');
    if (isReceived(path)) return receive(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return refuse(response, 405, 'this can only be read');
    }
    if (isOfOthers(path, request)) return refuse(response, 403, 'pages of other origins may not read this');
    return read(path, request, response);
  };
}

/** Others may lead to the page and load nothing. Browsers say who asks. @param {string} path @param {Request} request */
function isOfOthers(path, { headers }) {
  const site = headers['sec-fetch-site'];
  const isNavigation = path === '/' && headers['sec-fetch-mode'] === 'navigate';
  return site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation;
}

/** @param {Response} response @param {string} type @param {string | Buffer} content */
function send(response, type, content) {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(content) }).end(content);
}

/** @param {Response} response @param {string} path */
async function sendFile(response, path) {
  try {
    const file = await open(path);
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    pipeline(file.createReadStream(), response, () => {});
  } catch (error) {
    refuse(response, 404, /** @type {Error} */ (error).message);
  }
}

/** @param {Response} response @param {number} status @param {string} message */
function refuse(response, status, message) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
}
