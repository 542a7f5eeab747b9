// Posts one body to one endpoint: compressed, in turn, and with retries.
import { whenUrgent } from '#page';
import { ExportError } from '../batch/export-error.js';
import { canGzip, gzipped } from './gzip.js';
import { toHeaders } from './headers.js';
import { inTurn } from './in-turn.js';
import { retry, sleep } from './retry.js';
import { sendOnce } from './send-once.js';

/** @typedef {import('../index.js').Fields<string | undefined>} HeaderFields */

/**
 * @typedef {object} Posting
 * @property {() => HeaderFields | Promise<HeaderFields>} headers called before each attempt; if it throws, no attempt is made
 * @property {boolean | 'auto'} gzip
 * @property {boolean} needsNetwork
 * @property {import('./retry.js').RetryOptions} retry
 */

/**
 * @typedef {object} InternalContext what spanloom's own exporters get beside the public context
 * @property {() => boolean} [isAtRisk] whether the spans are stored nowhere else
 * @property {import('../page/partition.js').Untraced} [untraced]
 * @property {<T>(promise: Promise<T>) => Promise<T>} [waitFor] pauses the timeout of the export until a promise settles
 * @property {() => number} [pauseLeft] milliseconds that are left of an earlier `Retry-After`
 */

/** @typedef {import('../index.js').ExportContext & InternalContext} Context */

const MAX_BODY_BYTES = 64 * 2 ** 20;

/**
 * Resolves to the answer of a success. Rejects with an ExportError.
 * @param {import('./send-once.js').Endpoint & Posting} endpoint @param {Uint8Array<ArrayBuffer>} bytes @param {string} contentType @param {Context} context
 */
export async function post(endpoint, bytes, contentType, context) {
  const { signal, isAtRisk, pauseLeft } = context;
  const { name, needsNetwork, headers, retry: options } = endpoint;
  if (bytes.length > MAX_BODY_BYTES)
    throw new ExportError('too_large', `${name}: not sent, ${bytes.length} bytes`, { isFinal: true });
  const isGzip = canGzip(endpoint, bytes);
  const body = isGzip ? await gzipped(bytes) : bytes;

  /** @type {(init: RequestInit, onStart: import('./in-turn.js').OnStart) => ReturnType<typeof sendOnce>} */
  const send = async (init, onStart) => {
    const given = headers();
    const record = toHeaders(name, given instanceof Promise ? await given : given);
    record.set('content-type', contentType);
    if (isGzip) record.set('content-encoding', 'gzip');
    // Redirects are not followed: fetch would pass the headers on, which may hold a key.
    return sendOnce(endpoint, { method: 'POST', headers: record, body, redirect: 'manual', ...init }, signal, onStart);
  };
  const size = body instanceof Blob ? body.size : body.length;
  const attempt = inTurn(send, size, needsNetwork, context);
  const pause = Math.min(pauseLeft?.() ?? 0, options.maxDelay);
  if (pause > 0) await sleep(pause, signal);
  return retry(attempt, options, context, (wake) => whenUrgent(isAtRisk, wake));
}
