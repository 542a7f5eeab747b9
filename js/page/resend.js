// Sends the stored records of one partition.
import { abortableTimeout, untilAborted } from '../base/abortable-timeout.js';
import { ExportError } from '../batch/export-error.js';
import { joinBodies } from '../batch/join-bodies.js';
import { readResult } from '../batch/outcome.js';
import * as KEY from './key.js';
import { groupsOf, spansOf } from './records.js';

/** @typedef {import('./records.js').Key} Key */
/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */
/** @typedef {(batch: EncodedBatch, signal: AbortSignal) => ReturnType<import('../index.js').EncodedExporter['export']>} Send */
/** @typedef {(keys: Key[], lost: number, reason: string, error?: unknown) => void} Settle called for records that need no further attempt; `lost` of their spans were not delivered, for `reason` */

/** Failures that one record of a request may cause: its records are sent again one by one. */
const RETRYABLE_ALONE = ['http_400', 'http_413'];

/**
 * Stops at the first failure that is not final. Resolves to whether all records were settled.
 * @param {Key[]} keys @param {import('./database.js').Database} database @param {Send} send @param {number} timeout of one request, in milliseconds
 * @param {Settle} settle @param {AbortSignal} signal
 */
export async function resend(keys, database, send, timeout, settle, signal) {
  const groups = groupsOf(keys);
  for (const group of groups) {
    const found = await database.get(group);
    if (signal.aborted) return false;
    // A record that is absent was removed by another tab.
    const broken = group.filter((key, i) => found[i] !== undefined && !isBody(found[i], key));
    const whole = group.filter((key, i) => isBody(found[i], key));
    if (broken.length > 0) settle(broken, spansOf(broken), 'store_broken');
    if (whole.length === 0) continue;
    const spanCount = spansOf(whole);
    const contentType = whole[0][KEY.CONTENT_TYPE];
    const bodies = found.filter((body, i) => isBody(body, group[i]));
    const controller = new AbortController();
    const cancel = abortableTimeout(timeout, () => controller.abort(), signal);
    try {
      const batch = { body: joinBodies(contentType, bodies), spanCount, contentType };
      // A fetch may ignore its signal.
      const result = await untilAborted(send(batch, controller.signal), controller.signal);
      if (controller.signal.aborted) return false;
      const { rejected, message } = readResult(result, spanCount);
      const text = `${rejected} stored spans rejected: ${message}`;
      settle(whole, rejected, 'rejected', rejected > 0 ? new ExportError('rejected', text) : undefined);
    } catch (/** @type {any} */ error) {
      const { isFinal, reason } = error;
      if (!isFinal) return false;
      if (whole.length > 1 && RETRYABLE_ALONE.includes(reason)) groups.push(...whole.map((key) => [key]));
      else settle(whole, spanCount, reason, error);
    } finally {
      cancel();
    }
  }
  return true;
}

/** @param {any} body @param {Key} key */
const isBody = (body, key) => body instanceof Uint8Array && body.length === key[KEY.BYTES];
