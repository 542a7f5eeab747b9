// What the suite talks to: takes OTLP at /v1/traces, says at /received what came of a service, and serves what a test adds.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { acceptance, decode } from '../../examples/receiver/decode.js';

/**
 * @param {import('node:test').TestContext} t closes it
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, url: URL) => Promise<unknown> | unknown} [serve] all else
 * @returns {Promise<string>} its origin
 */
export async function startReceiver(t, serve = (_request, response) => response.writeHead(404).end()) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://receiver');
    if (url.pathname === '/v1/traces') {
      const got = await read(request);
      requests.push(got);
      response.setHeader('content-type', got.contentType);
      response.end(acceptance(got.contentType));
    } else if (url.pathname === '/received') {
      const service = url.searchParams.get('service');
      const found = requests.filter(({ spans }) => spans.some(({ resource }) => resource['service.name'] === service));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ requests: found }));
    } else await serve(request, response, url);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.closeAllConnections() ?? server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

/** The whole body of a request. */
export async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function read(request) {
  const { 'content-type': contentType, 'content-encoding': encoding = null } = request.headers;
  const sent = await bodyOf(request);
  const spans = decode(encoding === 'gzip' ? gunzipSync(sent) : sent, contentType);
  return { contentType, encoding, spans: spans.map(({ startTimeUnixNano, endTimeUnixNano, ...span }) => span) };
}
