// One exporter's queue: bounded, a few exports in flight, and an exact account of every span that came in.
import { hasKeepaliveRoom } from '#page';
import { alarm, LONGEST } from './alarm.js';
import { ExportError } from './export-error.js';
import { Losses } from './losses.js';
import { OUTBOX } from './outbox-key.js';
import { readFailure, readResult } from './outcome.js';

/** @typedef {import('./read-exporter.js').ReadExporter} ReadExporter */
/** @typedef {{ delivered: number, reason?: string, stored?: number }} Outcome `reason` says why the rest was dropped, apart from what is `stored` for a next visit */

/**
 * @typedef {object} Batch
 * @property {number} spanCount
 * @property {number} byteLength
 * @property {(exporter: ReadExporter) => unknown} payloadFor called once, when the batch is sent
 */

/**
 * @template {Batch} B
 * @typedef {object} Hooks neither may throw
 * @property {(batch: B, outcome: Outcome) => void} settled exactly once per batch; for one that is refused, within `enqueue`
 * @property {(error: unknown) => void} onError
 * @property {Set<string>} [told] reasons of losses that onError has heard of
 */

const IN_FLIGHT = 4;
const CHECK_EVERY = 1000;
const COUNTED = ['attempts', 'retries', 'failures'];

/**
 * `maxSpans` and `maxBytes` bound what is waiting and in flight; a batch that would pass one is dropped.
 * `stats.attempts` and `stats.failures` count the calls of `export`, and what the exporter counts on top of them for its own retries.
 * @template {Batch} B
 * @param {ReadExporter} exporter @param {{ maxSpans: number, maxBytes: number }} bounds @param {Hooks<B>} hooks
 */
