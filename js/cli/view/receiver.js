// A receiver of OTLP/HTTP for node:http, on `/v1/traces`, `/v1/logs` and `/v1/metrics`.
import { acceptance, JSON_TYPE, PROTOBUF, refusal } from './answer.js';
import { decompress, readBody } from './body.js';
import { localNames, nameOfOrigin } from './local-names.js';
import { Refusal } from './refusal.js';
import { checkRequest } from './request-check.js';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {import('./request-check.js').Signal} Signal */

const PATH = /^\/v1\/(traces|logs|metrics)$/;
const METHODS = 'POST, OPTIONS';
const PREFLIGHT_SECONDS = '600';

/**
 * @typedef {object} ReceiverOptions
 * @property {import('./local-names.js').IsLocal} [isLocal] whose pages may send: by default those of this machine
 * @property {(reason: string, path: string) => void} [onRefused]
 */

/** @param {string} path */
export const isReceived = (path) => PATH.test(path);

/**
 * @param {import('./hub.js').TraceHub} hub gets traces and logs. Metrics are taken, so that SDKs that send them as well have no errors, and not kept
 * @param {ReceiverOptions} [options]
 * @returns {import('node:http').RequestListener}
 */
export function traceReceiver(hub, { isLocal = localNames(), onRefused = () => {} } = {}) {
  return async (request, response) => {
    const type = typeOf(request);
    try {
      allowOrigin(request, response, isLocal);
      if (request.method === 'OPTIONS') return void response.writeHead(204).end();
      const { signal, body } = await receive(request, type);
      if (signal !== 'metrics') hub.add(body);
      response.writeHead(200, { 'content-type': type }).end(acceptance(type));
    } catch (error) {
      if (request.errored) return; // The sender has gone away.
      const { status, message } = error instanceof Refusal ? error : new Refusal(500, String(error));
      onRefused(message, pathOf(request));
      const answerType = type === PROTOBUF ? PROTOBUF : JSON_TYPE;
      const allow = status === 405 ? { allow: METHODS } : {};
      response.writeHead(status, { 'content-type': answerType, ...allow }).end(refusal(answerType, message));
    }
  };
}

/** @param {Request} request @param {string} type */
async function receive(request, type) {
  if (request.method !== 'POST') throw new Refusal(405, 'send OTLP with POST');
  const [, signal] = /** @type {[string, Signal]} */ (/** @type {unknown} */ (PATH.exec(pathOf(request)) ?? []));
  if (!signal) throw new Refusal(404, 'send OTLP to /v1/traces or /v1/logs');
  if (type !== PROTOBUF && type !== JSON_TYPE) throw new Refusal(415, `send ${PROTOBUF} or ${JSON_TYPE}`);
  const body = await readBody(request);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  checkRequest(await decompress(body, encoding), type === JSON_TYPE, signal);
  return { signal, body };
}

/** Lets pages of this machine send, and keeps others from it. @param {Request} request @param {Response} response @param {import('./local-names.js').IsLocal} isLocal */
function allowOrigin({ headers }, response, isLocal) {
  const { origin } = headers;
  if (origin === undefined) return;
  if (!isLocal(nameOfOrigin(origin))) throw new Refusal(403, `pages of ${origin} may not send here`);
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-allow-origin', origin);
  // Beacons have credentials, whether there are any or not.
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-methods', METHODS);
  response.setHeader('access-control-allow-headers', headers['access-control-request-headers'] ?? '');
  response.setHeader('access-control-max-age', PREFLIGHT_SECONDS);
}

/** Middleware is mounted at a path, and gets what follows it as the URL. @param {Request & { originalUrl?: string }} request */
const pathOf = ({ originalUrl, url = '' }) => (originalUrl ?? url).split('?')[0];

/** @param {Request} request */
const typeOf = ({ headers }) => (headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
