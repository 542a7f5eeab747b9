import { latin1 } from './bytes.js';
import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  endOfString,
  isSpace,
  NEWLINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
} from './json-scan.js';
import { LineSplitter } from './lines.js';
import { PIECE_BYTES } from './piece.js';

/** @typedef {import('./piece.js').Cut} Cut */
/** @typedef {import('./piece.js').Splitter} Splitter */

const LISTS = ['resourceSpans', 'resourceLogs'];
/** How a line begins that is a request. */
const REQUEST = /^\{\s*"resource(Spans|Logs|Metrics|Profiles)"/;
const REQUEST_LENGTH = 40;

/**
 * Cuts JSON objects that follow each other, on one line or on many, or that are members of a list. Of an object larger than PIECE_BYTES, it cuts the list `resourceSpans` or `resourceLogs` into several objects.
 * Once it sees that each line is an object, it cuts at newlines only, so that a broken line costs no other.
 * @implements {Splitter}
 */
export class JsonSplitter {
  /** Whether more than one object came. */
  hasSeveral = false;

  #at = 0;
  /** Where the piece begins; -1 between objects. */
  #start = -1;
  #before = '';
  #depth = 0;
  /** Where the content of the open string begins; -1 outside of strings. */
  #string = -1;
  /** The last string of the object itself. */
  #key = '';
  #isInList = false;
  #newline = -1;
  /** There is no newline from #at up to here. */
  #searched = 0;
  #objects = 0;
  /** Whether an object so far had a newline inside. */
  #isSpread = false;
  #isNewLine = false;
  #isList = false;
  /** @type {LineSplitter | undefined} */
  #lines;
  #staysJson;

  /** @param {{ staysJson?: boolean }} [options] `staysJson`: newlines mean nothing */
  constructor({ staysJson = false } = {}) {
    this.#staysJson = staysJson;
  }

  /** @param {Uint8Array} bytes @param {boolean} isEnd @returns {Cut | undefined} */
  next(bytes, isEnd) {
    if (this.#lines) return this.#lines.next(bytes, isEnd);
    while (this.#at < bytes.length) {
      const cut = this.#string >= 0 ? this.#skipString(bytes) : this.#step(bytes, isEnd);
      if (cut === 'wait') return undefined;
      if (cut) return cut;
    }
    return isEnd && bytes.length > 0 && this.#depth > 0 ? this.#cut(bytes.length, bytes.length) : undefined;
  }

  /** @param {Uint8Array} bytes @param {boolean} isEnd @returns {Cut | 'wait' | undefined} */
  #step(bytes, isEnd) {
    const at = this.#at++;
    const byte = bytes[at];
    if (this.#depth === 0) return this.#stepOutside(at, byte);
    if (byte === QUOTE) this.#string = at + 1;
    else if (byte === OPEN_OBJECT) this.#depth += 1;
    else if (byte === OPEN_ARRAY) {
      if (this.#depth === 1) this.#isInList = LISTS.includes(this.#key);
      this.#depth += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      this.#depth -= 1;
      if (this.#depth === 1) this.#isInList = false;
      if (this.#depth === 0) return this.#cut(at + 1, at + 1);
    } else if (byte === COMMA && this.#depth === 2 && this.#isInList && at - this.#start >= PIECE_BYTES)
      return this.#cutList(at);
    else if (byte === NEWLINE) return this.#stepOverNewline(bytes, at, isEnd);
    return undefined;
  }

  /** Between objects. @param {number} at @param {number} byte @returns {Cut | undefined} */
  #stepOutside(at, byte) {
    if (byte === NEWLINE) this.#isNewLine = true;
    if (isSpace(byte) || this.#isBetweenMembers(byte)) return undefined;
    if (byte !== OPEN_OBJECT) return this.#cutLines(at);
    this.hasSeveral = this.#objects > 0;
    if (this.hasSeveral && this.#isNewLine && !this.#isSpread && !this.#staysJson && !this.#isList)
      return this.#cutLines(at);
    this.#objects += 1;
    this.#start = at;
    this.#depth = 1;
    return undefined;
  }

  /** @param {number} byte */
  #isBetweenMembers(byte) {
    if (byte === OPEN_ARRAY && this.#objects === 0) this.#isList = true;
    return this.#isList && (byte === OPEN_ARRAY || byte === COMMA || byte === CLOSE_ARRAY);
  }

  /** A line that begins with a request inside of an object shows that the object was never finished. @param {Uint8Array} bytes @param {number} at @param {boolean} isEnd */
  #stepOverNewline(bytes, at, isEnd) {
    const line = latin1(bytes, at + 1, at + 1 + REQUEST_LENGTH);
    if (line.length < REQUEST_LENGTH && !isEnd) {
      this.#at = at;
      return 'wait';
    }
    if (REQUEST.test(line)) return this.#cutLines(at);
    this.#isSpread = true;
    return undefined;
  }

  /** @param {Uint8Array} bytes @returns {Cut | undefined} */
  #skipString(bytes) {
    const end = endOfString(bytes, this.#at);
    // Strings have no newlines: the one that is in it ends a broken line.
    const newline = this.#findNewline(bytes);
    if (newline >= 0 && (end < 0 || newline < end)) return this.#cutLines(newline);
    this.#at = end < 0 ? bytes.length : end + 1;
    if (end < 0) return undefined;
    if (this.#depth === 1) this.#key = latin1(bytes, this.#string, end);
    this.#string = -1;
    return undefined;
  }

  /** Where the next newline is, or -1. Looks at each byte once. @param {Uint8Array} bytes */
  #findNewline(bytes) {
    if (this.#newline < this.#at) {
      this.#newline = bytes.indexOf(NEWLINE, Math.max(this.#at, this.#searched));
      this.#searched = this.#newline < 0 ? bytes.length : this.#newline;
    }
    return this.#newline;
  }

  /** @param {number} to @param {number} next @returns {Cut} */
  #cut(to, next) {
    const cut = { from: Math.max(this.#start, 0), to, next, before: this.#before };
    this.#before = '';
    this.#start = -1;
    this.#at = 0;
    this.#newline = -1;
    this.#searched = 0;
    this.#isNewLine = false;
    return cut;
  }

  /** @param {number} comma @returns {Cut} */
  #cutList(comma) {
    const cut = { ...this.#cut(comma, comma + 1), after: ']}' };
    this.#before = `{"${this.#key}":[`;
    this.#start = 0;
    return cut;
  }

  /** From here on each line is an object. @param {number} end of what is not @returns {Cut} */
  #cutLines(end) {
    this.#lines = new LineSplitter();
    this.hasSeveral = true;
    const cut = this.#cut(end, end);
    return this.#depth === 0 ? { ...cut, from: end } : cut;
  }
}
