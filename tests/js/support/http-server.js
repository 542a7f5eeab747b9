import { createServer } from 'node:http';

/** @typedef {{ method: string, path: string, headers: import('node:http').IncomingHttpHeaders, body: Buffer, socket: object }} Seen */
/** @typedef {(response: import('node:http').ServerResponse, request: Seen) => void} Behaviour */

/**
 * A server on the loopback interface that answers its n-th request with the n-th behaviour, and then always with the last.
 * @param {import('node:test').TestContext} t closes it
 * @param {...Behaviour} behaviours
 */
export async function startServer(t, ...behaviours) {
  /** @type {Seen[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const { method, url, headers, socket } = request;
    const seen = { method, path: url, headers, body: Buffer.concat(parts), socket };
    requests.push(seen);
    const behave = behaviours[Math.min(requests.length, behaviours.length) - 1];
    behave(response, seen);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}/v1/traces`, requests };
}

/** @param {number} status @param {string | Uint8Array} [body] @param {Record<string, string>} [headers] @returns {Behaviour} */
export const answer =
  (status, body = '', headers = {}) =>
  (response) =>
    response.writeHead(status, headers).end(body);

/** @type {Behaviour} */
export const hang = () => {};

/** @type {Behaviour} */
export const reset = (response) => response.socket?.resetAndDestroy();

/** @type {Behaviour} Promises a body and breaks off. */
export const breakOff = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('x');
  setImmediate(() => response.destroy());
};

export const PROTOBUF = { 'content-type': 'application/x-protobuf' };
export const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** A protobuf message with a varint in field 1 and a string in field 2: what OTLP's PartialSuccess and google.rpc.Status look like. */
export function numberAndText(/** @type {number} */ number, /** @type {string} */ text) {
  const bytes = Buffer.from(text);
  return Buffer.from([0x08, ...varint(number), 0x12, ...varint(bytes.length), ...bytes]);
}

/** An ExportTraceServiceResponse around a PartialSuccess, after an unknown field of every wire type. */
export function partialSuccessMessage(/** @type {number} */ rejected, /** @type {string} */ text) {
  const partial = numberAndText(rejected, text);
  const unknown = [0x78, 5, 0x7d, 1, 2, 3, 4, 0x79, 1, 2, 3, 4, 5, 6, 7, 8, 0x7a, 2, 0x0a, 0x0a];
  return Buffer.from([...unknown, 0x0a, ...varint(partial.length), ...partial]);
}

/** @param {number} value @returns {number[]} */
const varint = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))]);
