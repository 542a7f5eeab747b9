// One exporter's queue: bounded, a few exports in flight, and an exact account of every span that came in.
import { EXPORTS, hasKeepaliveRoom, openTurns, stamp, stampNow } from '#page';
import { MAX_TIMEOUT_MS, untilAborted } from '../base/abortable-timeout.js';
import { ExportError } from '../batch/export-error.js';
import { Losses } from '../batch/losses.js';
import { readFailure } from '../batch/outcome.js';
import { Flight, late } from './flight.js';
import { joinItems, wholeItem } from './items.js';
import { OUTBOX } from './outbox-key.js';
import { RefusedSize } from './refused-size.js';

/** @typedef {import('../exporters/read-exporter.js').ReadExporter} ReadExporter */
/** @typedef {import('../otlp/owner.js').Quietly} Quietly */
/** @typedef {{ delivered: number, stored: number, dropped: Record<string, number> }} Outcome of all spans of a batch: `stored` for a next visit, `dropped` by reason */

/**
 * @typedef {object} Batch
 * @property {number} spanCount
 * @property {number} byteLength
 * @property {(exporter: ReadExporter) => unknown} payloadFor called once, when the batch is sent
 */

/**
 * Of the queue: a batch, or a half of one that was too large, which settles a part of it.
 * @typedef {{ batch: Batch, settle: (spans: number, delivered: number, stored: number, reason?: string) => void }} Item
 */

