// The outbox of one exporter: its undelivered spans in the store.
import { ExportError } from '../batch/export-error.js';
import { Losses } from '../batch/losses.js';
import * as KEY from './key.js';
import { isLeaving } from './lifecycle.js';
import { isOffline } from './online.js';
import { partsOf, refusal, stamp, stampMaker } from './owner-stamp.js';
import { Pause } from './pause.js';
import { spansOf } from './records.js';
import { resend } from './resend.js';
import { sharedStore } from './shared-store.js';

/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */
/** @typedef {import('./own-records.js').OwnRecord} OwnRecord */
/** @typedef {import('./owner-stamp.js').OwnerStamp} OwnerStamp */
/** @typedef {import('./partition.js').Untraced} Untraced */

/**
 * @typedef {object} Destination where an outbox sends its records
 * @property {string} name
 * @property {(untraced?: Untraced) => string | undefined} partition of the store for the current owner, the same at each visit; undefined if the owner is unknown
 * @property {boolean} [asksOwner] whether the owner is a function, which may not know yet
 * @property {boolean} needsNetwork
 * @property {number} timeout of one export, in milliseconds
 * @property {(batch: EncodedBatch, context: import('../http/post.js').Context) => ReturnType<import('../index.js').EncodedExporter['export']>} export
 */

/** @param {Destination} destination @param {import('./budget.js').Limits} limits */
export const openOutbox =
  (destination, limits, storeOf = sharedStore) =>
  (/** @type {(error: unknown) => void} */ onError, /** @type {Untraced | undefined} */ untraced) =>
    new Outbox(destination, limits, storeOf(), onError, untraced);

export class Outbox {
  limits;
  losses;
  pause = new Pause();
  /** @type {NonNullable<import('../index.js').ExporterStats['store']>} */
  stats;
  #destination;
  #store;
  #onError;
  #untraced;
  #makeStamp;
  /** Of parts that are not settled. @type {WeakMap<EncodedBatch, OwnRecord>} */
  #records = new WeakMap();
  #lastPartition;
  #isOwnerReported = false;

  /** @param {Destination} destination @param {import('./budget.js').Limits} limits @param {import('./store.js').Store} store @param {(error: unknown) => void} onError @param {Untraced} [untraced] */
  constructor(destination, limits, store, onError, untraced) {
    this.limits = limits;
    this.losses = new Losses(onError);
    this.stats = { stored: 0, resent: 0, dropped: this.losses.counts };
    this.#destination = destination;
    this.#store = store;
    this.#onError = onError;
    this.#untraced = untraced;
    this.#makeStamp = stampMaker(store.table.eras);
    this.#lastPartition = this.partition();
    if (this.#lastPartition === undefined && !destination.asksOwner) this.#reportOwner();
    store.attach(this);
  }

  partition() {
    return this.#destination.partition(this.#untraced);
  }

  isOffline() {
    return this.#destination.needsNetwork && isOffline();
  }

  #reportOwner() {
    if (this.#isOwnerReported) return;
    this.#isOwnerReported = true;
    const { name, asksOwner } = this.#destination;
    const why = asksOwner ? 'store.owner returned no string' : 'set store.owner';
    const message = `${name}: spans cannot be stored, as their owner is unknown: ${why}`;
    this.#onError(new ExportError('store_no_owner', message));
  }

  /** Sends nothing before `time`, at this visit and at later ones. @param {number} time in milliseconds since the epoch */
  postpone = (time) => {
    const pause = this.pause.request(time);
    const partition = this.partition();
    if (pause && partition !== undefined) this.#store.remember(partition, pause);
  };

  pauseLeft = () => this.pause.left;

  /** The owner stamp for a trace that starts now. */
  currentStamp() {
    return this.#makeStamp(this.partition());
  }

  /** Writes a part to the store, unless its owner is unknown or there is no room. @param {EncodedBatch} part @param {OwnerStamp} [ownerStamp] */
  write(part, ownerStamp = this.currentStamp()) {
    stamp(part, ownerStamp);
    if (ownerStamp.partition === undefined) return this.#reportOwner();
    if (ownerStamp.era.isOver) return;
    const record = this.#store.add(this, ownerStamp.partition, part);
    if (record) this.#records.set(part, record);
    const partition = this.partition();
    if (partition !== this.#lastPartition) this.#store.attach(this);
    this.#lastPartition = partition;
  }

  /** The records of a batch that the store still has. @param {EncodedBatch} batch @returns {OwnRecord[]} */
  #recordsOf(batch) {
    return partsOf(batch).flatMap((part) => {
      const record = this.#records.get(part);
      return record && this.#store.table.own.has(record.key[KEY.NUMBER]) ? record : [];
    });
  }

  /** Whether the store has all of a batch. @param {EncodedBatch} batch */
  isStored(batch) {
    return this.#store.isUsable && this.#recordsOf(batch).length === partsOf(batch).length;
  }

  /**
   * Why a batch must not be sent now, or does not have to be; undefined if it can be sent. A promise if the store has to open first.
   * @param {EncodedBatch} batch @returns {string | undefined | Promise<string | undefined>}
   */
  obstacle(batch) {
    const store = this.#store;
    if (!store.isReady && !isLeaving() && this.isStored(batch)) return store.ready.then(() => this.obstacle(batch));
    store.reportDelay();
    const refused = refusal(batch, this.partition());
    if (refused || !this.isStored(batch)) return refused;
    if (this.isOffline()) return 'offline';
    return this.pause.left > 0 ? 'retry_later' : undefined;
  }

  /**
   * Settles a batch. Its records are removed, or given up to the store if another attempt may succeed.
   * @param {EncodedBatch} batch @param {boolean} canSucceedLater @returns {number} spans that stay in the store
   */
  settle(batch, canSucceedLater) {
    const { table, sweeper } = this.#store;
    const records = this.#recordsOf(batch);
    const keys = records.map(({ key }) => key);
    for (const part of partsOf(batch)) this.#records.delete(part);
    if (!canSucceedLater) {
      table.remove(keys);
      if (table.own.hasGivenUp(this.partition())) sweeper.sweep();
      return 0;
    }
    for (const record of records) record.isGivenUp = true;
    if (records.length > 0) sweeper.schedule(this.pause.left);
    const spans = spansOf(keys);
    this.stats.stored += spans;
    return spans;
  }

  /** @type {import('./clients.js').Client['resend']} */
  resend(database, keys, signal, era) {
    const { timeout } = this.#destination;
    const { postpone } = this;
    const untraced = this.#untraced;
    /** @type {import('./resend.js').Send} */
    const send = (batch, until) => {
      stamp(batch, { partition: keys[0][KEY.PARTITION], era });
      const context = { signal: until, count() {}, postpone, isAtRisk: () => false, untraced };
      return this.#destination.export(batch, context);
    };
    /** @type {import('./resend.js').Settle} */
    const settle = (settled, lost, reason, error) => {
      // The tab that cleared the store has counted them.
      if (era.isOver) return;
      this.stats.resent += spansOf(settled) - lost;
      this.losses.add(reason, lost, error);
      this.#store.table.remove(settled);
    };
    return resend(keys, database, send, timeout, settle, signal);
  }

  handOver() {
    this.#store.handOver();
  }

  resume() {
    this.#store.resume();
  }

  close() {
    this.#store.detach(this);
  }
}
