// The event log: records in one typed array and the strings beside it. Writing a record is all that a traced call pays for the core;
// draining copies both into the core's memory with one call.
// A stack overflow or a lack of memory can strike anywhere in between: what stands between `begin` and `commit` is logged as a whole or not at all.
import { objectId } from './object-ids.js';
import * as OP from './records/op.js';
import { INTERNED } from './records.js';

const FIRST_WORDS = 1 << 12;
const MAX_INTERNED = 4096;
const MAX_INTERNED_LENGTH = 256;
const INTERN_WORDS = 3;
const TWO_TO_32 = 2 ** 32;
const UNREADABLE = '[Unreadable]';
/** Limit on the log's strings, set by the core's memory; a string over it becomes OMITTED, which is valid as text and as JSON. */
const MAX_STRING_BYTES = 448 * 2 ** 20;
const OMITTED = '"…"';

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
  /** Spans of which the end is logged, to be exported, and their content in characters. */
  ended = 0;
  endedBytes = 0;
  /** Strings that there was no room for. */
  omitted = 0;
  /** Objects met, and where their ids go: giving an id costs more than all else, so it waits until the log is taken. @type {object[]} */
  #objects = [];
  /** @type {number[]} */
  #idSlots = [];
  /** Where the record that is being written began. */
  #start = { length: 0, strings: 0, stringBytes: 0, ended: 0, endedBytes: 0 };
  #isWriting = false;
  /** All strings that were interned, in order, and where each stands. @type {string[]} */
  #interned = [];
  /** @type {Map<string, number>} */
  #refs = new Map();
  /** How many of them the core knows. */
  #crossed = 0;
  /** How often the log was emptied, taken or not. */
  takes = 0;

  /** To be called before a record is written. What was begun before and not committed is forgotten. */
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

  /** The record is whole. */
  commit() {
    this.#isWriting = false;
  }

  /** Forgets what was begun and not committed. */
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
   * Makes room for a record and returns its first index. `words` may be another array afterwards.
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

  /** Forgets all that was logged. */
  clear() {
    this.#isWriting = false;
    this.rewind(0);
    this.strings = [];
    this.stringBytes = 0;
    this.ended = 0;
    this.endedBytes = 0;
    this.takes += 1;
  }

  /** Forgets what was logged since `length` was the log's. @param {number} length */
  rewind(length) {
    const slots = this.#idSlots;
    let count = slots.length;
    while (count > 0 && slots[count - 1] >= length) count--;
    slots.length = count;
    this.#objects.length = count;
    this.length = length;
  }

  /** Has `write` log what the core has to know before all that is logged already. @param {() => void} write */
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

  /** The core is another one, which knows nothing yet. */
  startAnew() {
    this.#crossed = 0;
  }

  /**
   * A reference to a string or to bytes of this drain.
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
   * A reference to a string that will come again: it crosses once. Falls back to `text` when there are too many, or it is long.
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
   * Hands over what was logged and starts anew; where `write` throws, nothing was handed over. New interned strings come first: later records refer to them.
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

/** A text that cannot be made costs nothing but itself. @param {string | Uint8Array | { toString(): string }} text */
function textOf(text) {
  if (text instanceof Uint8Array) return text;
  try {
    return String(text);
  } catch {
    return UNREADABLE;
  }
}

/** What a text takes as UTF-8 at most. @param {{ length: number }} text */
const maxBytes = (text) => text.length * (text instanceof Uint8Array ? 1 : 3);
