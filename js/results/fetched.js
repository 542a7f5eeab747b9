// Responses that a traced `fetch` gave. Some runtimes send a response on where no shadowed method sees its body, so there each is made anew, around a body that
// is read here, chunk by chunk, as its reader asks for them.
import { readsUnseen } from '#results';
import { keepFacts, remade } from './facts.js';

/** Each with the one to observe: its original, or itself. @type {WeakMap<Response, Response>} */
const observed = new WeakMap();

/** Types of which no text can be read. A server sends these faster, and with their length, if no program reads them. */
const MEDIA = /^(?:image|audio|video|font)\/|octet-stream/;

/** Returns the response to observe in place of one that a traced `fetch` gave; undefined for any other. @param {Response} response */
export const observedIn = (response) => observed.get(response);

/**
 * Returns the response to give to the caller in place of one that nobody else holds yet.
 * @param {Response} response @returns {Response}
 */
export function fetched(response) {
  const made = readsUnseen() && canRead(response) ? observable(response) : response;
  observed.set(made, response);
  return made;
}

/** @param {Response} response one of a class of its own has members that a new one would lack */
function canRead(response) {
  const { body, bodyUsed, headers } = response;
  const isRead = !body || bodyUsed || body.locked;
  return !isRead && !MEDIA.test(headers.get('content-type') ?? '') && response.constructor === Response;
}

/** The headers stay those of the original, which cannot be changed. @param {Response} response */
const observable = (response) => keepFacts(remade(response, readHere(response)), { headers: response.headers });

/** @param {Response} response held until its body was read: some platforms cancel the bodies of responses that are garbage-collected */
function readHere(response) {
  /** @type {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined} */
  let reader;
  const body = () => /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body);
  return new ReadableStream(
    {
      type: 'bytes',
      async pull(controller) {
        reader ??= body().getReader();
        let result;
        do result = await reader.read();
        while (result.value?.length === 0);
        if (result.value) return controller.enqueue(result.value);
        controller.close();
        controller.byobRequest?.respond(0);
      },
      cancel: (reason) => (reader ?? body()).cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
