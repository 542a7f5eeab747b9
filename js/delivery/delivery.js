// Delivers batches to one exporter: a bounded queue, a few exports at a time, and exactly one outcome for each span.
import { currentStamp, hasKeepaliveRoom, MAX_EXPORTS, openTurns, stamp } from '#page';
import { untilAborted } from '../base/abortable-timeout.js';
import { ExporterCounts } from './exporter-counts.js';
import { exportsHere } from './hold-open.js';
import { joinItems, wholeItem } from './items.js';
import { OUTBOX } from './outbox-key.js';
import { PendingExport } from './pending-export.js';
import { Queue } from './queue.js';
import { RefusedSize } from './refused-size.js';
import { shutDown } from './shut-down.js';

/** @typedef {import('../exporters/read-exporter.js').ReadExporter} ReadExporter */
/** @typedef {import('../page/partition.js').Untraced} Untraced */
/** @typedef {import('./items.js').Item} Item */
/** @typedef {import('./items.js').Outcome} Outcome */
/** @typedef {import('./items.js').Payloads} Payloads */

/**
 * @template {Payloads} B
 * @typedef {object} Hooks neither may throw
 * @property {(batch: B, outcome: Outcome) => void} settled called exactly once per batch; within `enqueue()` if the batch is refused
 * @property {(error: unknown) => void} onError
 * @property {Set<string>} [reported] reasons of losses that were reported to onError
 * @property {import('../index.js').ExportContext['resource']} [resource]
 */

const OVERDUE_CHECK_MS = 1000;

/** @template {Payloads} B */
export class Delivery {
  #exporter;
  #hooks;
  #counts;
  #queue;
  /** @type {import('../page/outbox.js').Outbox | undefined} */
  #outbox;
  /** @type {Untraced | undefined} */
  #untraced;
  #refused = new RefusedSize();
  /** @type {Set<PendingExport>} */
  #pending = new Set();
  /** One promise for each batch that is enqueued and not settled yet. @type {Set<Promise<unknown>>} */
  #unsettled = new Set();
  #isSending = false;
  /** @type {Promise<void> | undefined} */
  #closing;

  /** @param {ReadExporter} exporter @param {import('./queue.js').QueueLimits} limits a batch that would exceed one is dropped @param {Hooks<B>} hooks */
  constructor(exporter, limits, hooks) {
    this.#exporter = exporter;
    this.#hooks = hooks;
    this.#queue = new Queue(limits);
    this.#counts = new ExporterCounts(exporter.name, this.#queue.size, hooks.onError, hooks.reported);
  }

  get stats() {
    return this.#counts.stats;
  }

