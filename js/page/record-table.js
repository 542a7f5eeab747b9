// The records in the database as this visit knows them: its own, those of other visits, and how much room is left. Other tabs add and remove records as well.
import { random32, toHex } from '../base/random.js';
import { Budget } from './budget.js';
import { clearDatabase } from './clear-database.js';
import { Clients, STORE_FAILED } from './clients.js';
import * as KEY from './key.js';
import { whoIsGone } from './locks.js';
import { OwnRecords } from './own-records.js';
import { readEpoch } from './own-values.js';
import { isRecord } from './records.js';

/** @typedef {import('./database.js').Database} Database */
/** @typedef {import('./records.js').Key} Key */
/** @typedef {import('./clients.js').Client} Client */
/** @typedef {import('./own-records.js').OwnRecord} OwnRecord */

/** After so many records of its own, a visit counts all records anew. */
const RECOUNT_INTERVAL = 64;

export class RecordTable {
  /** Identifies the time that this page is open. */
  visit = toHex(random32(), random32());
  /** The records of this visit. */
  own = new OwnRecords();
  clients = new Clients();
  eras;
  /** Undefined while the store is not open. @type {Database | undefined} */
  database;
  /** The epoch of the current era. Undefined until it is read or made. @type {string | undefined} */
  epoch;
  #budget = new Budget();
  #number = 0;

  /** @param {import('./owner-stamp.js').Eras} eras */
  constructor(eras) {
    this.eras = eras;
  }

  /** @param {unknown} cause */
  report = (cause) => this.clients.report('failed', cause);

  /**
   * Adds a record for a part, and writes it as soon as the database is open. Returns undefined if there is no room.
   * @param {Client} client @param {string} partition @param {import('../index.js').EncodedBatch} part @returns {OwnRecord | undefined}
   */
  add(client, partition, { body, spanCount, contentType }) {
    if (!this.#budget.hasRoom(spanCount, body.length, client.limits)) return undefined;
    /** @type {Key} */
    const key = [partition, Date.now(), this.visit, ++this.#number, spanCount, body.length, contentType, ''];
    const record = { key, client, isWritten: false, isGivenUp: false };
    this.#budget.add(key);
    this.own.set(this.#number, record);
    if (this.database) this.write(this.database, record, body);
    else this.own.unwritten.set(record, body);
    // After the write, so that the count includes it.
    if (this.#number % RECOUNT_INTERVAL === 1) this.recount();
    return record;
  }

  /** @param {Database} database @param {OwnRecord} record @param {Uint8Array} body */
  write(database, record, body) {
    const { key } = record;
    key[KEY.EPOCH] = /** @type {string} */ (this.epoch);
    database.put(key, body).then(
      () => {
        record.isWritten = true;
      },
      (cause) => {
        this.report(cause);
        this.lose(record, STORE_FAILED);
      },
    );
  }

  /** Stops counting a record that is removed from the database. @param {Key} key of any visit */
  forget(key) {
    this.#budget.add(key, -1);
    if (key[KEY.VISIT] === this.visit) this.own.delete(key[KEY.NUMBER]);
  }

  /** @param {any[]} keys of records, or of anything else in the database */
  remove(keys) {
    for (const key of keys) if (isRecord(key)) this.forget(key);
    if (keys.length > 0) this.database?.remove(keys).catch(this.report);
  }

  /** Forgets a record that is not in the database, or will not be for long. It counts as lost if only the store was to send it. @param {OwnRecord} record @param {string} reason */
  lose(record, reason) {
    if (!this.own.has(record.key[KEY.NUMBER])) return;
    this.forget(record.key);
    if (record.isGivenUp) record.client.losses.add(reason, record.key[KEY.SPANS]);
  }

  recount() {
    if (this.database && !this.#budget.isCounting) this.list(this.database).catch(this.report);
  }

  /** Returns all keys in the database. Learns from them what other tabs removed, and whether one of them cleared the store. @param {Database} database @returns {Promise<any[]>} */
  async list(database) {
    const written = [...this.own.values()].filter(({ isWritten }) => isWritten);
    const before = this.epoch;
    /** @type {any[]} */
    let all = [];
    /** @type {string | undefined} */
    let epoch;
    await this.#budget.count(async () => {
      [epoch, all] = await Promise.all([readEpoch(database), database.keys()]);
      return all.filter(isRecord);
    });
    if (this.epoch === before && epoch !== undefined && epoch !== before) {
      this.epoch = epoch;
      this.endEra();
    }
    const present = new Set(all.map((key) => (key?.[KEY.VISIT] === this.visit ? key[KEY.NUMBER] : undefined)));
    for (const record of written) if (!present.has(record.key[KEY.NUMBER])) this.lose(record, 'store_cleared');
    return all;
  }

  /** Starts a new era: nothing is stored or sent any longer if its trace started before. */
  endEra() {
    this.eras.end();
    for (const record of this.own.values()) this.lose(record, 'store_cleared');
    this.#budget.clear();
    for (const { pause } of this.clients) pause.end();
  }

  /** Deletes what was written before this era. @param {Database} database @param {OwnRecord[]} [counted] records whose loss is counted already */
  async wipe(database, counted = []) {
    const keys = await clearDatabase(database, /** @type {string} */ (this.epoch));
    const isGone = await whoIsGone(this.visit);
    const known = new Set(counted.map(({ key }) => key[KEY.NUMBER]));
    const isUncounted = (/** @type {Key} */ key) =>
      key[KEY.VISIT] === this.visit ? !known.has(key[KEY.NUMBER]) : isGone(key);
    this.clients.count(keys.filter(isUncounted), 'store_cleared');
  }
}
