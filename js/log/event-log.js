// The event log: records in one typed array, with strings beside it. A traced call only writes records; later, a drain copies both into the core's memory
// with one call.
// A stack overflow or lack of memory can strike anywhere. So what is written between `begin` and `commit` is logged as a whole or not at all.
import { objectId } from './object-ids.js';
import * as OP from './records/op.js';
import { INTERNED } from './records.js';

const FIRST_WORDS = 1 << 12;
const MAX_INTERNED = 4096;
const MAX_INTERNED_LENGTH = 256;
const INTERN_WORDS = 3;
const TWO_TO_32 = 2 ** 32;
const UNREADABLE = '[Unreadable]';
/** Limit on the log's strings, set by the core's memory. A string beyond it is logged as OMITTED, which is valid text and valid JSON. */
const MAX_STRING_BYTES = 448 * 2 ** 20;
const OMITTED = '"…"';

const doubles = new Float64Array(1);
const halves = new Uint32Array(doubles.buffer);
const integers = new BigInt64Array(doubles.buffer);

export class EventLog {
  words = new Uint32Array(FIRST_WORDS);
  length = 0;
  /** Strings, and objects that become strings when the log is taken. @type {(string | Uint8Array | { length: number, toString(): string })[]} */
  strings = [];
  /** An upper bound on the strings' size in UTF-8 bytes; estimated for those that are not made yet. */
  stringBytes = 0;
  /** Ended spans in the log that will be exported, and the size of their content in characters. */
  ended = 0;
  endedBytes = 0;
  /** Strings that did not fit. */
  omitted = 0;
  /** Objects in the log, and where their ids go. An id is the most expensive part, so it is given when the log is taken. @type {object[]} */
  #objects = [];
  /** @type {number[]} */
  #idSlots = [];
  /** Where the current record begins. */
  #start = { length: 0, strings: 0, stringBytes: 0, ended: 0, endedBytes: 0 };
  #isWriting = false;
  /** All interned strings in order, and the number of each. @type {string[]} */
  #interned = [];
  /** @type {Map<string, number>} */
  #refs = new Map();
  /** How many of them the core knows already. */
  #crossed = 0;
  /** How often the log was emptied, whether it was taken or discarded. */
  takes = 0;

  /** Call this before a record is written. It discards a record that was begun and not committed. */
  begin() {
    this.settle();
    const start = this.#start;
    start.length = this.length;
    start.strings = this.strings.length;
    start.stringBytes = this.stringBytes;
    start.ended = this.ended;
    start.endedBytes = this.endedBytes;
    this.#isWriting = true;
  }

  /** Completes the record. */
  commit() {
    this.#isWriting = false;
  }

  /** Discards a record that was begun and not committed. */
  settle() {
    if (!this.#isWriting) return;
    const { length, strings, stringBytes, ended, endedBytes } = this.#start;
    this.rewind(length);
    this.strings.length = strings;
    this.stringBytes = stringBytes;
    this.ended = ended;
    this.endedBytes = endedBytes;
    this.#isWriting = false;
  }

  /**
   * Makes room for a record and returns its first index. It may replace `words`.
   * @param {number} count
   */
  claim(count) {
    const at = this.length;
    const end = at + count;
    if (end > this.words.length) this.#grow(end);
    this.length = end;
    return at;
  }

  /** @param {number} length */
  #grow(length) {
    const grown = new Uint32Array(Math.max(this.words.length * 2, length));
    grown.set(this.words);
    this.words = grown;
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

  /** Discards all that was logged. */
  clear() {
    this.#isWriting = false;
    this.rewind(0);
    this.strings = [];
    this.stringBytes = 0;
    this.ended = 0;
    this.endedBytes = 0;
    this.takes += 1;
  }

  /** Discards what was logged since the log had this length. @param {number} length */
  rewind(length) {
    const slots = this.#idSlots;
    let count = slots.length;
    while (count > 0 && slots[count - 1] >= length) count--;
    slots.length = count;
    this.#objects.length = count;
    this.length = length;
  }

  /** Calls `write` to log what the core must know before all records in the log. @param {() => void} write */
  before(write) {
    this.settle();
    const later = this.words.slice(0, this.length);
    const [objects, slots] = [this.#objects, this.#idSlots];
    this.#objects = [];
    this.#idSlots = [];
    this.length = 0;
    write();
    const shift = this.claim(later.length);
    this.words.set(later, shift);
    for (const [i, at] of slots.entries()) this.putObject(at + shift, objects[i]);
  }

  /** Call this when another core takes over, which knows no interned strings. */
  startAnew() {
    this.#crossed = 0;
  }

  /**
   * Returns a reference to a string or bytes, valid for this drain.
   * @param {string | Uint8Array | { length: number, toString(): string } | undefined} text
   */
  text(text) {
    if (text === undefined) return 0;
    let bytes = maxBytes(text);
    let kept = text;
    if (this.stringBytes + bytes > MAX_STRING_BYTES) {
      kept = OMITTED;
      bytes = maxBytes(kept);
      this.omitted += 1;
    }
    const ref = this.strings.push(kept);
    this.stringBytes += bytes;
    return ref;
  }

  /**
   * Returns a reference to a string that will be used again, so that it crosses once. Falls back to `text` for a long string, or if there are too many.
   * @param {string} text
   */
  intern(text) {
    const known = this.#refs.get(text);
    if (known !== undefined) return known;
    if (this.#refs.size >= MAX_INTERNED || text.length > MAX_INTERNED_LENGTH) return this.text(text);
    const ref = (INTERNED | (this.#interned.push(text) - 1)) >>> 0;
    this.#refs.set(text, ref);
    return ref;
  }

  /**
   * Passes what was logged to `write` and starts anew; if `write` throws, the log keeps it. New interned strings come first, because records refer to them.
   * @template T @param {(log: { words: Uint32Array, prefix: Uint32Array, strings: (string | Uint8Array)[], stringBytes: number }) => T} write
   * @returns {T}
   */
  take(write) {
    this.settle();
    this.#giveIds();
    const known = this.#interned.length;
    const prefix = this.#takeInterned();
    const strings = this.strings.map(textOf);
    const stringBytes = strings.reduce((sum, text) => sum + maxBytes(text), 0);
    const words = this.words.subarray(0, this.length);
    const result = write({ words, prefix, strings, stringBytes });
    this.#crossed = known;
    this.clear();
    return result;
  }

  #giveIds() {
    const { words } = this;
    for (let i = 0; i < this.#idSlots.length; i++) {
      const id = objectId(this.#objects[i]);
      const at = this.#idSlots[i];
      words[at] = id;
      words[at + 1] = id / TWO_TO_32;
    }
  }

  #takeInterned() {
    const fresh = this.#interned.slice(this.#crossed);
    const prefix = new Uint32Array(fresh.length * INTERN_WORDS);
    for (const [i, text] of fresh.entries()) {
      prefix.set([OP.INTERN, this.#crossed + i, this.text(text)], i * INTERN_WORDS);
    }
    return prefix;
  }
}

/** A string that cannot be made is omitted by itself. @param {string | Uint8Array | { toString(): string }} text */
function textOf(text) {
  if (text instanceof Uint8Array) return text;
  try {
    return String(text);
  } catch {
    return UNREADABLE;
  }
}

/** An upper bound on the UTF-8 size of a string. @param {{ length: number }} text */
const maxBytes = (text) => text.length * (text instanceof Uint8Array ? 1 : 3);
