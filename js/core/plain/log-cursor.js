// Reads the event log word by word. It validates nothing, because this package wrote the log.
import * as OP from '../../log/records/op.js';
import * as TYPE from '../../log/records/type.js';
import { INTERNED } from '../../log/records.js';
import { filled } from './filled.js';

/** A key and value in the form of OTLP's JSON, except that integers, numbers and bytes keep their JavaScript types. @typedef {{ key?: string, value: Record<string, any> }} KeyValue */

const doubles = new Float64Array(1);
const halves = new Uint32Array(doubles.buffer);
const integers = new BigInt64Array(doubles.buffer);

export class LogCursor {
  /** @type {string[]} */
  #interned = [];
  #words = /** @type {Uint32Array} */ (new Uint32Array());
  #at = 0;
  /** @type {(string | Uint8Array)[]} */
  #strings = [];

  /**
   * Calls `record` for each record, except those that intern a string. `record` must read the whole record.
   * @param {import('../../log/event-log.js').EventLog} log emptied by the call @param {(op: number, a: number, b: number) => void} record
   */
  run(log, record) {
    log.take(({ prefix, words, strings }) => {
      this.#strings = strings;
      for (const part of [prefix, words]) {
        this.#words = part;
        for (this.#at = 0; this.#at < part.length; ) {
          const head = this.word();
          const op = head & 255;
          if (op === OP.INTERN) this.#interned[this.word()] = this.text();
          else record(op, (head >>> 8) & 255, (head >>> 16) & 255);
        }
      }
      this.#words = new Uint32Array();
      this.#strings = [];
    });
  }

  word() {
    return this.#words[this.#at++];
  }

  /** @param {number} count */
  skip(count) {
    this.#at += count;
  }

  text() {
    return /** @type {string} */ (this.#string(this.word()));
  }

  /** Reads an id. @param {number} count its length in words */
  id(count) {
    return Array.from({ length: count }, () => this.word().toString(16).padStart(8, '0')).join('');
  }

  double() {
    halves[0] = this.word();
    halves[1] = this.word();
    return doubles[0];
  }

  /** Reads a count, and that many items. @returns {KeyValue[]} */
  items() {
    return Array.from({ length: this.word() }, () => this.#item());
  }

  /** Reads a key and a value. @param {number} type of the value @returns {KeyValue} */
  keyValue(type) {
    const key = this.text();
    return { ...filled({ key }), value: this.#value(type) };
  }

  #item() {
    const type = (this.word() >>> 8) & 255;
    this.skip(1);
    return this.keyValue(type);
  }

  /** @param {number} type @returns {Record<string, any>} */
  #value(type) {
    const number = this.double();
    const payload = halves[0];
    switch (type) {
      case TYPE.STRING:
        return { stringValue: this.#string(payload) };
      case TYPE.BOOL:
        return { boolValue: payload === 1 };
      case TYPE.INT:
        return { intValue: integers[0] };
      case TYPE.DOUBLE:
        return { doubleValue: number };
      case TYPE.ARRAY:
        return { arrayValue: { values: Array.from({ length: payload }, () => this.#item().value) } };
      case TYPE.KVLIST:
        return { kvlistValue: { values: Array.from({ length: payload }, () => this.#item()) } };
      case TYPE.BYTES:
        return { bytesValue: this.#string(payload) };
      default:
        return {};
    }
  }

  /** @param {number} ref */
  #string(ref) {
    if (ref === 0) return '';
    return ref >= INTERNED ? this.#interned[ref - INTERNED] : this.#strings[ref - 1];
  }
}
