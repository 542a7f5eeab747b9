// Hands the requests of a hub to pages: each answer has what came after the reader's position, and waits for it if there is nothing yet.

/** @typedef {import('./hub.js').TraceHub} TraceHub */

const MAX_ANSWER_BYTES = 8 * 2 ** 20;
const LENGTH_BYTES = 4;
/** Proxies and browsers may end a connection on which nothing happens for longer. */
const WAIT_MS = 20_000;

/**
 * Answers `?after=POSITION` with requests that each follow their length (4 bytes, highest first), with the next position, and with the number of requests that
 * the reader missed. Without a position, and with one of another hub, it begins at the beginning.
 * @param {TraceHub} hub @param {number} [waitMs] @returns {import('node:http').RequestListener}
 */
export function traceFeed(hub, waitMs = WAIT_MS) {
  return async (request, response) => {
    const after = new URLSearchParams(request.url?.split('?')[1]).get('after') ?? '';
    const [id, at] = after.split(':');
    const position = id === hub.id && /^\d+$/.test(at) ? Number(at) : 0;
    await waitFor(hub, position, response, waitMs);
    const { requests, next, missed } = hub.read(position, MAX_ANSWER_BYTES);
    const parts = requests.flatMap((bytes) => [lengthOf(bytes), bytes]);
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': parts.reduce((sum, { length }) => sum + length, 0),
      'spanloom-position': `${hub.id}:${next}`,
      'spanloom-missed': missed,
    });
    for (const part of parts) response.write(part);
    response.end();
  };
}

/** @param {TraceHub} hub @param {number} position @param {import('node:http').ServerResponse} response @param {number} waitMs */
async function waitFor(hub, position, response, waitMs) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, waitMs);
  response.once('close', stop);
  await hub.arrival(position, controller.signal);
  clearTimeout(timer);
  response.off('close', stop);
}

/** @param {Uint8Array} bytes */
function lengthOf({ length }) {
  const header = Buffer.alloc(LENGTH_BYTES);
  header.writeUInt32BE(length);
  return header;
}
