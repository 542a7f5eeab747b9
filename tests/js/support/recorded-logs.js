// What a program logs, and what a session makes of it: the same log can be given to several.
import { CoreSession } from '../../../js/core/session.js';
import { createTracer, memory } from '../../../js/index.js';
import { EventLog } from '../../../js/log/event-log.js';
import { readTracerOptions } from '../../../js/options/tracer-options.js';

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

/** What a tracer logs of some work. @param {(tracer: import('../../../js/index.js').Tracer) => unknown} work */
export const logsOf = (work) =>
  recordLogs(async () => {
    const tracer = createTracer({ exporters: [memory()], queue: { maxSpans: 1e6, maxBytes: 2 ** 30 } });
    await work(tracer);
    await tracer.shutdown();
  });

/**
 * What a core makes of the logs.
 * @param {import('../../../js/core/load.js').Core} core @param {Parts[]} logs @param {import('../../../js/index.js').LinkOptions} options
 */
export function resultOf(core, logs, options) {
  const session = new CoreSession(core, readTracerOptions('test', { links: options }).links);
  const made = encodings(session, logs);
  const { memoryBytes, ...stats } = session.stats();
  session.dispose();
  return { made, stats, memoryBytes };
}
