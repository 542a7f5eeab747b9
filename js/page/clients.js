// The clients of a store: the outboxes of a page's exporters. They count and report what happens to its records.
import { ExportError } from '../batch/export-error.js';
import * as KEY from './key.js';
import { lossOf } from './records.js';

/**
 * @typedef {object} Client the outbox of one exporter
 * @property {() => string | undefined} partition of the store that its records belong to now. It changes with the owner
 * @property {import('./budget.js').Limits} limits
 * @property {import('../batch/losses.js').Losses} losses
 * @property {import('./pause.js').Pause} pause
 * @property {() => boolean} isOffline
 * @property {(database: import('./database.js').Database, keys: import('./records.js').Key[], signal: AbortSignal, era: import('./owner-stamp.js').Era) => Promise<boolean>} resend resolves to whether all of them were settled
 */

export const STORE_FAILED = 'store_failed';

/** @extends {Set<Client>} */
export class Clients extends Set {
  /** @type {Set<string>} */
  #reported = new Set();

  /** Returns false for the last one. It stays, as it counts what is still lost. @param {Client} client */
  remove(client) {
    return this.size > 1 && this.delete(client);
  }

  partitions() {
    return new Map([...this].map((client) => [client.partition(), client]));
  }

  /** @param {any[]} keys of lost records @param {string} reason */
  count(keys, reason) {
    const clients = this.partitions();
    const [first] = this;
    for (const key of keys) (clients.get(key?.[KEY.PARTITION]) ?? first).losses.add(reason, lossOf(key));
  }

  /** Reports each problem once. @param {string} problem @param {unknown} [cause] */
  report(problem, cause) {
    if (this.#reported.has(problem)) return;
    this.#reported.add(problem);
    const message = `spans cannot be stored: IndexedDB ${problem}`;
    const [first] = this;
    first.losses.add(STORE_FAILED, 0, new ExportError(STORE_FAILED, message, { cause }));
  }
}
