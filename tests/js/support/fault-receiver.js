// A receiver that fails in a chosen way, and knows which spans it said yes to.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { decodeRequest } from './collector.js';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {{ names: string[], isGzip: boolean }} Received */

/**
 * @typedef {object} Fault
 * @property {(request: Request, response: Response) => boolean | void} [early] acts before the body is read; true if it was read by nobody
 * @property {(response: Response, received: Received, say: (names: string[]) => void) => unknown} [late] acts instead of the answer; `say` records what it says yes to
 * @property {boolean} [isDown] nothing listens
 */

/**
 * Starts one. Its requests meet the fault, the first one or all of them; the others are accepted.
 * @param {Fault} fault @param {'once' | 'always'} times
 */
export async function startFaultReceiver(fault, times) {
  /** @type {string[]} */
  const accepted = [];
  let requests = 0;
  const say = (/** @type {string[]} */ names) => accepted.push(...names);
  const server = createServer(async (request, response) => {
    const isFaulty = times === 'always' || ++requests === 1;
    if (isFaulty && fault.early) return fault.early(request, response);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const received = read(request, Buffer.concat(chunks));
    if (isFaulty && fault.late) return fault.late(response, received, say);
    say(received.names);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  const listen = (port = 0) => once(server.listen(port, '127.0.0.1'), 'listening');
  await listen();
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  if (fault.isDown) await close();
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    accepted,
    close,
    /** It is up again. */
    recover: () => listen(port),
  };
}

/** @param {Request} request @param {Buffer} sent @returns {Received} */
function read({ headers }, sent) {
  const isGzip = headers['content-encoding'] === 'gzip';
  const { resourceSpans } = decodeRequest(isGzip ? gunzipSync(sent) : sent, String(headers['content-type']));
  const spans = resourceSpans.flatMap((/** @type {any} */ { scopeSpans: [{ spans: list }] }) => list);
  return { names: spans.map((/** @type {any} */ { name }) => name), isGzip };
}
