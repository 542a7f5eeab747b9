import { request as ask, createServer } from 'node:http';

/** Serves as long as a test runs. @param {import('node:test').TestContext} t @param {import('node:http').RequestListener} listener @returns {Promise<string>} its URL, without a slash at its end */
export async function serve(t, listener) {
  const server = createServer(listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
}

/**
 * A request with a path and headers that `fetch` would not send.
 * @param {string} url @param {{ method?: string, headers?: Record<string, string>, body?: string | Uint8Array }} [options]
 * @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, body: Buffer }>}
 */
export const send = (url, { method = 'GET', headers = {}, body } = {}) =>
  new Promise((resolve, reject) => {
    const { origin, hostname, port } = new URL(url);
    const path = url.slice(origin.length) || '/';
    const request = ask({ hostname, port, path, method, headers, agent: false }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });

/** The requests of a hub, in order. @param {import('../../../../../js/cli/view/hub.js').TraceHub} hub */
export const requestsOf = (hub) => hub.read(0, Number.POSITIVE_INFINITY).requests.map((bytes) => Buffer.from(bytes));

/** What an answer of the feed holds. @param {Buffer} body */
export function splitAnswer(body) {
  const requests = [];
  for (let at = 0; at < body.length; at += 4 + body.readUInt32BE(at))
    requests.push(body.subarray(at + 4, at + 4 + body.readUInt32BE(at)));
  return requests;
}
