// One request, and what its answer means.
import { unheld } from '#delivery';
import { abortableTimeout } from '../base/abortable-timeout.js';
import { ExportError } from '../batch/export-error.js';
import { errorMessage, isWebPage, readBody } from './answer.js';

const RETRYABLE = [429, 502, 503, 504];
/** What may be done, by status. @type {Record<number, string>} */
const HINTS = {
  413: 'to one span: lower capture.maxValueBytes',
  415: "to this format: try another of 'protobuf' and 'json'",
};

/**
 * `retryAfter` is undefined where another attempt is useless.
 * @param {import('./post.js').Destination} destination @param {RequestInit} request @param {AbortSignal} signal @param {import('../page/turns.js').Turn} turn
 * @returns {Promise<{ answer?: import('./post.js').Answer, error?: ExportError, retryAfter?: string }>}
 */
export async function tryOnce({ name, url, timeout, fetch = globalThis.fetch }, request, signal, turn) {
  const abort = new AbortController();
  turn.cut = () => abort.abort();
  const cancel = abortableTimeout(timeout, () => abort.abort(), signal);
  try {
    const response = await unheld(url, () => fetch(url.href, { ...request, signal: abort.signal }));
    const { status, headers } = response;
    const type = headers.get('content-type') ?? '';
    const bytes = await readBody(response);
    const isFinal = !RETRYABLE.includes(status);
    if (!bytes) {
      const message = `${name}: answered ${status} and too much`;
      return { error: new ExportError('response_too_large', message, { isFinal: true }) };
    }
    if (response.ok && isWebPage(bytes, type)) {
      const message = `${name}: answered ${status} with a web page at ${url.pathname}, is it the right url?`;
      return { error: new ExportError('not_otlp', message) };
    }
    if (response.ok) return { answer: { bytes, type } };
    const isRoot = status === 404 && url.pathname === '/';
    const hint = isRoot ? 'at /, did you mean /v1/traces?' : HINTS[status];
    const message = [`${name}: answered ${status}`, hint, errorMessage(bytes, type)].filter(Boolean).join(' ');
    const error = new ExportError(isFinal ? `http_${status}` : 'retries_exhausted', message, { isFinal });
    return isFinal ? { error } : { error, retryAfter: headers.get('retry-after') ?? '' };
  } catch (/** @type {any} */ cause) {
    const error = abort.signal.aborted
      ? new ExportError('timeout', `${name}: no answer within ${timeout} ms`)
      : networkError(name, url, cause);
    return { error, retryAfter: '' };
  } finally {
    cancel();
  }
}

/** Some runtimes name the URL, whose query may be a secret. @param {string} name @param {URL} url @param {any} cause */
function networkError(name, url, cause) {
  const { search } = url;
  const why = String(cause?.cause?.code ?? cause?.message);
  const message = `${name}: ${search ? why.replaceAll(search, '') : why}${foreignHint(url)}`;
  return new ExportError('network', message, search ? {} : { cause });
}

/** A page is not told why: a receiver that is down looks like one that does not allow it. @param {URL} url */
const foreignHint = ({ origin }) =>
  globalThis.location && origin !== globalThis.location.origin
    ? ' (is it up, allowed by CORS and by connect-src?)'
    : '';
