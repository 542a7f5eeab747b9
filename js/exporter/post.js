// One POST to one destination, tried again for as long as that may help.
import { claimKeepalive, hasKeepaliveRoom, isLeaving, whenOnline } from '#page';
import { unheld } from '#server';
import { alarm } from './alarm.js';
import { errorMessage, isWebPage, readBody } from './answer.js';
import { ExportError } from './export-error.js';
import { toHeaders } from './headers.js';
import { askedDelay, retryDelay } from './retry.js';

/**
 * @typedef {object} Destination
 * @property {string} name for messages
 * @property {URL} url
 * @property {import('../index.js').OtlpOptions['headers']} headers
 * @property {boolean | 'auto'} gzip
 * @property {number} timeout of one attempt, in milliseconds
 * @property {typeof globalThis.fetch} [fetch]
 * @property {import('./retry.js').RetryOptions} retry
 */

/** @typedef {{ bytes: Uint8Array, type: string }} Answer a success: its body and media type */

const MAX_BODY = 64 * 2 ** 20;
const GZIP_PAYS = 4096;
const RETRYABLE = [429, 502, 503, 504];
const LOOPBACK = /(^|\.)localhost$|^127\.|^\[::1\]$/;

/**
 * Resolves to the answer if it is a success, else rejects with an ExportError.
 * @param {Destination} destination @param {Uint8Array<ArrayBuffer>} bytes @param {string} contentType
 * @param {import('../index.js').ExportContext} context
 * @returns {Promise<Answer>}
 */
export async function post(destination, bytes, contentType, { signal, count, postpone }) {
  const { name, headers, retry } = destination;
  if (bytes.length > MAX_BODY)
    throw new ExportError('too_large', `${name}: not sent, ${bytes.length} bytes`, { isFinal: true });
  const isZipped = usesGzip(destination, bytes);
  const body = isZipped ? await gzipped(bytes) : bytes;
  for (let failures = 0; ; ) {
    const online = isLoopback(destination.url) ? undefined : whenOnline(signal);
    if (online) await online;
    const record = toHeaders(name, typeof headers === 'function' ? await headers() : headers);
    record.set('content-type', contentType);
    if (isZipped) record.set('content-encoding', 'gzip');
    // Headers may carry a key, which fetch would hand on to wherever it is redirected.
    const request = { method: 'POST', headers: record, body, redirect: /** @type {const} */ ('manual') };
    // The first attempt outlives the page, if there is room. It may fail for lack of room, so that the others are plain.
    const release = failures === 0 ? claimKeepalive(body instanceof Blob ? body.size : body.length) : undefined;
    const { answer, error, retryAfter } = await tryOnce(
      destination,
      release ? { ...request, keepalive: true } : request,
      signal,
    );
    release?.();
    if (answer) return answer;
    failures++;
    const asked = retryAfter ? askedDelay(retryAfter) : 0;
    if (asked > 0) postpone?.(Date.now() + asked);
    const isKeptLonger = postpone !== undefined && asked > retry.maxDelay;
    const isLast = retryAfter === undefined || failures >= retry.attempts || isKeptLonger;
    if (!isLast) await sleep(retryDelay(failures, retryAfter, retry), signal);
    if (isLast || signal.aborted) throw error;
    for (const what of /** @type {const} */ (['failures', 'retries', 'attempts'])) count(what);
  }
}

/**
 * `retryAfter` is undefined where another attempt is useless.
 * @param {Destination} destination @param {RequestInit} request @param {AbortSignal} signal
 * @returns {Promise<{ answer?: Answer, error?: ExportError, retryAfter?: string }>}
 */
async function tryOnce({ name, url, timeout, fetch = globalThis.fetch }, request, signal) {
  const abort = new AbortController();
  const callOff = alarm(timeout, () => abort.abort(), signal);
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
    const hint = status === 404 && url.pathname === '/' ? 'at /, did you mean /v1/traces?' : '';
    const message = [`${name}: answered ${status}`, hint, errorMessage(bytes, type)].filter(Boolean).join(' ');
    const error = new ExportError(isFinal ? `http_${status}` : 'retries_exhausted', message, { isFinal });
    return isFinal ? { error } : { error, retryAfter: headers.get('retry-after') ?? '' };
  } catch (/** @type {any} */ cause) {
    const error = abort.signal.aborted
      ? new ExportError('timeout', `${name}: no answer within ${timeout} ms`)
      : networkError(name, url, cause);
    return { error, retryAfter: '' };
  } finally {
    callOff();
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

/** Whether it is the own machine, which takes no network. @param {URL} url */
export const isLoopback = ({ hostname }) => LOOPBACK.test(hostname);

/** @param {number} ms @param {AbortSignal} signal @returns {Promise<void>} */
const sleep = (ms, signal) => new Promise((resolve) => void alarm(ms, resolve, signal));

/** @param {Destination} destination @param {Uint8Array} bytes */
function usesGzip({ gzip, url }, bytes) {
  // Compressing takes time, which a page that goes away does not have.
  if (typeof CompressionStream === 'undefined' || (isLeaving() && hasKeepaliveRoom(bytes.length))) return false;
  return gzip === 'auto' ? bytes.length >= GZIP_PAYS && !isLoopback(url) : gzip;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function gzipped(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
}
