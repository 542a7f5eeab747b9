// One HTTP request, and what its response means.
import { unheld } from '#delivery';
import { abortableTimeout } from '../base/abortable-timeout.js';
import { ExportError } from '../batch/export-error.js';
import { errorMessage, isWebPage, readBody, without } from './answer.js';
import { parseRetryAfter } from './retry-after.js';

const RETRYABLE = [429, 502, 503, 504];

/**
 * @typedef {object} Endpoint
 * @property {string} name for messages
 * @property {URL} url
 * @property {string} protocol names the reason of a loss where something else answers
 * @property {(status: number) => string | undefined} hint advice by status: the end of "answered 413"
 * @property {string} [secret] which the other side, or a runtime, may repeat in a message
 * @property {number} timeout of one request, in milliseconds
 * @property {import('../index.js').OtlpOptions['fetch']} [fetch]
 */

/** The body of a success, and its media type. @typedef {{ bytes: Uint8Array, type: string }} Answer */

/**
 * Sends a request and reads its response. Never rejects.
 * @param {Endpoint} endpoint @param {RequestInit} request @param {AbortSignal} signal @param {(abort: () => void) => void} onStart gets a function that aborts the request
 * @returns {Promise<import('./retry.js').AttemptResult<Answer>>}
 */
export async function sendOnce(endpoint, request, signal, onStart) {
  const { name, url, protocol, hint, secret, timeout, fetch = globalThis.fetch } = endpoint;
  const controller = new AbortController();
  const abort = () => controller.abort();
  onStart(abort);
  const cancel = abortableTimeout(timeout, abort, signal);
  try {
    const response = await unheld(url, () => fetch(url.href, { ...request, signal: controller.signal }));
    const { status, headers } = response;
    const type = headers.get('content-type') ?? '';
    const bytes = await readBody(response);
    if (!bytes) {
      const message = `${name}: answered ${status} and too much`;
      return { error: new ExportError('response_too_large', message, { isFinal: true }) };
    }
    if (response.ok && isWebPage(bytes, type)) {
      const message = `${name}: answered ${status} with a web page at ${url.pathname}, is it the right url?`;
      return { error: new ExportError(`not_${protocol}`, message) };
    }
    if (response.ok) return { answer: { bytes, type } };
    const canRetry = RETRYABLE.includes(status);
    const said = errorMessage(bytes, type, secret);
    const message = [`${name}: answered ${status}`, hint(status), said].filter(Boolean).join(' ');
    const error = new ExportError(canRetry ? 'retries_exhausted' : `http_${status}`, message, { isFinal: !canRetry });
    return { error, canRetry, retryAfter: parseRetryAfter(headers.get('retry-after')) };
  } catch (/** @type {any} */ cause) {
    const error = controller.signal.aborted
      ? new ExportError('timeout', `${name}: no answer within ${timeout} ms`)
      : networkError(endpoint, cause);
    return { error, canRetry: true };
  } finally {
    cancel();
  }
}

/** Removes the query, which may be a secret, too: some runtimes put the URL into the message. @param {Endpoint} endpoint @param {any} cause */
function networkError({ name, url, secret }, cause) {
  const why = without(without(String(cause?.cause?.code ?? cause?.message), url.search), secret);
  return new ExportError('network', `${name}: ${why}${crossOriginHint(url)}`, url.search || secret ? {} : { cause });
}

/** To a page, a receiver that is down looks the same as one that forbids the request. @param {URL} url */
const crossOriginHint = ({ origin }) =>
  globalThis.location && origin !== globalThis.location.origin
    ? ' (is it up, allowed by CORS and by connect-src?)'
    : '';
