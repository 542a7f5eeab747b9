// The store of undelivered spans: one database for all pages of an origin, with a record per encoded part. A record is written ahead, as soon as its spans
// have ended, and stays until the destination has accepted it or refused it for good. Sweeps send the records that earlier pages left, or that an exporter gave up.
// Records hold encoded spans. They never hold a header, and owners only as hashes.
import { settledWithin } from '../base/abortable-timeout.js';
import { random32, toHex } from '../base/random.js';
import { whenCleared } from './clear-database.js';
import { STORE_FAILED } from './clients.js';
import { openDatabase } from './database.js';
import * as KEY from './key.js';
import { holdVisit } from './locks.js';
import { EPOCH, forgetPauses, pauseKey, readEpoch } from './own-values.js';
import { Eras } from './owner-stamp.js';
import { RecordTable } from './record-table.js';
import { Sweeper } from './sweeper.js';
import { tidy } from './tidy.js';

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./clients.js').Client} Client */
/** @typedef {import('./budget.js').Limits} Limits */

/** How long spans wait for a browser that does not open the database. */
const OPEN_TIMEOUT_MS = 1000;

export class Store {
  /** The records in the database, and the clients that count their losses. */
  table;
  /** Sends records that earlier pages left, or that a client gave up. */
  sweeper;
  /** Settles when the database is open, or after OPEN_TIMEOUT_MS. */
  ready;
  isReady = false;
  /** Whether it works no more: it failed, or its last client has detached. */
  isOver = false;
  #opening;
  /** The lock that marks this visit as running. Undefined while other tabs may send its records. @type {ReturnType<typeof holdVisit> | undefined} */
  #lock;
  #unwatchClearing;
  /** @type {Promise<unknown>} */
  #tidying = Promise.resolve();
  #isMakingRoom = false;

  constructor(connect = openDatabase, eras = new Eras()) {
    this.table = new RecordTable(eras);
    this.#lock = holdVisit(this.table.visit);
    this.#unwatchClearing = whenCleared(this.#onCleared);
    this.sweeper = new Sweeper((signal) => this.#sweep(signal), this.#fail);
    this.#opening = this.#open(connect).catch(this.#fail);
    this.ready = settledWithin(OPEN_TIMEOUT_MS, this.#opening).then(() => {
      this.isReady = true;
    });
    this.#opening.then(this.sweeper.sweep);
    globalThis.addEventListener?.('online', this.sweeper.sweep);
  }

  /** Whether new records are in the database, or will be soon. */
  get isUsable() {
    return !this.isOver && (this.table.database !== undefined || !this.isReady);
  }

  /** @param {typeof openDatabase} connect */
  async #open(connect) {
    const { table } = this;
    const [database] = await Promise.all([connect(this.#onReopened), this.#lock?.granted]);
    const epoch = await readEpoch(database);
    const wiped = table.epoch ? table.wipe(database) : undefined;
    table.epoch ??= epoch ?? '';
    for (const [record, body] of table.own.unwritten) table.write(database, record, body);
    table.own.unwritten.clear();
    if (!this.isOver) table.database = database;
    await wiped;
    if (this.isOver) return database.close();
    await Promise.all([table.list(database), ...[...table.clients].map((client) => this.#recall(client))]);
  }

  /** The database was deleted, by its name or with the site's data. */
  #onReopened = () => {
    const { table } = this;
    if (table.epoch) table.database?.put(EPOCH, table.epoch).catch(table.report);
    table.recount();
  };

  /** Another tab has cleared the store. */
  #onCleared = () => {
    const { table } = this;
    if (table.database) table.list(table.database).catch(table.report);
  };

  /** From now on, spans are sent without a store. @param {unknown} cause */
  #fail = (cause) => {
    const { table } = this;
    this.isOver = true;
    table.report(cause);
    for (const record of table.own.unwritten.keys()) table.lose(record, STORE_FAILED);
    this.handOver();
  };

  /** Adds a client, or follows it to another partition. Sends what is stored there. @param {Client} client */
  attach(client) {
    this.table.clients.add(client);
    if (this.table.database) this.#recall(client).then(this.sweeper.sweep, this.#fail);
  }

  /** Restores the pause that a destination requested at an earlier visit. @param {Client} client */
  async #recall(client) {
    const partition = client.partition();
    if (partition !== undefined) client.pause.take((await this.table.database?.get([pauseKey(partition)]))?.[0]);
  }

  /** @param {string} partition @param {import('./pause.js').RequestedPause} pause */
  remember(partition, pause) {
    this.table.database?.put(pauseKey(partition), pause).catch(this.table.report);
  }

  /** Adds a record. Returns undefined if there is no room: then the part is delivered now, or never. @param {Client} client @param {string} partition @param {import('../index.js').EncodedBatch} part */
  add(client, partition, part) {
    if (this.isOver) return undefined;
    const record = this.table.add(client, partition, part);
    if (!record) this.#makeRoom(client.limits);
    return record;
  }

  /** @param {Limits} short */
  #makeRoom(short) {
    const { database, report } = this.table;
    if (!database || this.#isMakingRoom) return;
    this.#isMakingRoom = true;
    this.#tidy(database, short)
      .catch(report)
      .finally(() => {
        this.#isMakingRoom = false;
      });
  }

  /** Tidies, one time after the other. @param {Database} database @param {Limits} [short] */
  #tidy(database, short) {
    const tidied = this.#tidying.then(() => tidy(this.table, database, this.sweeper, short));
    this.#tidying = tidied.catch(() => {});
    return tidied;
  }

  /** @param {AbortSignal} signal */
  async #sweep(signal) {
    const { database, clients, eras } = this.table;
    if (!database) return;
    const era = eras.now;
    const left = await this.#tidy(database);
    await forgetPauses(database);
    for (const client of clients) {
      const partition = client.partition();
      const keys = left.filter((key) => key[KEY.PARTITION] === partition);
      if (signal.aborted || era.isOver) return;
      if (keys.length === 0 || client.isOffline()) continue;
      await this.#recall(client);
      if (client.pause.left === 0 && (await client.resend(database, keys, signal, era))) continue;
      this.sweeper.schedule(client.pause.left);
    }
  }

  /** Called when spans are sent although the store is not open yet. */
  reportDelay() {
    if (this.isReady && !this.table.database && !this.isOver) this.table.clients.report('does not answer');
  }

  /** The page is frozen or gone: from now on, other tabs send what it has given up. */
  handOver() {
    this.sweeper.stop();
    this.#unwatchClearing();
    this.#lock?.release();
    this.#lock = undefined;
    this.table.own.handOver();
  }

  /** The page is back from the back/forward cache. */
  resume() {
    if (this.isOver || this.#lock) return;
    this.#lock = holdVisit(this.table.visit);
    this.#unwatchClearing = whenCleared(this.#onCleared);
    this.sweeper.resume();
    this.#lock.granted.then(this.sweeper.sweep, this.#fail);
  }

  /** Deletes what all visits have stored. Rejects if that fails. */
  async clear() {
    const { table } = this;
    const counted = [...table.own.values()];
    table.endEra();
    table.epoch = toHex(random32(), random32());
    // Within this call if it is open, so that whoever reads next reads the new epoch.
    if (table.database) return table.wipe(table.database, counted);
    await this.#opening;
    if (!table.database) throw new Error('not open');
  }

  /** @param {Client} client */
  detach(client) {
    const { table } = this;
    if (table.clients.remove(client)) return;
    this.isOver = true;
    globalThis.removeEventListener?.('online', this.sweeper.sweep);
    this.handOver();
    table.database?.close();
    table.database = undefined;
  }
}
