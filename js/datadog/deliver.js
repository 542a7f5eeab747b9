import { readFailure } from '../batch/outcome.js';
import { groupsOf, payloadOf } from './encode.js';

/** @typedef {import('../http/post.js').Context} Context */

/** Failures that a smaller payload may avoid. */
const TOO_LARGE = ['http_413', 'too_large'];

/**
 * Sends items in as few payloads as the intake takes, one after the other. Rejects if it took none of them.
 * @param {string[]} items @param {(payload: Uint8Array<ArrayBuffer>) => Promise<unknown>} send @param {Context} context
 * @returns {Promise<import('../index.js').ExportResult>}
 */
export async function deliver(items, send, { count }) {
  const waiting = groupsOf(items);
  let isFirst = true;
  let rejected = 0;
  /** @type {any} */
  let failure;
  for (let group = waiting.shift(); group; group = waiting.shift()) {
    if (!isFirst) count('attempts');
    isFirst = false;
    try {
      await send(payloadOf(group));
    } catch (error) {
      const middle = group.length >> 1;
      if (middle > 0 && TOO_LARGE.includes(readFailure(error).reason)) {
        waiting.unshift(group.slice(0, middle), group.slice(middle));
      } else {
        rejected += group.length;
        failure = error;
        // The caller counts what this function rejects with.
        if (rejected === items.length) throw error;
      }
      count('failures');
    }
  }
  return rejected > 0 ? { rejected, message: failure.message } : {};
}
