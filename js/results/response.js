// HTTP responses: followed until the body was read, as a whole, by a reader or by a pipe, from the response or from a clone.
import { readsUnseen } from '#results';
import { isNativePromise, passThrough } from '../reading/native-promise.js';
import { Cursor } from './cursor.js';
import { Decoder } from './decode.js';
import { observedIn } from './fetched.js';
import { tapStream } from './stream.js';
import { endFor, listen } from './tap.js';
import { tapResult, tapStep } from './tap-method.js';

/** @typedef {import('./index.js').How} How */

const METHODS = ['text', 'json', 'arrayBuffer', 'bytes', 'blob', 'formData'];

/** Reads the platform's own property, whatever a subclass does. @param {Response} response @param {string} key */
const read = (response, key) => Reflect.get(Response.prototype, key, response);

/** @param {Response} response */
const isUnread = (response) => read(response, 'body')?.locked === false && !read(response, 'bodyUsed');

/**
 * Whether a body can still come from the network. A response that the function made itself has no URL: the runtime reads its body unseen.
 * @param {any} value
 */
export const isResponse = (value) =>
  'arrayBuffer' in value &&
  value instanceof Response &&
  (observedIn(value) || read(value, 'url') !== '') &&
  isUnread(value);

/** @param {import('./watch.js').Watch} watch @param {Response} given */
export function watchResponse(watch, given) {
  const response = observedIn(given) ?? given;
  const body = read(response, 'body');
  if (readsUnseen() && watch.isOutermost && response === given) {
    // The runtime sends the response on, and reads its body unseen.
    endFor(body, 'unobservable');
    return watch.end('returned');
  }
  watch.endsWithAnswer = true;
  // Some platforms cancel the bodies of responses that are garbage-collected, so the body's stream must not hold its response.
  listen(body, watch, 'stream', (tap) => tapResponse(new Body(tap, response), response));
}

/** Turns chunks into items. */
class Body extends Cursor {
  #decoder;

  /** @param {import('./tap.js').Tap} tap @param {Response} response */
  constructor(tap, response) {
    super(tap);
    this.#decoder = new Decoder(response.headers.get('content-type') ?? '');
  }

  /** @param {any} chunk */
  item(chunk) {
    this.at += 1;
    this.#pass(this.#decoder.add(chunk));
    if (this.#decoder.isOver) this.tap.end('drained');
  }

  /** The whole body was read at once. @param {any} value */
  whole(value) {
    if (this.at > 0) return;
    if (value instanceof ArrayBuffer) this.item(new Uint8Array(value));
    else if (typeof value === 'string' || value instanceof Uint8Array) this.item(value);
    else this.tap.complete(value);
    this.end('drained');
  }

  /** @param {How} how @param {unknown} [error] */
  close(how, error) {
    this.end(how, error);
  }

  /** @param {How} how @param {unknown} [error] */
  end(how, error) {
    this.#pass(this.#decoder.end());
    this.tap.end(how, error);
  }

  /** @param {unknown[]} items */
  #pass(items) {
    for (const item of items) this.#decoder.isWhole ? this.tap.complete(item) : this.tap.item(item);
  }
}

/** @param {Body} body @param {any} response */
function tapResponse(body, response) {
  const { tap } = body;
  for (const method of METHODS) {
    let isRead = false;
    tapStep(tap, response, method, {
      before(args) {
        isRead = isUnread(response);
        // Some platforms read through the public stream.
        tap.isPaused = isRead;
        return args;
      },
      after(result) {
        const onValue = (/** @type {any} */ value) => body.whole(value);
        const onError = (/** @type {unknown} */ error) => body.end('error', error);
        return isRead && isNativePromise(result) ? passThrough(result, onValue, onError) : result;
      },
    });
  }
  tapResult(tap, response, 'clone', (clone) => tapResponse(body, clone));
  return tapStream(new Cursor(body), read(response, 'body'));
}
