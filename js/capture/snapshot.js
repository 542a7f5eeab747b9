import { cut } from './cut.js';
import { exchange } from './plain.js';
import { shortened } from './shorten.js';
import { writeBounded } from './write.js';

/** @typedef {import('./plain.js').Copy} Copy */
/** @typedef {{ text: string | Snapshot, json: boolean, isCut: boolean }} Captured what is recorded */

/** A copy as what is recorded: its text up to a limit. It is made when somebody asks, which is not in the caller's way. */
export class Snapshot {
  text = this;
  json;
  /** Of the text in UTF-16 units, without escapes. */
  length;
  /** Whether the text is not all of the value; with its escapes it may be longer than it looked, which is known when it is made. */
  isCut;
  #limit;
  #others;
  /** Until the text is made. @type {Copy | undefined} */
  #copy;
  #text = '';

  /**
   * @param {Copy} copy @param {number} limit on the text, in UTF-16 units: they are free to count, bytes are not
   * @param {boolean} [isLinked] links are found by it
   */
  constructor(copy, limit, isLinked) {
    const length = copy.length + (isLinked ? copy.numbers : 0);
    const isLong = length > limit;
    this.length = isLong ? limit : length;
    this.isCut = isLong || copy.isCut;
    this.json = copy.json;
    this.#copy = copy;
    this.#limit = limit;
    this.#others = isLinked ? copy.others : [];
  }

  /** Never throws. */
  toString() {
    const copy = this.#copy;
    this.#copy = undefined;
    exchange(this.#others);
    try {
      if (copy) this.#text = this.#write(copy);
    } catch {
      // The engine has a limit, too.
      this.#text = '"[Threw]"';
    }
    exchange(this.#others);
    return this.#text;
  }

  /** @param {Copy} copy */
  #write({ data, json, length, isFair }) {
    const limit = this.#limit;
    const text = !json ? String(data) : length > limit ? undefined : JSON.stringify(data);
    if (text !== undefined && text.length <= limit) return text;
    this.isCut = true;
    return !json ? cut(String(text), limit) : isFair ? shortened(data, limit) : writeBounded(data, limit);
  }
}