/**
 * @template {Batch} B
 * @typedef {object} Hooks neither may throw
 * @property {(batch: B, outcome: Outcome) => void} settled exactly once per batch; for one that is refused, within `enqueue`
 * @property {(error: unknown) => void} onError
 * @property {Set<string>} [told] reasons of losses that onError has heard of
 */

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
  /** @type {Item[]} */
  const waiting = [];
  /** @type {import('../page/outbox.js').Outbox | undefined} */
  let outbox;
  /** @type {Quietly | undefined} */
  let quietly;
  /** @type {Map<Item, Promise<unknown>>} */
  const unsettled = new Map();
  /** @type {Set<Flight>} */
  const inFlight = new Set();
  /** @type {Promise<void> | undefined} */
  let closing;

  /** @param {Item} item @param {number} delivered @param {string} [reason] @param {boolean} [mayPass] @param {unknown} [error] */
  const account = ({ batch, settle }, delivered, reason, mayPass = false, error) => {
    const stored = outbox?.settle(payloadOf(batch), mayPass) ?? 0;
    const lost = batch.spanCount - delivered - stored;
    stats.exported += delivered;
    losses.add(reason, lost, error);
    settle(batch.spanCount, delivered, stored, reason);
  };

  // A timer may be lost with the request that set it (Workers), so that what is overdue is looked for here as well.
  const giveUpOverdue = () => {
    for (const flight of inFlight) if (flight.isOverdue) flight.giveUp();
  };

  const sendNext = () => {
    const next = waiting.shift();
    if (next) send(next);
  };

  let isPumping = false;
  // What ends at once calls back into here: in a loop, as the stack is finite.
  const pump = () => {
    if (isPumping) return;
    isPumping = true;
    while (inFlight.size < EXPORTS && waiting.length > 0) sendNext();
    isPumping = false;
  };

  /** @param {Batch} batch */
  const payloadOf = (batch) => /** @type {any} */ (batch.payloadFor(exporter));

  /** @param {Item} item @param {1 | -1} [sign] */
  const count = ({ batch }, sign = 1) => {
    queued.spans += sign * batch.spanCount;
    queued.bytes += sign * batch.byteLength;
  };

  /** Reasons of failures that were told though another attempt follows. */
  const warned = new Set();
  /** @param {Error} error */
  const retrying = (error) => {
    const { reason } = readFailure(error);
    if (!warned.has(reason)) onError(new ExportError('warning', `${error?.message}; trying again`));
    warned.add(reason);
  };

  /** @type {import('./flight.js').Queue} */
  const queue = {
    exporter,
    get outbox() {
      return outbox;
    },
    get surroundings() {
      return {
        count: (/** @type {'attempts' | 'retries' | 'failures'} */ what) =>
          void (COUNTED.includes(what) && stats[what]++),
        postpone: outbox?.postpone,
        pauseLeft: outbox?.pauseLeft,
        retrying,
        quietly,
      };
    },
    stats,
    refused: new RefusedSize(),
    land(flight, item, ...end) {
      inFlight.delete(flight);
      count(item, -1);
      account(item, ...end);
      pump();
    },
    replace(flight, item, halves) {
      inFlight.delete(flight);
      count(item, -1);
      waiting.unshift(...halves);
      for (const half of halves) count(half);
      pump();
    },
  };

  /** @param {Item} item */
  const send = (item) => {
    const flight = new Flight(queue, item);
    inFlight.add(flight);
    flight.start();
  };

  /** @param {B} batch */
  const enqueue = (batch) => {
    const { spanCount, byteLength } = batch;
    let done = () => {};
    const item = wholeItem(batch, (outcome) => {
      unsettled.delete(item);
      settled(batch, outcome);
      done();
    });
    giveUpOverdue();
    if (closing) return account(item, 0, 'shutdown', true);
    if (queued.spans + spanCount > maxSpans || queued.bytes + byteLength > maxBytes)
      return account(item, 0, 'queue_full', true);
    unsettled.set(
      item,
      new Promise((resolve) => {
        done = () => resolve(undefined);
      }),
    );
    count(item);
    waiting.push(item);
    pump();
  };

  /** Starts the exporter's outbox, if it has one. Returns whether it does. @param {Quietly} [run] runs what is not part of the program */
  const open = (run) => {
    quietly = run;
    outbox ??= exporter[OUTBOX]?.(onError, quietly);
    if (outbox) stats.store = outbox.stats;
    return outbox !== undefined;
  };

  /** Whose a trace is that begins now. */
  const note = () => (outbox ? outbox.note() : stampNow?.());

  /** Writes a payload ahead, or a part of one. @param {any} payload @param {import('../page/owners.js').Stamp} [mark] whose it is */
  const keep = (payload, mark = note()) => (outbox && mark ? outbox.keep(payload, mark) : stamp(payload, mark));

  /** The page may be gone soon: what still fits into a request that outlives it leaves at once. */
  const flushKeepalive = () => {
    /** @type {Item[]} */
    const items = [];
    let bytes = 0;
    for (const item of waiting.splice(0)) {
      const fits = hasKeepaliveRoom(bytes + item.batch.byteLength);
      if (fits) bytes += item.batch.byteLength;
      (fits ? items : waiting).push(item);
    }
    const payloads = items.map(({ batch }) => payloadOf(batch));
    // Each request takes a connection that the app may need.
    const joined = exporter.encoding && items.length > 0 ? [joinItems(items, payloads)] : items;
    for (const item of joined) send(item);
  };

  /** Gives up what waits. @param {string} reason @param {(batch: Batch) => boolean} [isMeant] */
  const release = (reason, isMeant = () => true) => {
    for (const next of waiting.splice(0)) {
      if (!isMeant(next.batch)) {
        waiting.push(next);
        continue;
      }
      count(next, -1);
      account(next, 0, reason, true);
    }
  };

  /** The page is gone, or frozen for who knows how long: what waits is left to others. */
  const handOver = () => {
    if (!outbox) return;
    const isKept = outbox.isKept;
    release('page_left', (batch) => isKept(payloadOf(batch)));
    outbox.handOver();
  };

  /** Gives up all that waits and is in flight. @param {string} reason */
  const abandon = (reason) => {
    release(reason);
    for (const flight of [...inFlight]) flight.giveUp(reason);
  };

  /**
   * Settles when all that is enqueued so far is. Keeps the process alive until then, as no other timer here does, unless told not to.
   * @param {boolean} [keepAlive] @param {AbortSignal} [signal] aborted when nobody waits any more
   */
  const idle = async (keepAlive = true, signal) => {
    giveUpOverdue();
    if (unsettled.size === 0 || signal?.aborted) return;
    openTurns();
    const timer = setInterval(giveUpOverdue, CHECK_EVERY);
    if (!keepAlive) /** @type {any} */ (timer).unref?.();
    await untilAborted(Promise.all(unsettled.values()), signal);
    clearInterval(timer);
  };

  const close = async () => {
    await idle();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    try {
      const overdue = new Promise((_, reject) => {
        timer = setTimeout(() => reject(late(exporter)), Math.min(timeout, MAX_TIMEOUT_MS));
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
  const resume = () => {
    outbox?.resume();
    pump();
  };

  return { open, note, keep, enqueue, flushKeepalive, handOver, abandon, resume, idle, shutdown, stats };
}
