// Two hosts that redirect as the URL says, and tell what they received.
import { createServer } from 'node:http';

/** @typedef {{ host: string, method: string, path: string, headers: Record<string, string>, body: string }} Received */

const OURS = ['traceparent', 'tracestate', 'spanloom-lineage'];
/** Of the connection, or made anew for each request. */
const OTHER = ['host', 'connection', 'content-length', 'transfer-encoding'];

/**
 * Starts hosts `a` and `b`. The URL `/?hops=307.b,303.a` is redirected to `b` with status 307, from there to `a` with 303, and answered there.
 * @param {import('node:test').TestContext} t
 */
export async function startHosts(t) {
  /** @type {Received[]} */
  const received = [];
  /** @type {Record<string, string>} */
  const origins = {};
  for (const host of ['a', 'b']) {
    const server = createServer(async (request, response) => {
      const parts = [];
      for await (const part of request) parts.push(part);
      const { method = '', url = '', headers } = request;
      const body = Buffer.concat(parts).toString();
      received.push({ host, method, path: url, headers: /** @type {any} */ (headers), body });
      const [hop, ...hops] = (new URL(url, origins[host]).searchParams.get('hops') ?? '').split(',');
      const [status, to] = hop.split('.');
      const type = { 'content-type': 'application/json' };
      if (!status) return response.writeHead(200, type).end(JSON.stringify({ host, method }));
      const location = to === 'nowhere' ? 'ftp://a.example/' : `${origins[to]}/?hops=${hops}`;
      return response.writeHead(Number(status), to ? { location } : {}).end('redirected');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    origins[host] = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;
  }
  return { origins, received };
}

/** Which of the headers are ours. @param {Received} request */
export const oursIn = ({ headers }) => OURS.filter((name) => name in headers);

/** What a host received, without our headers and what differs between two equal requests. @param {Received} request */
export function plainOf({ headers, body, ...request }) {
  const kept = Object.entries(headers).filter(([name]) => !OURS.includes(name) && !OTHER.includes(name));
  const text = JSON.stringify({ ...request, headers: Object.fromEntries(kept), body });
  // Node itself announces a boundary that is not that of the body when it sends a form again.
  return text.replaceAll(/-*formdata-undici-\d+/g, 'boundary');
}
