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
  #json;
  /** @type {string | undefined} */
  #text;

  /** @param {unknown} data plain @param {number} length @param {number} limit on the length of the text */
  constructor(data, length, limit) {
    this.data = data;
    this.length = length;
    this.#limit = limit;
  }

  /** All of it as JSON, however long; its text is made when somebody asks, too. */
  get whole() {
    return { length: this.length, toString: () => this.#whole() };
  }

  /** JSON within the limit. */
  toString() {
    this.#text ??= this.#write();
    return this.#text;
  }

  #whole() {
    this.#json ??= JSON.stringify(this.data);
    return this.#json;
  }

  #write() {
    const json = this.#whole();
    this.truncated = json.length > this.#limit;
    return this.truncated ? writeBounded(this.data, this.#limit).text : json;
  }
}
