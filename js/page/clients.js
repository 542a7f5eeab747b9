// Who uses a store: the outboxes of a page's exporters. They count and tell what becomes of its records.
import { ExportError } from '../batch/export-error.js';
import * as KEY from './key.js';
import { lossOf } from './records.js';

/**
 * @typedef {object} Client one exporter's outbox
 * @property {() => string | undefined} place where its records belong now: a destination and an owner
 * @property {import('./budget.js').Limits} limits
 * @property {import('../batch/losses.js').Losses} losses
 * @property {import('./pause.js').Pause} pause
 * @property {() => boolean} isCutOff
 * @property {(from: import('./database.js').Database, keys: import('./records.js').Key[], signal: AbortSignal, era: import('./owner-stamp.js').Era) => Promise<boolean>} resend whether it is done with them
 */

export const STORE_FAILED = 'store_failed';

/** Iterates over clients. */
export class Clients {
  /** @type {Set<Client>} */
  #all = new Set();
  /** @type {Set<string>} */
  #told = new Set();

  /** @param {Client} client */
  add(client) {
    this.#all.add(client);
  }

  /** Unless it is the last, who counts what is still under way. @param {Client} client */
  remove(client) {
    return this.#all.size > 1 && this.#all.delete(client);
  }

  [Symbol.iterator]() {
    return this.#all.values();
  }

  byPlace() {
    return new Map([...this.#all].map((client) => [client.place(), client]));
  }

  /** @param {any[]} keys of what is lost @param {string} reason */
  count(keys, reason) {
    const places = this.byPlace();
    const [first] = this.#all;
    for (const key of keys) (places.get(key?.[KEY.PLACE]) ?? first).losses.add(reason, lossOf(key));
  }

  /** Once for each. @param {string} what @param {unknown} [cause] */
  tell(what, cause) {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    const message = `the page cannot keep spans for its next visit: IndexedDB ${what}`;
    const [first] = this.#all;
    first.losses.add(STORE_FAILED, 0, new ExportError(STORE_FAILED, message, { cause }));
  }
}
