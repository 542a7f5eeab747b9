import { once } from 'node:events';
import { createServer } from 'node:http';
import { inUrl, isEverywhere } from './local-names.js';

/** Both, as clients differ in which of them `localhost` is. */
const LOOPBACK = ['127.0.0.1', '::1'];
const MAX_TRIES = 100;

/** Thrown if the port is taken. */
export class BusyError extends Error {
  name = 'BusyError';
}

/**
 * @typedef {object} Place
 * @property {number} port 0 for any that is free
 * @property {boolean} [isFixed] throws if the port is busy, instead of taking the next free one
 * @property {string} [host] default: this machine alone, by each of its addresses
 */

/**
 * @param {import('node:http').RequestListener} listener @param {Place} place
 * @returns {Promise<{ url: string, port: number, close(): Promise<void> }>} `url` without a slash at its end
 */
export async function listen(listener, { port, isFixed = false, host = 'localhost' }) {
  const addresses = host === 'localhost' ? LOOPBACK : [host];
  for (let tried = port; ; tried += port === 0 ? 0 : 1) {
    const servers = await serversOn(listener, tried, addresses);
    if (servers) return opened(servers, host);
    if (isFixed && port !== 0)
      throw new BusyError(`port ${port} is busy: end what uses it, or name another with --port`);
    if (tried - port >= MAX_TRIES || tried === 65_535)
      throw new BusyError(`the ports from ${port} to ${tried} are busy`);
  }
}

/** @param {import('node:http').Server[]} servers @param {string} host */
function opened(servers, host) {
  const { port } = addressOf(servers[0]);
  const shown = isEverywhere(host) ? 'localhost' : inUrl(host);
  return { url: `http://${shown}:${port}`, port, close: () => closeAll(servers) };
}

/** Servers on all of the addresses that this machine has; undefined if the port is busy on one. @param {import('node:http').RequestListener} listener @param {number} port @param {string[]} addresses */
async function serversOn(listener, port, addresses) {
  /** @type {import('node:http').Server[]} */
  const servers = [];
  for (const host of addresses) {
    const server = createServer(listener);
    const taken = servers.length > 0 ? addressOf(servers[0]).port : port;
    try {
      server.listen({ port: taken, host });
      await once(server, 'listening');
      servers.push(server);
    } catch (error) {
      const isMissing = servers.length > 0 && ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(error));
      if (isMissing) continue;
      await closeAll(servers);
      if (codeOf(error) === 'EADDRINUSE') return undefined;
      throw new Error(`cannot listen on ${host}, port ${port}: ${/** @type {Error} */ (error).message}`);
    }
  }
  return servers;
}

/** @param {unknown} error */
const codeOf = (error) => /** @type {NodeJS.ErrnoException} */ (error).code ?? '';

/** @param {import('node:http').Server} server */
const addressOf = (server) => /** @type {import('node:net').AddressInfo} */ (server.address());

/** @param {import('node:http').Server[]} servers */
async function closeAll(servers) {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
}
