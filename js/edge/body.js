// The body of the response that a handler returns: the output of the root span. A runtime reads it where no shadowed method sees it, so a stream is read
// here, chunk by chunk, as its reader asks for them.
import { LINEAGE_HEADER } from '../propagate/lineage.js';
import { Decoder } from '../results/decode.js';
import { remade } from '../results/facts.js';
import { lineageOfAnswer } from './answer-lineage.js';
import { allowed, exposed } from './cors.js';

/** @typedef {import('./run-event.js').Root} Root */

/** Receives the chunks of a body as items of the span's output. */
class Items {
  #watch;
  #decoder;

  /** @param {import('../results/watch.js').Watch} watch @param {Response} response */
  constructor(watch, response) {
    this.#watch = watch;
    this.#decoder = new Decoder(response.headers.get('content-type') ?? '');
  }

  /** @param {Uint8Array} chunk */
  add(chunk) {
    this.#pass(this.#decoder.add(chunk));
  }

  /** @param {import('../results/index.js').How} how @param {unknown} [error] */
  end(how, error) {
    this.#pass(this.#decoder.end());
    this.#watch.end(how, error);
  }

  /** @param {unknown[]} items */
  #pass(items) {
    for (const item of items) this.#decoder.isWhole ? this.#watch.value(item, 'completed') : this.#watch.item(item);
  }
}

/** A stream of bytes looks like a body in memory. It may be endless, and so ready that no timer fires while it is read. */
const MAX_EARLY_BYTES = 2 ** 20;
/** workerd gives a body in memory in pieces of 4 KB. */
const MAX_EARLY_CHUNKS = MAX_EARLY_BYTES / 4096;

/** Whether it has a body that can be read here: not an upgrade to a WebSocket, nor a body that others read. @param {Response} response */
const hasBody = ({ body, bodyUsed }) => body !== null && !bodyUsed && !body.locked;

/**
 * Follows the body until it has been read, and returns the response to send: the same one if its body is in memory.
 * @param {Root} root @param {any} request @param {Response} response
 * @returns {Promise<Response>}
 */
export async function followBody(root, request, response) {
  if (!(response instanceof Response)) {
    root.watch.end('returned');
    return response;
  }
  /** @type {Record<string, string | undefined>} */
  const more = { [LINEAGE_HEADER]: undefined, ...allowed(request, response) };
  if (!hasBody(response)) {
    root.watch.end('returned');
    return withHeaders(response, more);
  }
  const isNative = isOfPlatform(response.body);
  const chunks = isNative && isText(response) && response.url === '' ? await inMemory(response) : undefined;
  const lineage = lineageOfAnswer(root, response, chunks);
  if (lineage) Object.assign(more, { [LINEAGE_HEADER]: lineage }, exposed(response));
  if (isNative && !isText(response)) {
    root.watch.end('returned');
    return withHeaders(response, more);
  }
  const items = new Items(root.watch, response);
  if (!chunks) {
    const body = observed(response, items, root);
    // Readers that fail, such as at a string, do not cancel it.
    root.watch.endWith(body);
    return withHeaders(remade(response, body), more);
  }
  for (const chunk of chunks) items.add(chunk);
  items.end('returned');
  return withHeaders(response, more);
}

/** Whether the body may hold what a model said. @param {Response} response */
const isText = ({ headers }) => /^$|text|json|xml|script|form/.test(headers.get('content-type') ?? '');

/**
 * Sets headers of a response, or of one made anew if its own are immutable. An undefined header is removed: it is that of another server, whose spans are none
 * of this client's business.
 * @param {Response} response @param {Record<string, string | undefined>} headers
 * @returns {Response}
 */
function withHeaders(response, headers) {
  try {
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) response.headers.set(name, value);
      else if (response.headers.has(name)) response.headers.delete(name);
    }
    return response;
  } catch {
    return withHeaders(remade(response, response.body), headers);
  }
}

/** Whether the platform made the stream: of a value in memory, a file, or a response that was fetched. @param {any} stream */
function isOfPlatform(stream) {
  try {
    stream.getReader({ mode: 'byob' }).releaseLock();
    return true;
  } catch {
    return false;
  }
}

/** Returns the chunks of a body that is there as a whole: it is read before a timer fires. @param {Response} response @returns {Promise<Uint8Array[] | undefined>} */
async function inMemory(response) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.clone().body).getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  const read = async () => {
    let last = 0;
    // The last chunk does not count: most platforms give a body in memory as one, of any size.
    for (let bytes = 0; bytes <= MAX_EARLY_BYTES && chunks.length <= MAX_EARLY_CHUNKS; bytes += last) {
      last = chunks.at(-1)?.byteLength ?? 0;
      const { done, value } = await reader.read();
      if (done) return chunks;
      chunks.push(value);
    }
  };
  const late = new Promise((resolve) => setTimeout(resolve, 0));
  const found = /** @type {Uint8Array[] | undefined} */ (await Promise.race([read().catch(() => {}), late]));
  if (!found) reader.cancel().catch(() => {});
  return found;
}

/** @param {Response} response @param {Items} items @param {Root} root */
function observed(response, items, { hold, run }) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await run(() => reader.read());
          if (done) {
            items.end('drained');
            controller.close();
            return;
          }
          items.add(value);
          controller.enqueue(value);
        } catch (error) {
          items.end('error', error);
          throw error;
        }
      },
      cancel(reason) {
        hold.isAbandoned = true;
        items.end('cancelled');
        return run(() => reader.cancel(reason));
      },
    },
    { highWaterMark: 0 },
  );
}
