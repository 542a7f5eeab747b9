import { cut } from './cut.js';
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
  /** Until the text is made. @type {Copy | undefined} */
  #copy;
  #text = '';

  /** @param {Copy} copy @param {number} limit on the text, in UTF-16 units: they are free to count, bytes are not */
  constructor(copy, limit) {
    const isLong = copy.length > limit;
    this.length = isLong ? limit : copy.length;
    this.isCut = isLong || copy.isCut;
    this.json = copy.json;
    this.#copy = copy;
    this.#limit = limit;
  }

  /** Never throws. */
  toString() {
    const copy = this.#copy;
    this.#copy = undefined;
    try {
      if (copy) this.#text = this.#write(copy);
    } catch {
      // The engine has a limit, too.
      this.#text = '"[Threw]"';
    }
    return this.#text;
  }

  /** @param {Copy} copy */
  #write({ data, json, length }) {
    const limit = this.#limit;
    const text = !json ? String(data) : length > limit ? undefined : JSON.stringify(data);
    if (text !== undefined && text.length <= limit) return text;
    this.isCut = true;
    return json ? writeBounded(data, limit) : cut(String(text), limit);
  }
}