  /** Opens the exporter's outbox. Returns whether it has one. @param {Untraced} [untraced] */
  open(untraced) {
    this.#untraced = untraced;
    this.#outbox ??= this.#exporter[OUTBOX]?.(this.#hooks.onError, untraced);
    if (this.#outbox) this.stats.store = this.#outbox.stats;
    return this.#outbox !== undefined;
  }

  /** The owner stamp for a trace that starts now. */
  currentStamp() {
    return this.#outbox ? this.#outbox.currentStamp() : currentStamp?.();
  }

  /** Stores a part of a later batch before it is sent, so that it survives the page. @param {any} payload @param {import('../page/owner-stamp.js').OwnerStamp} [ownerStamp] */
  writeAhead(payload, ownerStamp = this.currentStamp()) {
    if (this.#outbox && ownerStamp) this.#outbox.write(payload, ownerStamp);
    else stamp(payload, ownerStamp);
  }

  /** @param {B} batch */
  enqueue(batch) {
    /** @type {(value?: unknown) => void} */
    let onSettled = () => {};
    const settled = new Promise((resolve) => {
      onSettled = resolve;
    });
    const item = wholeItem(batch, (outcome) => {
      this.#unsettled.delete(settled);
      this.#hooks.settled(batch, outcome);
      onSettled();
    });
    this.#giveUpOverdue();
    if (this.#closing) return this.#settle(item, 0, 'shutdown', true);
    if (!this.#queue.hasRoom(batch)) return this.#settle(item, 0, 'queue_full', true);
    this.#unsettled.add(settled);
    this.#queue.add(item);
    this.#sendQueued();
  }

  #sendQueued() {
    // An export that ends at once calls back into here. A loop, as recursion could overflow the stack.
    if (this.#isSending) return;
    this.#isSending = true;
    while (this.#pending.size < MAX_EXPORTS) {
      const item = this.#queue.next();
      if (!item) break;
      this.#send(item);
    }
    this.#isSending = false;
  }

  /** @param {Item} item */
  #send(item) {
    const pending = new PendingExport(this.#host, item);
    this.#pending.add(pending);
    exportsHere.hold(pending.over);
    pending.start();
  }

  /** @returns {import('./pending-export.js').ExportHost} */
  get #host() {
    return {
      exporter: this.#exporter,
      outbox: this.#outbox,
      context: {
        resource: this.#hooks.resource,
        count: this.#counts.count,
        retrying: this.#counts.warn,
        postpone: this.#outbox?.postpone,
        pauseLeft: this.#outbox?.pauseLeft,
        untraced: this.#untraced,
      },
      refused: this.#refused,
      finish: (pending, item, ...result) => {
        this.#pending.delete(pending);
        this.#queue.release(item);
        this.#settle(item, ...result);
        this.#sendQueued();
      },
      replace: (pending, item, halves) => {
        this.#pending.delete(pending);
        this.#queue.replace(item, halves);
        this.#sendQueued();
      },
    };
  }

  /** @param {Item} item @param {number} delivered @param {string} [reason] @param {boolean} [canSucceedLater] @param {unknown} [error] */
  #settle({ batch, settle }, delivered, reason, canSucceedLater = false, error) {
    const stored = this.#outbox?.settle(this.#payloadOf(batch), canSucceedLater) ?? 0;
    this.stats.exported += delivered;
    this.#counts.add(reason, batch.spanCount - delivered - stored, error);
    settle(batch.spanCount, delivered, stored, reason);
  }

  /** @param {Payloads} batch */
  #payloadOf(batch) {
    return /** @type {any} */ (batch.payloadFor(this.#exporter));
  }

  /** Some runtimes drop timers together with the request that set them (Workers), so timeouts are checked here, too. */
  #giveUpOverdue() {
    for (const pending of this.#pending) if (pending.isOverdue) pending.giveUp();
  }

  /** Sends as much as keepalive requests can carry, as the page may never run again. */
  flushKeepalive() {
    let bytes = 0;
    const items = this.#queue.take(({ batch: { byteLength } }) => {
      const fits = hasKeepaliveRoom(bytes + byteLength);
      if (fits) bytes += byteLength;
      return fits;
    });
    const payloads = items.map(({ batch }) => this.#payloadOf(batch));
    // One request, as each takes a connection that the app may need.
    const joined = this.#exporter.encoding && items.length > 0 ? [joinItems(items, payloads)] : items;
    for (const item of joined) this.#send(item);
  }

  /** Leaves stored batches to other tabs and later visits: the page is gone, or frozen for an unknown time. */
  handOver() {
    const outbox = this.#outbox;
    if (!outbox) return;
    this.#drop('page_left', ({ batch }) => outbox.isStored(this.#payloadOf(batch)));
    outbox.handOver();
  }

  /** The page is back from the back/forward cache. */
  resume() {
    this.#outbox?.resume();
    this.#sendQueued();
  }

  /** Gives up all that waits or is being exported. @param {string} reason */
  abandon(reason) {
    this.#drop(reason, () => true);
    for (const pending of [...this.#pending]) pending.giveUp(reason);
  }

  /** Gives up what waits and matches. @param {string} reason @param {(item: Item) => boolean} matches */
  #drop(reason, matches) {
    for (const item of this.#queue.take(matches)) {
      this.#queue.release(item);
      this.#settle(item, 0, reason, true);
    }
  }

  /**
   * Settles when all batches enqueued so far have settled, or `signal` aborts.
   * @param {boolean} [keepAlive] whether the wait keeps the process alive, as no other timer here does @param {AbortSignal} [signal]
   */
  async idle(keepAlive = true, signal) {
    this.#giveUpOverdue();
    if (this.#unsettled.size === 0 || signal?.aborted) return;
    openTurns();
    const timer = setInterval(() => this.#giveUpOverdue(), OVERDUE_CHECK_MS);
    if (!keepAlive) /** @type {any} */ (timer).unref?.();
    await untilAborted(Promise.all(this.#unsettled), signal);
    clearInterval(timer);
  }

  /** Waits until idle, then shuts the exporter down. Later batches are dropped. Never rejects; can be called again. */
  shutdown() {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close() {
    await this.idle();
    await shutDown(this.#exporter).catch(this.#hooks.onError);
    this.#outbox?.close();
  }
}