export function createDelivery(exporter, { maxSpans, maxBytes }, { settled, onError, told }) {
  const { name, timeout } = exporter;
  const queued = { spans: 0, bytes: 0 };
  const losses = new Losses(onError, told);
  /** @type {import('../index.js').ExporterStats} */
  const stats = { name, exported: 0, dropped: losses.counts, queued, attempts: 0, retries: 0, failures: 0 };
  /** @type {{ batch: B, done: () => void }[]} */
  const waiting = [];
  /** @type {import('../page/outbox.js').Outbox | undefined} */
  let outbox;
  /** @type {Map<B, Promise<void>>} */
  const unsettled = new Map();
  /** When to give up what is in flight. @type {Map<(reason?: string) => void, number>} */
  const deadlines = new Map();
  /** @type {Promise<void> | undefined} */
  let closing;

  const late = () => new ExportError('timeout', `${name}: gave up after ${timeout} ms`);

  /** @param {B} batch @param {number} delivered @param {string} [reason] @param {boolean} [mayPass] @param {unknown} [error] */
  const account = (batch, delivered, reason, mayPass = false, error) => {
    const stored = outbox?.settle(payloadOf(batch), mayPass) ?? 0;
    const lost = batch.spanCount - delivered - stored;
    stats.exported += delivered;
    losses.add(reason, lost, error);
    settled(batch, { delivered, reason, ...(stored > 0 && { stored }) });
  };

  // A timer may be lost with the request that set it (Workers), so that deadlines are looked at here as well.
  const giveUpOverdue = () => {
    const now = Date.now();
    for (const [giveUp, deadline] of deadlines) if (now > deadline) giveUp();
  };

  const sendNext = () => {
    const next = waiting.shift();
    if (next) send(next.batch, next.done);
  };

  let isPumping = false;
  // What ends at once calls back into here: in a loop, as the stack is finite.
  const pump = () => {
    if (isPumping) return;
    isPumping = true;
    while (deadlines.size < IN_FLIGHT && waiting.length > 0) sendNext();
    isPumping = false;
  };

  /** @param {B} batch */
  const payloadOf = (batch) => /** @type {any} */ (batch.payloadFor(exporter));

  /** @param {B} batch */
  const leaveQueue = (batch) => {
    unsettled.delete(batch);
    queued.spans -= batch.spanCount;
    queued.bytes -= batch.byteLength;
  };

  /** @param {B} batch @param {() => void} done */
  const send = (batch, done) => {
    const { spanCount } = batch;
    const abort = new AbortController();

    /** @param {number} delivered @param {string} [reason] @param {unknown} [error] @param {boolean} [isFinal] */
    const finish = (delivered, reason, error, isFinal) => {
      deadlines.delete(giveUp);
      callOff();
      leaveQueue(batch);
      account(batch, delivered, reason, reason !== undefined && !isFinal, error);
      done();
      pump();
    };
    /** @param {unknown} error */
    const fail = (error) => {
      if (!deadlines.has(giveUp)) return;
      stats.failures++;
      const { reason, isFinal } = readFailure(error);
      finish(0, reason, error, isFinal);
    };
    /** @param {void | import('../index.js').ExportResult} result */
    const succeed = (result) => {
      if (!deadlines.has(giveUp)) return;
      const { rejected, message } = readResult(result, spanCount);
      const text = `${name}: ${rejected} of ${spanCount} spans rejected: ${message}`;
      const reason = rejected > 0 ? 'rejected' : undefined;
      const error = reason || message ? new ExportError(reason ?? 'warning', text, { isFinal: true }) : undefined;
      finish(spanCount - rejected, reason, error, true);
    };
    /** @param {string} [reason] where it is not that time is up */
    const giveUp = (reason) => {
      if (reason) finish(0, reason);
      else fail(late());
      abort.abort();
    };

    const callOff = alarm(timeout, giveUp);
    deadlines.set(giveUp, Date.now() + timeout);
    const context = {
      signal: abort.signal,
      count: (/** @type {'attempts' | 'retries' | 'failures'} */ what) =>
        void (COUNTED.includes(what) && stats[what]++),
      postpone: outbox?.postpone,
    };
    new Promise((resolve) => {
      const payload = payloadOf(batch);
      const go = (/** @type {string | void} */ obstacle) => {
        if (!deadlines.has(giveUp)) return undefined;
        if (obstacle) return finish(0, obstacle);
        stats.attempts++;
        return exporter.export(payload, context);
      };
      const obstacle = outbox?.obstacle(payload);
      resolve(obstacle instanceof Promise ? obstacle.then(go) : go(obstacle));
    })
      .then(/** @type {any} */ (succeed))
      .catch(fail);
  };

  /** @param {B} batch */
  const enqueue = (batch) => {
    const { spanCount, byteLength } = batch;
    giveUpOverdue();
    if (closing) return account(batch, 0, 'shutdown', true);
    if (queued.spans + spanCount > maxSpans || queued.bytes + byteLength > maxBytes)
      return account(batch, 0, 'queue_full', true);
    queued.spans += spanCount;
    queued.bytes += byteLength;
    unsettled.set(batch, new Promise((done) => waiting.push({ batch, done })));
    pump();
  };

  /** Starts the exporter's outbox, if it has one. Returns whether it does. */
  const open = () => {
    outbox ??= exporter[OUTBOX]?.(onError);
    if (outbox) stats.store = outbox.stats;
    return outbox !== undefined;
  };

  /** Writes a payload ahead, or a part of one. @param {any} payload */
  const keep = (payload) => outbox?.keep(payload);

  /** The page may be gone soon: what still fits into requests that outlive it leaves at once. */
  const hurry = () => {
    while (waiting.length > 0 && hasKeepaliveRoom(waiting[0].batch.byteLength)) sendNext();
  };

  /** Gives up what waits. @param {string} reason @param {(batch: B) => boolean} [isMeant] */
  const release = (reason, isMeant = () => true) => {
    for (const next of waiting.splice(0)) {
      if (!isMeant(next.batch)) {
        waiting.push(next);
        continue;
      }
      leaveQueue(next.batch);
      next.done();
      account(next.batch, 0, reason, true);
    }
  };

  /** The page is gone, or frozen for who knows how long: what waits is left to others. */
  const leave = () => {
    if (!outbox) return;
    const isKept = outbox.isKept;
    release('page_left', (batch) => isKept(payloadOf(batch)));
    outbox.leave();
  };

  /** Gives up all that waits and is in flight. @param {string} reason */
  const abandon = (reason) => {
    release(reason);
    for (const giveUp of [...deadlines.keys()]) giveUp(reason);
  };

  /**
   * Settles when all that is enqueued so far is. Keeps the process alive until then, as no other timer here does, unless told not to.
   * @param {boolean} [keepAlive]
   */
  const idle = async (keepAlive = true) => {
    giveUpOverdue();
    if (unsettled.size === 0) return;
    const timer = setInterval(giveUpOverdue, CHECK_EVERY);
    if (!keepAlive) /** @type {any} */ (timer).unref?.();
    await Promise.all(unsettled.values());
    clearInterval(timer);
  };

  const close = async () => {
    await idle();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    try {
      const overdue = new Promise((_, reject) => {
        timer = setTimeout(() => reject(late()), Math.min(timeout, LONGEST));
      });
      await Promise.race([exporter.shutdown?.(), overdue]);
    } catch (error) {
      onError(error);
    }
    clearTimeout(timer);
    outbox?.close();
  };

  /** Waits until it is idle, then shuts the exporter down. What comes after is dropped. Never rejects; safe to call twice. */
  const shutdown = () => {
    closing ??= close();
    return closing;
  };

  /** Out of the back/forward cache. */
  const back = () => {
    outbox?.back();
    pump();
  };

  return { open, keep, enqueue, hurry, leave, abandon, back, idle, shutdown, stats };
}
