// What a program logs, and what a session makes of it: the same log can be given to several.
import { EventLog } from '../../../js/log/event-log.js';

/** @typedef {Parameters<Parameters<EventLog['take']>[0]>[0]} Parts of a log that was taken */
/** @typedef {import('../../../js/core/open-session.js').Session} Session */
/** @typedef {'otlp-protobuf' | 'otlp-json' | 'links'} Encoding */

/** @type {Encoding[]} */
const ENCODINGS = ['otlp-protobuf', 'otlp-json', 'links'];
const BATCH_SPANS = 50;

/** All logs that are drained while `work` runs. @param {() => Promise<void>} work @returns {Promise<Parts[]>} */
export async function recordLogs(work) {
  const { take } = EventLog.prototype;
  /** @type {Parts[]} */
  const logs = [];
  EventLog.prototype.take = function (write) {
    take.call(this, (parts) => {
      logs.push({ ...parts, words: parts.words.slice() });
      write(parts);
    });
  };
  try {
    await work();
  } finally {
    EventLog.prototype.take = take;
  }
  return logs;
}

/**
 * All that a session makes of the logs, batch by batch.
 * @param {Session} session @param {Parts[]} logs
 */
export function encodings(session, logs) {
  /** @type {{ encoding: Encoding, bytes: Buffer }[]} */
  const made = [];
  for (const [i, parts] of logs.entries()) {
    const log = /** @type {EventLog} */ ({ take: (/** @type {(parts: Parts) => void} */ write) => write(parts) });
    session.drain(log, i);
    while (session.cut(BATCH_SPANS, Number.POSITIVE_INFINITY) > 0) {
      for (const encoding of ENCODINGS) made.push({ encoding, bytes: Buffer.from(session.encode(encoding, true)) });
    }
  }
  return made;
}
