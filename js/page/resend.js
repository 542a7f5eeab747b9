// Sends what lies in the store for one place.
import { abortableTimeout } from '../base/abortable-timeout.js';
import { ExportError } from '../batch/export-error.js';
import { joinBodies } from '../batch/join-bodies.js';
import { readResult } from '../batch/outcome.js';
import * as KEY from './key.js';
import { groupsOf, spansOf } from './records.js';

/** @typedef {import('./records.js').Key} Key */
/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */

/** What one record alone may be to blame for. */
const MAY_PASS_ALONE = ['http_400', 'http_413'];

/**
 * @typedef {object} Sending
 * @property {Key[]} keys
 * @property {(keys: Key[]) => Promise<any[]>} read their bodies
 * @property {(batch: EncodedBatch, signal: AbortSignal) => ReturnType<import('../index.js').EncodedExporter['export']>} send
 * @property {number} timeout
 * @property {(keys: Key[], rejected: number, message: string) => void} done
 * @property {(keys: Key[], reason: string, error?: unknown) => void} drop
 * @property {AbortSignal} signal
 */

/** Stops at the first failure that may pass. @param {Sending} sending @returns {Promise<boolean>} whether it got through */
export async function resend({ keys, read, send, timeout, done, drop, signal }) {
  const groups = groupsOf(keys);
  for (const group of groups) {
    const found = await read(group);
    if (signal.aborted) return false;
    // What is not there any more was taken by somebody else.
    const broken = group.filter((key, i) => found[i] !== undefined && !isBody(found[i], key));
    const whole = group.filter((key, i) => isBody(found[i], key));
    if (broken.length > 0) drop(broken, 'store_broken');
    if (whole.length === 0) continue;
    const spanCount = spansOf(whole);
    const contentType = whole[0][KEY.CONTENT_TYPE];
    const bodies = found.filter((body, i) => isBody(body, group[i]));
    try {
      const batch = { body: joinBodies(contentType, bodies), spanCount, contentType };
      const { rejected, message } = readResult(await inTime(send, batch, timeout, signal), spanCount);
      done(whole, rejected, message);
    } catch (/** @type {any} */ error) {
      if (!error.isFinal) return false;
      if (whole.length > 1 && MAY_PASS_ALONE.includes(error.reason)) groups.push(...whole.map((key) => [key]));
      else drop(whole, error.reason, error);
    }
  }
  return true;
}

/** @param {any} body @param {Key} key */
const isBody = (body, key) => body instanceof Uint8Array && body.length === key[KEY.BYTES];

/** Settles in time, also where a fetch ignores its signal. @param {Sending['send']} send @param {EncodedBatch} batch @param {number} timeout @param {AbortSignal} signal */
async function inTime(send, batch, timeout, signal) {
  const abort = new AbortController();
  /** @type {() => void} */
  let cancel = () => {};
  const late = new Promise((_, reject) => {
    const giveUp = () => {
      reject(new ExportError('timeout', `stored spans: gave up after ${timeout} ms`));
      abort.abort();
    };
    cancel = abortableTimeout(timeout, giveUp, signal);
  });
  try {
    return /** @type {import('../index.js').ExportResult | void} */ (
      await Promise.race([send(batch, abort.signal), late])
    );
  } finally {
    cancel();
  }
}
