// The records of this visit, from the moment that they are to be written until they are removed or left to other tabs.
import * as KEY from './key.js';

/** @typedef {import('./records.js').Key} Key */

/**
 * @typedef {object} OwnRecord
 * @property {Key} key
 * @property {import('./clients.js').Client} client
 * @property {boolean} isWritten
 * @property {boolean} isGivenUp whether the exporter has given up on it, so that the store is to send it
 */

/** By number. @extends {Map<number, OwnRecord>} */
export class OwnRecords extends Map {
  /** Bodies to write once the database is open, also of records that were left to others. @type {Map<OwnRecord, Uint8Array>} */
  unwritten = new Map();

  /** @override @param {number} number */
  delete(number) {
    this.unwritten.delete(/** @type {OwnRecord} */ (this.get(number)));
    return super.delete(number);
  }

  /** Whether a record of a partition is given up. @param {string | undefined} partition */
  hasGivenUp(partition) {
    return [...this.values()].some(({ isGivenUp, key }) => isGivenUp && key[KEY.PARTITION] === partition);
  }

  /** Leaves the records that are given up to other tabs. */
  handOver() {
    for (const [number, { isGivenUp }] of this) if (isGivenUp) super.delete(number);
  }
}
