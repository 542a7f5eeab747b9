// A JSON writer that stops at its bound, closes what is open, and writes something for everything.
import { brandOf, FEW_NUMBERS, MAX_DEPTH, plainJson } from './plain.js';
import { standIn, summaryOfNumbers } from './stand-in.js';

const MORE = '…';
const MORE_JSON = '"…"';
/** Room that is always left for the longest mark, `,"…":"…"`. */
const RESERVE = 8;
/** A part that is not plain was walked in vain, and a cycle can make that walk long. */
const MAX_VAIN = 16;
const THREW = '[Threw]';
const listed = Array.prototype.values;

/** @typedef {import('./plain.js').Ignore} Ignore */

/**
 * @param {unknown} value @param {number} limit on the length of the text @param {Ignore} [ignore] members to leave out
 * @returns {{ text: string, json: true, truncated: boolean }}
 */
export function writeBounded(value, limit, ignore) {
  const writer = new Writer(limit, ignore);
  writer.write(value);
  return { text: writer.text.length > limit ? '' : writer.text, json: true, truncated: writer.truncated };
}

/**
 * The beginning of a text and the mark, together at most `length` long; a surrogate pair is not split.
 * @param {string} text @param {number} length
 */
export function cut(text, length) {
  if (length < 1) return '';
  const end = length - 1;
  return text.slice(0, end > 0 && isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end) + MORE;
}

/** @param {number} unit */
const isHighSurrogate = (unit) => unit >= 0xd800 && unit < 0xdc00;

class Writer {
  text = '';
  truncated = false;
  #limit;
  #ignore;
  /** Set when there is no room for more: from here on brackets close. */
  #full = false;
  /** Brackets that are open. */
  #open = 0;
  /** Members looked at: those that write nothing would cost no room. */
  #steps = 0;
  #vain = 0;
  /** @type {object[]} */
  #ancestors = [];

  /** @param {number} limit @param {Ignore} ignore */
  constructor(limit, ignore) {
    this.#limit = limit;
    this.#ignore = ignore;
  }

