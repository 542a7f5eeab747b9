// The event log: records in one typed array and the strings beside it. Writing a record is all that a traced call pays for the core;
// draining copies both into the core's memory with one call.
import { objectId } from '../identity/object-ids.js';
import * as OP from './records/op.js';
import { INTERNED } from './records.js';

const FIRST_WORDS = 1 << 12;
const MAX_INTERNED = 4096;
const MAX_INTERNED_LENGTH = 256;
const INTERN_WORDS = 3;
const TWO_TO_32 = 2 ** 32;

const doubles = new Float64Array(1);
const halves = new Uint32Array(doubles.buffer);
const integers = new BigInt64Array(doubles.buffer);

export class EventLog {
  words = new Uint32Array(FIRST_WORDS);
  length = 0;
  /** What is no string yet becomes one when the log is taken. @type {(string | Uint8Array | { length: number, toString(): string })[]} */
  strings = [];
  /** The strings' size in UTF-8 bytes, at most; those that are not made yet are guessed. */
  stringBytes = 0;
  /** Objects met, and where their ids go: giving an id costs more than all else, so it waits until the log is taken. @type {object[]} */
  #objects = [];
  /** @type {number[]} */
  #idSlots = [];
  /** @type {Map<string, number>} */
  #interned = new Map();
  /** @type {string[]} */
  #newlyInterned = [];

  /**
   * Makes room for a record and returns its first index. `words` may be another array afterwards.
   * @param {number} count
   */
  claim(count) {
    const at = this.length;
    this.length = at + count;
    if (this.length > this.words.length) {
      const grown = new Uint32Array(Math.max(this.words.length * 2, this.length));
      grown.set(this.words);
      this.words = grown;
    }
    return at;
  }

  /** @param {number} a @param {number} b @param {number} c */
  put3(a, b, c) {
    const at = this.claim(3);
    const { words } = this;
    words[at] = a;
    words[at + 1] = b;
    words[at + 2] = c;
    return at;
  }

  /** @param {number} a @param {number} b @param {number} c @param {number} d */
  put4(a, b, c, d) {
    const at = this.claim(4);
    const { words } = this;
    words[at] = a;
    words[at + 1] = b;
    words[at + 2] = c;
    words[at + 3] = d;
    return at;
  }

  /** @param {number} a @param {number} b @param {number} c @param {number} d @param {number} e @param {number} f */
  put6(a, b, c, d, e, f) {
    const at = this.put3(a, b, c);
    this.put3(d, e, f);
    return at;
  }

  /** @param {number} at @param {number} value */
  putDouble(at, value) {
    doubles[0] = value;
    this.#putHalves(at);
  }

  /** @param {number} at @param {bigint} value */
  putInteger(at, value) {
    integers[0] = value;
    this.#putHalves(at);
  }

  /** @param {number} at */
  #putHalves(at) {
    this.words[at] = halves[0];
    this.words[at + 1] = halves[1];
  }

  /** Puts an object's id into the two words at `at`. @param {number} at @param {object} object */
  putObject(at, object) {
    this.#objects.push(object);
    this.#idSlots.push(at);
  }

  /** Forgets all that was logged. */
  clear() {
    this.rewind(0);
    this.strings = [];
    this.stringBytes = 0;
  }

  /** Forgets what was logged since `length` was the log's. @param {number} length */
  rewind(length) {
    this.length = length;
    while ((this.#idSlots.at(-1) ?? -1) >= length) {
      this.#idSlots.pop();
      this.#objects.pop();
    }
  }

  /**
   * A reference to a string or to bytes of this drain.
   * @param {string | Uint8Array | { length: number, toString(): string } | undefined} text
   */
  text(text) {
    if (text === undefined) return 0;
    this.stringBytes += maxBytes(text);
    return this.strings.push(text);
  }

  /**
   * A reference to a string that will come again: it crosses once. Falls back to `text` when there are too many, or it is long.
   * @param {string} text
   */
  intern(text) {
    const known = this.#interned.get(text);
    if (known !== undefined) return known;
    if (this.#interned.size >= MAX_INTERNED || text.length > MAX_INTERNED_LENGTH) return this.text(text);
    const ref = (INTERNED | this.#interned.size) >>> 0;
    this.#interned.set(text, ref);
    this.#newlyInterned.push(text);
    return ref;
  }

  /**
   * Hands over what was logged and starts anew. New interned strings come first: later records refer to them.
   * @param {(log: { words: Uint32Array, prefix: Uint32Array, strings: (string | Uint8Array)[], stringBytes: number }) => void} write
   */
  take(write) {
    this.#giveIds();
    const prefix = this.#takeInterned();
    const strings = this.strings.map((text) => (text instanceof Uint8Array ? text : String(text)));
    const stringBytes = strings.reduce((sum, text) => sum + maxBytes(text), 0);
    const words = this.words.subarray(0, this.length);
    this.length = 0;
    this.strings = [];
    this.stringBytes = 0;
    write({ words, prefix, strings, stringBytes });
  }

  #giveIds() {
    const { words } = this;
    for (let i = 0; i < this.#objects.length; i++) {
      const id = objectId(this.#objects[i]);
      const at = this.#idSlots[i];
      words[at] = id;
      words[at + 1] = id / TWO_TO_32;
    }
    this.#objects = [];
    this.#idSlots = [];
  }

  #takeInterned() {
    const prefix = new Uint32Array(this.#newlyInterned.length * INTERN_WORDS);
    let id = this.#interned.size - this.#newlyInterned.length;
    for (const [i, text] of this.#newlyInterned.entries()) {
      prefix.set([OP.INTERN, id++, this.text(text)], i * INTERN_WORDS);
    }
    this.#newlyInterned = [];
    return prefix;
  }
}

/** What a text takes as UTF-8 at most. @param {{ length: number }} text */
const maxBytes = (text) => text.length * (text instanceof Uint8Array ? 1 : 3);
