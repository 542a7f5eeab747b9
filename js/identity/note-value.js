// Logs a value and the objects inside it, so that the core can recognize each of them later.
// The walk is breadth-first: if the node limit is reached, the outer objects are logged.

import { inPlace } from '../capture/in-place.js';
import { isEmbedding } from '../capture/stand-in.js';
import * as OP from '../log/records/op.js';
import { INDEX_KEY, NONE } from '../log/records.js';
import { isObject, isRecord, itemOf, own } from '../reading/data.js';
import { readable } from '../reading/observed.js';

/** @typedef {import('../log/event-log.js').EventLog} EventLog */
/** @typedef {{ depth: number, nodes: number, ignore?: (value: unknown) => boolean }} Limits */

const HEAD_WORDS = 4;
const COUNT_AT = 3;
const NODE_WORDS = 4;
const SLOTS_PER_NODE = 8;
const FEW = 24;

/** The objects of the current walk, in order. Walks are never nested. @type {object[]} */
const met = [];

/**
 * Logs `root` as a value of a span.
 * @param {EventLog} log @param {number} span @param {number} side @param {number} shape
 * @param {number} index of the argument or item @param {object} root @param {Limits} limits
 */
export function noteValue(log, span, side, shape, index, root, limits) {
  const start = log.length;
  try {
    if (limits.ignore?.(root)) return;
    log.put4(OP.VALUE | (side << 8) | (shape << 16), span, index, 0);
    const walk = new Walk(log, start, limits);
    walk.visit(root, NONE, NONE);
    walk.enter();
  } catch {
    // No stack is left: what was logged so far is kept.
    log.rewind(met.length === 0 ? start : start + HEAD_WORDS + NODE_WORDS * log.words[start + COUNT_AT]);
  } finally {
    met.length = 0;
  }
}

class Walk {
  #log;
  #header;
  #limits;
  #slots;
  /** @type {Set<object> | undefined} */
  #seen;

  /** @param {EventLog} log @param {number} header @param {Limits} limits */
  constructor(log, header, limits) {
    this.#log = log;
    this.#header = header;
    this.#limits = limits;
    this.#slots = limits.nodes * SLOTS_PER_NODE;
  }

  /** @param {object} object @param {number} parent @param {number} key */
  visit(object, parent, key) {
    const at = this.#log.claim(NODE_WORDS);
    const { words } = this.#log;
    this.#log.putObject(at, object);
    words[at + 2] = parent;
    words[at + 3] = key;
    words[this.#header + COUNT_AT] = met.push(object);
  }

  /** Visits the objects level by level, up to the limits. */
  enter() {
    const { depth, nodes } = this.#limits;
    let level = 0;
    let levelEnd = met.length;
    for (let parent = 0; parent < met.length; parent++) {
      if (parent === levelEnd) {
        level += 1;
        levelEnd = met.length;
      }
      if (level >= depth || met.length >= nodes || this.#slots <= 0) return;
      this.#members(met[parent], parent);
    }
  }

  /** @param {object} value @param {number} parent @returns {void} */
  #members(value, parent) {
    if (typeof value === 'function') return;
    const object = readable(value);
    if (!object) return;
    if (Array.isArray(object)) return this.#list(object, parent);
    if (ArrayBuffer.isView(object)) return;
    const keys = isRecord(object) ? Object.keys(object) : undefined;
    const other = inPlace(object, keys);
    if (other?.members) return this.#members(other.members, parent);
    if (other) return this.#member(other.value, parent, NONE);
    if (keys) return this.#record(object, keys, parent);
    const isMap = object instanceof Map;
    if (isMap || object instanceof Set) {
      let nth = 0;
      for (const [key, value] of (isMap ? Map : Set).prototype.entries.call(object)) {
        if (this.#isSpent()) return;
        this.#member(value, parent, isMap && typeof key === 'string' ? this.#log.intern(key) : INDEX_KEY | nth);
        nth += 1;
      }
    } else if (!isDomNode(object)) this.#record(object, Object.keys(object), parent);
  }

  /** @param {object} object @param {string[]} keys @param {number} parent */
  #record(object, keys, parent) {
    for (const key of keys) {
      if (this.#isSpent()) return;
      const value = own(object, key);
      if (isObject(value)) this.#member(value, parent, this.#log.intern(key));
    }
  }

  /** Reads a list that exceeds the limit from both ends: new items usually stand at the end. @param {unknown[]} list @param {number} parent */
  #list(list, parent) {
    if (isEmbedding(list)) return;
    const skipFrom = list.length > this.#slots ? this.#slots >> 1 : list.length;
    const skipTo = list.length - skipFrom;
    for (let i = 0; i < list.length && !this.#isSpent(); i++) {
      if (i === skipFrom && skipTo > i) i = skipTo;
      this.#member(itemOf(list, i), parent, INDEX_KEY | i);
    }
  }

  #isSpent() {
    return --this.#slots < 0;
  }

  /** @param {unknown} value @param {number} parent @param {number} key */
  #member(value, parent, key) {
    if (!isObject(value) || met.length >= this.#limits.nodes || this.#wasMet(value)) return;
    if (this.#limits.ignore?.(value)) return;
    this.visit(value, parent, key);
    this.#seen?.add(value);
  }

  /** @param {object} value */
  #wasMet(value) {
    if (met.length <= FEW) return met.includes(value);
    this.#seen ??= new Set(met);
    return this.#seen.has(value);
  }
}

/** Frameworks attach their whole component tree to DOM nodes. @param {object} object */
const isDomNode = (object) => typeof Node !== 'undefined' && object instanceof Node;
