// The records of this visit, which are written or being written, by number.
import * as KEY from './key.js';

/** @typedef {import('./records.js').Key} Key */
/** `isLeft` where the page has given up on it. @typedef {{ key: Key, client: import('./clients.js').Client, isWritten: boolean, isLeft: boolean }} Record */

export class InHand {
  /** @type {Map<number, Record>} */
  #records = new Map();
  /** Bodies that are to be written once the database is open. @type {Map<Record, Uint8Array>} */
  early = new Map();
  #visit;

  /** @param {string} visit */
  constructor(visit) {
    this.#visit = visit;
  }

  /** @param {Record} record */
  add(record) {
    this.#records.set(record.key[KEY.NUMBER], record);
  }

  /** @param {Record} record */
  has({ key }) {
    return this.#records.has(key[KEY.NUMBER]);
  }

  /** @param {Key} key of this visit */
  isLeft(key) {
    return this.#records.get(key[KEY.NUMBER])?.isLeft ?? true;
  }

  /** @param {string | undefined} place */
  hasLeft(place) {
    return [...this.#records.values()].some(({ isLeft, key }) => isLeft && key[KEY.PLACE] === place);
  }

  all() {
    return [...this.#records.values()];
  }

  /** @param {Key} key of any visit */
  delete(key) {
    const number = key[KEY.NUMBER];
    const record = key[KEY.VISIT] === this.#visit && this.#records.get(number);
    if (!record) return;
    this.early.delete(record);
    this.#records.delete(number);
  }

  /** Others send them from now on. */
  releaseLeft() {
    for (const [number, { isLeft }] of this.#records) if (isLeft) this.#records.delete(number);
  }
}
