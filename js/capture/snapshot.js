import { writeBounded } from './write.js';

/** A plain value as it was when it was captured. Its text is made when somebody asks, which is not in the caller's way. */
export class Snapshot {
  /** The copy: nobody else holds it. */
  data;
  /** Of the text in UTF-16 units, without escapes. */
  length;
  /** Whether the text had to be cut, known when it is made: with its escapes it may be longer than it looked. */
  truncated = false;
  #limit;
  /** @type {string | undefined} */
  #text;

  /** @param {unknown} data plain @param {number} length @param {number} limit on the length of the text */
  constructor(data, length, limit) {
    this.data = data;
    this.length = length;
    this.#limit = limit;
  }

  /** JSON. */
  toString() {
    this.#text ??= this.#write();
    return this.#text;
  }

  #write() {
    const json = JSON.stringify(this.data);
    this.truncated = json.length > this.#limit;
    return this.truncated ? writeBounded(this.data, this.#limit).text : json;
  }
}