  get #room() {
    return this.#limit - this.text.length - this.#open - RESERVE;
  }

  /** @param {unknown} value */
  write(value) {
    const { text, truncated } = this;
    const [open, depth] = [this.#open, this.#ancestors.length];
    try {
      this.#value(value);
    } catch {
      this.text = text;
      this.truncated = truncated;
      this.#full = false;
      this.#open = open;
      this.#ancestors.length = depth;
      this.#string(THREW);
    }
  }

  /** @param {unknown} value */
  #value(value) {
    switch (typeof value) {
      case 'string':
        return this.#string(value);
      case 'bigint':
        return this.#string(String(value));
      case 'symbol':
        return this.#string(`[${String(value)}]`);
      case 'function':
        return this.#string(`[Function ${value.name}]`);
      case 'object':
        if (value !== null) return this.#nested(value);
    }
    this.#token(JSON.stringify(value ?? null));
  }

  /** @param {string} json that cannot be cut */
  #token(json) {
    if (json.length <= this.#room) this.text += json;
    else this.#stop(MORE_JSON);
  }

  /** @param {string} mark */
  #stop(mark) {
    this.text += mark;
    this.truncated = true;
    this.#full = true;
  }

  /** @param {string} value */
  #string(value) {
    const room = this.#room;
    const json = value.length < room ? JSON.stringify(value) : '';
    if (json && json.length <= room) this.text += json;
    else this.#stop(cutJson(value, Math.max(room + MORE_JSON.length, MORE_JSON.length)));
  }

  /** @param {object} object */
  #nested(object) {
    if (this.#ancestors.includes(object)) return this.#string('[Circular]');
    if (this.#ancestors.length >= MAX_DEPTH) {
      this.truncated = true;
      return this.#string(MORE);
    }
    const json =
      this.#vain < MAX_VAIN ? plainJson(object, this.#room, this.#ancestors.length, this.#ignore) : undefined;
    if (json !== undefined) {
      this.text += json;
      return;
    }
    this.#vain += 1;
    this.#ancestors.push(object);
    this.#object(object, false);
    this.#ancestors.pop();
  }

  /** @param {any} object @param {boolean} isJson came out of toJSON @returns {void} */
  #object(object, isJson) {
    if (Array.isArray(object)) {
      const summary = summaryOfNumbers(object, FEW_NUMBERS, this.#limit);
      return summary ? this.#string(summary) : this.#list(listed.call(object));
    }
    const brand = brandOf(object);
    if (brand === 'Map') return this.#map(object);
    if (brand === 'Set') return this.#list(object.values());
    const other = standIn(object, brand);
    if (other !== undefined) return isRecord(other) ? this.#record(members(other)) : this.#value(other);
    if (!isJson && typeof object.toJSON === 'function') {
      const json = object.toJSON('');
      return isRecord(json) ? this.#object(json, true) : this.#value(json);
    }
    const isOpaque = brand !== 'Object' && Object.keys(object).length === 0;
    return isOpaque ? this.#string(`[${brand}]`) : this.#record(members(object));
  }

  /** @param {Map<unknown, unknown>} map */
  #map(map) {
    let looked = 0;
    for (const key of map.keys()) {
      if (typeof key !== 'string') return this.#list(map.entries());
      if (++looked > this.#limit) break;
    }
    this.#record(/** @type {Iterable<[string, unknown]>} */ (map.entries()));
  }

  /** @param {Iterable<unknown>} items */
  #list(items) {
    if (!this.#begin('[')) return;
    let comma = '';
    for (const item of items) {
      this.text += comma;
      comma = ',';
      if (this.#isTired()) this.#stop(MORE_JSON);
      else this.write(this.#ignore?.(item) ? null : item);
      if (this.#full) break;
    }
    this.#end(']');
  }

  /** @param {Iterable<[string, unknown]>} entries */
  #record(entries) {
    if (!this.#begin('{')) return;
    let comma = '';
    for (const [key, value] of entries) {
      const isTired = this.#isTired();
      if ((value === undefined || this.#ignore?.(value)) && !isTired) continue;
      const json = !isTired && key.length < this.#room ? `${comma}${JSON.stringify(key)}:` : undefined;
      if (json && json.length <= this.#room) {
        this.text += json;
        this.write(value);
      } else {
        this.#stop(`${comma}${MORE_JSON}:${MORE_JSON}`);
      }
      comma = ',';
      if (this.#full) break;
    }
    this.#end('}');
  }

  #isTired() {
    return ++this.#steps > this.#limit;
  }

  /** @param {string} bracket */
  #begin(bracket) {
    if (this.#room < 2) {
      this.#stop(MORE_JSON);
      return false;
    }
    this.text += bracket;
    this.#open += 1;
    return true;
  }

  /** @param {string} bracket */
  #end(bracket) {
    this.text += bracket;
    this.#open -= 1;
  }
}

/** @param {unknown} value */
const isRecord = (value) => typeof value === 'object' && value !== null;

/**
 * @param {any} object
 * @returns {Generator<[string, unknown]>}
 */
function* members(object) {
  for (const key of Object.keys(object)) {
    let value;
    try {
      value = object[key];
    } catch {
      value = THREW;
    }
    yield [key, value];
  }
}

/**
 * A string of JSON, at most `length` long, that shows the beginning of `text`.
 * @param {string} text @param {number} length at least 3
 */
function cutJson(text, length) {
  let piece = text.length < length ? text : text.slice(0, length);
  let size = JSON.stringify(piece).length;
  while (piece !== '' && size + 1 > length) {
    piece = piece.slice(0, Math.min(piece.length - 1, Math.floor((piece.length * length) / (size + 1))));
    if (isHighSurrogate(piece.charCodeAt(piece.length - 1))) piece = piece.slice(0, -1);
    size = JSON.stringify(piece).length;
  }
  return JSON.stringify(piece + MORE);
}
