// The body of the response that a handler returns: the output of the root span. A runtime reads it where no shadowed method sees it, so a stream is read
// here, chunk by chunk, as its reader asks for them.
import { Decoder } from '../results/decode.js';

/** @typedef {import('../results/watch.js').Watch} Watch */

/** Receives the chunks of a body as items of the span's output. */
class Items {
  #watch;
  #decoder;

  /** @param {Watch} watch @param {Response} response */
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

/** Whether its body can be read here: not an upgrade to a WebSocket, nor a body that others read. @param {any} response */
const hasBody = (response) =>
  response instanceof Response && response.body !== null && !response.bodyUsed && !response.body.locked;

/**
 * Follows the body until it has been read, and returns the response to send in its place: itself if the body is in memory.
 * @param {Watch} watch @param {Response} response @param {<T>(fn: () => T) => T} run where the user's stream is read
 * @returns {Promise<{ response: Response, text?: string }>}
 */
export async function followBody(watch, response, run) {
  if (!hasBody(response)) {
    watch.end('returned');
    return { response };
  }
  const items = new Items(watch, response);
  const chunks = isNative(response) ? await inMemory(response) : undefined;
  if (!chunks) return { response: remade(response, observed(response, items, run)) };
  for (const chunk of chunks) items.add(chunk);
  items.end('returned');
  return { response };
}

/** Whether the platform made the body's stream, of a value in memory perhaps. A stream of the user's is not read before its reader asks. @param {Response} response */
function isNative({ body, url }) {
  try {
    if (url !== '') return false;
    /** @type {any} */ (body).getReader({ mode: 'byob' }).releaseLock();
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
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return chunks;
      chunks.push(value);
    }
  };
  const isLate = new Promise((resolve) => setTimeout(resolve, 0));
  const found = /** @type {Uint8Array[] | undefined} */ (await Promise.race([read().catch(() => {}), isLate]));
  if (!found) reader.cancel().catch(() => {});
  return found;
}

/** @param {Response} response @param {Items} items @param {<T>(fn: () => T) => T} run */
function observed(response, items, run) {
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
        items.end('cancelled');
        return run(() => reader.cancel(reason));
      },
    },
    { highWaterMark: 0 },
  );
}

/** @param {Response} response @param {ReadableStream} body */
function remade(response, body) {
  const made = new Response(body, response);
  for (const key of /** @type {const} */ (['url', 'redirected', 'type']))
    if (made[key] !== response[key]) Object.defineProperty(made, key, { value: response[key], configurable: true });
  return made;
}
