// What arrives at the receiver, as server-sent events for open pages: also what came before, as far as it is kept.
import { randomUUID } from 'node:crypto';

const MOST_KEPT = 256;
const MOST_BYTES = 8 * 2 ** 20;
const RETRY_MS = 1000;

export function createEvents() {
  const run = randomUUID();
  /** @type {{ number: number, page: string | undefined, message: string }[]} */
  const kept = [];
  let bytes = 0;
  let count = 0;
  /** @type {Set<{ page: string | null, response: import('node:http').ServerResponse }>} */
  const pages = new Set();

  const drop = () => {
    while (kept.length > MOST_KEPT || bytes > MOST_BYTES) bytes -= kept.shift()?.message.length ?? 0;
  };

  return {
    /** @param {Uint8Array} body an OTLP request, not compressed @param {string} [page] who sent it: it is not told again */
    add(body, page) {
      const number = ++count;
      const message = `id: ${run} ${number}\ndata: ${Buffer.from(body).toString('base64')}\n\n`;
      for (const open of pages) if (open.page !== page) open.response.write(message);
      kept.push({ number, page, message });
      bytes += message.length;
      drop();
    },
    /** @type {import('node:http').RequestListener} */
    listener(request, response) {
      const page = new URL(request.url ?? '', 'http://localhost').searchParams.get('page');
      const [lastRun, last] = String(request.headers['last-event-id'] ?? '').split(' ');
      const after = lastRun === run ? Number(last) : 0;
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: ${RETRY_MS}\n\n`);
      for (const { number, page: sender, message } of kept)
        if (number > after && sender !== page) response.write(message);
      const open = { page, response };
      pages.add(open);
      request.on('close', () => pages.delete(open));
    },
    close() {
      for (const { response } of pages) response.end();
    },
  };
}
