// One POST to one destination, tried again for as long as that may help.
import { hasKeepaliveRoom, isLeaving, takeTurn, whenGoing, whenOnline } from '#page';
import { abortableTimeout } from '../base/abortable-timeout.js';
import { ExportError } from '../batch/export-error.js';
import { tryOnce } from './attempt.js';
import { toHeaders } from './headers.js';
import { askedDelay, retryDelay } from './retry.js';

/** @typedef {import('../index.js').Fields<string | undefined>} HeaderFields */

/**
 * @typedef {object} Destination
 * @property {string} name for messages
 * @property {URL} url
 * @property {() => HeaderFields | Promise<HeaderFields>} headers asked for before each attempt; where it throws, none is made
 * @property {boolean | 'auto'} gzip
 * @property {number} timeout of one attempt, in milliseconds
 * @property {import('../index.js').OtlpOptions['fetch']} [fetch]
 * @property {import('./retry.js').RetryOptions} retry
 */

/** @typedef {{ bytes: Uint8Array, type: string }} Answer a success: its body and media type */

const MAX_BODY = 64 * 2 ** 20;
const GZIP_PAYS = 4096;
/** What another request for the same counts as. */
const REPEATED = /** @type {const} */ (['retries', 'attempts']);
const LOOPBACK = /(^|\.)localhost$|^127\.|^\[::1\]$/;

/**
 * @typedef {object} Surroundings
 * @property {() => boolean} [isAtRisk] whether the spans are nowhere else
 * @property {import('./owner.js').Untraced} [untraced] runs what is not part of the program
 * @property {<T>(promise: Promise<T>) => Promise<T>} [waitFor] waits without losing patience
 * @property {() => number} [pauseLeft] milliseconds that the destination has asked for, by other spans
 */

/** @typedef {import('../index.js').ExportContext & Surroundings} Context */

/**
 * Resolves to the answer if it is a success, else rejects with an ExportError.
 * @param {Destination} destination @param {Uint8Array<ArrayBuffer>} bytes @param {string} contentType @param {Context} context
 * @returns {Promise<Answer>}
 */
export async function post(destination, bytes, contentType, context) {
  const { signal, count, postpone, retrying, isAtRisk, pauseLeft, waitFor = (promise) => promise } = context;
  const { name, headers, retry } = destination;
  if (bytes.length > MAX_BODY)
    throw new ExportError('too_large', `${name}: not sent, ${bytes.length} bytes`, { isFinal: true });
  const isZipped = usesGzip(destination, bytes);
  const body = isZipped ? await gzipped(bytes) : bytes;
  const sent = { bytes: body instanceof Blob ? body.size : body.length, mayOutlive: true, isAtRisk };

  /** When it may leave: headers are asked for then, as they may be old a moment later. */
  const attempt = async () => {
    const taken = takeTurn(sent, signal);
    const turn = taken instanceof Promise ? await waitFor(taken) : taken;
    try {
      const given = headers();
      const record = toHeaders(name, given instanceof Promise ? await given : given);
      record.set('content-type', contentType);
      if (isZipped) record.set('content-encoding', 'gzip');
      // Headers may carry a key, which fetch would hand on to wherever it is redirected.
      const request = /** @type {const} */ ({ method: 'POST', headers: record, body, redirect: 'manual', ...turn.how });
      return { ...(await tryOnce(destination, request, signal, turn)), turn };
    } finally {
      turn.over();
    }
  };

  const pause = Math.min(pauseLeft?.() ?? 0, retry.maxDelay);
  if (pause > 0) await sleep(pause, signal);
  for (let failures = 0; ; ) {
    const online = isLoopback(destination.url) ? undefined : whenOnline(signal);
    if (online) await online;
    const { answer, error, retryAfter, turn } = await attempt();
    if (answer) return answer;
    if (turn.isCut && !signal.aborted) {
      for (const what of REPEATED) count(what);
      continue;
    }
    // What outlives the page may fail for lack of room.
    if (turn.how.keepalive) sent.mayOutlive = false;
    failures++;
    const asked = retryAfter ? askedDelay(retryAfter) : 0;
    if (asked > 0) postpone?.(Date.now() + asked);
    const isKeptLonger = asked > retry.maxDelay && isAtRisk?.() === false;
    const isLast = retryAfter === undefined || failures >= retry.attempts || isKeptLonger;
    if (!isLast && !signal.aborted) {
      retrying?.(/** @type {ExportError} */ (error));
      // A page that goes does not wait, unless it was asked to.
      const hurry = (/** @type {() => void} */ wake) => whenGoing(isAtRisk, wake);
      await sleep(retryDelay(failures, retryAfter, retry), signal, asked > 0 ? undefined : hurry);
    }
    if (isLast || signal.aborted) throw error;
    count('failures');
    for (const what of REPEATED) count(what);
  }
}

/** Whether it is the own machine, which takes no network. @param {URL} url */
export const isLoopback = ({ hostname }) => LOOPBACK.test(hostname);

/** @param {number} ms @param {AbortSignal} signal @param {(wake: () => void) => () => void} [hurry] */
async function sleep(ms, signal, hurry) {
  /** @type {((() => void) | undefined)[]} */
  const alarms = [];
  await new Promise((resolve) => {
    const wake = () => resolve(undefined);
    alarms.push(abortableTimeout(ms, wake, signal), hurry?.(wake));
  });
  for (const cancel of alarms) cancel?.();
}

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
