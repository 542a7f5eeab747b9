// An OTLP/HTTP trace receiver as a request handler for node:http: POST, protobuf or JSON, gzip or not.
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { acceptance, decode, JSON_TYPE, PROTOBUF } from './decode.js';

const MOST_BYTES = 64 * 2 ** 20;
const inflate = promisify(gunzip);

/**
 * @typedef {{ spans: import('./decode.js').ReceivedSpan[], bytes: number, body: Uint8Array, contentType: string, encoding: string }} Delivery
 * `bytes` as they came, `body` no longer compressed
 */

/**
 * @param {(delivery: Delivery, request: import('node:http').IncomingMessage) => void} onDelivery called once per accepted request
 * @returns {import('node:http').RequestListener}
 */
export function createReceiver(onDelivery) {
  return async (request, response) => {
    try {
      const delivery = await receive(request);
      onDelivery(delivery, request);
      respond(response, 200, delivery.contentType, acceptance(delivery.contentType));
    } catch (error) {
      const refusal =
        error instanceof Refusal ? error : new Refusal(400, `not an OTLP trace request: ${error.message}`);
      respond(response, refusal.status, JSON_TYPE, JSON.stringify({ message: refusal.message }));
    }
  };
}

class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** @returns {Promise<Delivery>} */
async function receive(request) {
  if (request.method !== 'POST') throw new Refusal(405, 'send traces with POST');
  const [contentType] = (request.headers['content-type'] ?? '').split(';');
  if (contentType !== PROTOBUF && contentType !== JSON_TYPE) throw new Refusal(415, `send ${PROTOBUF} or ${JSON_TYPE}`);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') throw new Refusal(415, 'compress with gzip, or not at all');
  const body = await read(request);
  const plain = encoding === 'gzip' ? await inflate(body, { maxOutputLength: MOST_BYTES }) : body;
  return { spans: decode(plain, contentType), bytes: body.length, body: plain, contentType, encoding };
}

async function read(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Refusal(413, `send at most ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function respond(response, status, contentType, body) {
  response.writeHead(status, { 'content-type': contentType, ...(status === 405 && { allow: 'POST' }) }).end(body);
}
