// One HTTP request, and what its response means.
import { unheld } from '#delivery';
import { abortableTimeout } from '../base/abortable-timeout.js';
import { ExportError } from '../batch/export-error.js';
import { errorMessage, isWebPage, readBody } from './answer.js';
import { parseRetryAfter } from './retry-after.js';

const RETRYABLE = [429, 502, 503, 504];
/** Advice by status: the end of "answered 413". @type {Record<number, string>} */
const HINTS = {
  413: 'to one span: lower capture.maxValueBytes',
  415: "to this format: try another of 'protobuf' and 'json'",
};

/**
 * @typedef {object} Endpoint
 * @property {string} name for messages
 * @property {URL} url
 * @property {number} timeout of one request, in milliseconds
 * @property {import('../index.js').OtlpOptions['fetch']} [fetch]
 */

/** The body of a success, and its media type. @typedef {{ bytes: Uint8Array, type: string }} Answer */

/**
 * Sends a request and reads its response. Never rejects.
 * @param {Endpoint} endpoint @param {RequestInit} request @param {AbortSignal} signal @param {(abort: () => void) => void} onStart gets a function that aborts the request
 * @returns {Promise<import('./retry.js').AttemptResult<Answer>>}
 */
export async function sendOnce({ name, url, timeout, fetch = globalThis.fetch }, request, signal, onStart) {
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
      return { error: new ExportError('not_otlp', message) };
    }
    if (response.ok) return { answer: { bytes, type } };
    const canRetry = RETRYABLE.includes(status);
    const isRoot = status === 404 && url.pathname === '/';
    const hint = isRoot ? 'at /, did you mean /v1/traces?' : HINTS[status];
    const message = [`${name}: answered ${status}`, hint, errorMessage(bytes, type)].filter(Boolean).join(' ');
    const error = new ExportError(canRetry ? 'retries_exhausted' : `http_${status}`, message, { isFinal: !canRetry });
    return { error, canRetry, retryAfter: parseRetryAfter(headers.get('retry-after')) };
  } catch (/** @type {any} */ cause) {
    const error = controller.signal.aborted
      ? new ExportError('timeout', `${name}: no answer within ${timeout} ms`)
      : networkError(name, url, cause);
    return { error, canRetry: true };
  } finally {
    cancel();
  }
}

/** Removes the query, which may be a secret: some runtimes put the URL into the message. @param {string} name @param {URL} url @param {any} cause */
function networkError(name, url, cause) {
  const { search } = url;
  const why = String(cause?.cause?.code ?? cause?.message);
  const message = `${name}: ${search ? why.replaceAll(search, '') : why}${crossOriginHint(url)}`;
  return new ExportError('network', message, search ? {} : { cause });
}

/** To a page, a receiver that is down looks the same as one that forbids the request. @param {URL} url */
const crossOriginHint = ({ origin }) =>
  globalThis.location && origin !== globalThis.location.origin
    ? ' (is it up, allowed by CORS and by connect-src?)'
    : '';
