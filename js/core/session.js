// One tracer's session in the core, and the only file that touches the core's memory. Every view is made after the last call that may grow that memory.

import { hasFailed, markFailed } from './load.js';

/** @typedef {import('./load.js').Core} Core */
/** @typedef {import('../log/event-log.js').EventLog} EventLog */

export const POLICY = { off: 0, flow: 1, 'every-use': 2 };
export const ENCODING = { 'otlp-protobuf': 0, 'otlp-json': 1, links: 2 };

const WORD = 4;
/** How many strings are encoded by one call. */
const GROUP = 64;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The sessions of each instance. @type {WeakMap<Core, Set<CoreSession>>} */
const sessions = new WeakMap();

export class CoreSession {
  /** Called when the core failed. All data in this session is lost. @type {(error: Error) => void} */
  onFailure = () => {};
  /** Undefined after dispose(), so that a later use throws a TypeError instead of writing to address 0. @type {Core} */
  #core;
  #session = 0;

  /** @param {Core} core @param {import('../options/tracer-options.js').Settings['links']} links */
  constructor(core, { policy, evidence, minLength, maxTraces, maxObjects, maxTextBytes }) {
    this.#core = core;
    const { structure, text, attribution, ranges } = evidence;
    this.#session = this.#call(
      'session_new',
      POLICY[policy],
      toUint32(maxTraces),
      toUint32(maxObjects),
      // src/wasm/bindings.cc defines the bits.
      Number(structure) | (Number(text) << 1) | (Number(attribution) << 2) | (Number(ranges) << 3),
      minLength,
      toUint32(maxTextBytes),
    );
    if (this.#session === 0) throw new Error("links: this core cannot link by content; 'spanloom.wasm' can");
    const others = sessions.get(core) ?? new Set();
    sessions.set(core, others.add(this));
  }

  /**
   * Calls an export of the core. If it throws, the core has failed for all its sessions: it stopped in the middle of a change.
   * @param {string} name of the export @param {...number} args
   */
  #call(name, ...args) {
    const core = this.#core;
    const method = core[name];
    if (hasFailed(core)) throw new Error('the core has failed');
    try {
      return method(...args);
    } catch (cause) {
      markFailed(core);
      const error = new Error(`the core failed: ${/** @type {any} */ (cause)?.message}`, { cause });
      for (const session of sessions.get(core) ?? []) session.onFailure(error);
      throw error;
    }
  }

  /**
   * Copies the log into the core and empties it.
   * @param {EventLog} log @param {number} now microseconds since the epoch
   * @returns {number} 0, or the core's status if it rejected a record. Throws if the log is too large, and leaves the log unchanged
   */
  drain(log, now) {
    let status = 0;
    log.take(({ words, prefix, strings, stringBytes }) => {
      const wordCount = prefix.length + words.length;
      const size = WORD * (wordCount + strings.length) + stringBytes;
      const address = this.#call('session_reserve', this.#session, toUint32(size)) >>> 0;
      if (address === 0) throw new Error(`the event log is too large for the core (${size} bytes)`);
      const heap = new Uint32Array(this.#core.memory.buffer, address, wordCount + strings.length);
      heap.set(prefix);
      heap.set(words, prefix.length);
      const area = new Uint8Array(this.#core.memory.buffer, address + WORD * heap.length, stringBytes);
      const ends = heap.subarray(wordCount);
      let end = 0;
      for (let first = 0; first < strings.length; first += GROUP) {
        end = putStrings(strings.slice(first, first + GROUP), area, end, ends.subarray(first));
      }
      status = this.#call('session_drain', this.#session, wordCount, strings.length, end, now);
    });
    return status;
  }

  /** The number of ended spans that wait for `cut`. */
  get finishedSpans() {
    return this.#call('session_finished_spans', this.#session);
  }

  /** Their approximate size in bytes. */
  get finishedBytes() {
    return this.#call('session_finished_bytes', this.#session);
  }

  /**
   * Makes the oldest finished spans the current batch, and returns their number.
   * @param {number} maxSpans @param {number} maxBytes
   */
  cut(maxSpans, maxBytes) {
    return this.#call('session_cut', this.#session, toUint32(maxSpans), toUint32(maxBytes));
  }

  /**
   * Returns the current batch, encoded, as a copy.
   * @param {keyof typeof ENCODING} encoding @param {boolean} treeLinks
   */
  encode(encoding, treeLinks) {
    const status = this.#call('session_encode', this.#session, ENCODING[encoding], Number(treeLinks));
    if (status !== 0) throw new Error(`the core could not encode ${encoding} (status ${status})`);
    return this.#result();
  }

  /**
   * Returns the lineage of what a stand-in was given so far; empty if nothing is known.
   * @param {number} number @param {number[]} keyWords the ID of the span that keys the hashes
   */
  lineage(number, [key0, key1]) {
    this.#call('session_lineage', this.#session, number, key0, key1);
    return this.#result();
  }

  /** Discards the current batch. */
  release() {
    this.#call('session_release', this.#session);
  }

  /**
   * Returns the links of the current batch: a list for each span.
   * @param {boolean} treeLinks @returns {import('../index.js').Link[][]}
   */
  links(treeLinks) {
    return JSON.parse(decoder.decode(this.encode('links', treeLinks)));
  }

  /** Returns the core's counters. @returns {any} */
  stats() {
    this.#call('session_stats', this.#session);
    return { ...JSON.parse(decoder.decode(this.#result())), memoryBytes: this.#core.memory.buffer.byteLength };
  }

  dispose() {
    sessions.get(this.#core)?.delete(this);
    try {
      this.#call('session_delete', this.#session);
    } catch {
      // The core failed, and the session with it.
    }
    this.#core = /** @type {any} */ (undefined);
  }

  #result() {
    const address = this.#call('session_result_address', this.#session) >>> 0;
    const size = this.#call('session_result_size', this.#session) >>> 0;
    return new Uint8Array(this.#core.memory.buffer, address, size).slice();
  }
}

/** The nearest number that the core accepts. @param {number} value */
const toUint32 = (value) => Math.min(value, 0xffffffff);

/**
 * Writes strings into `area` from `at` on, and the end of each into `ends`. Returns the end of the last one.
 * @param {(string | Uint8Array)[]} strings @param {Uint8Array} area @param {number} at @param {Uint32Array} ends
 */
function putStrings(strings, area, at, ends) {
  let size = 0;
  let isText = true;
  for (const text of strings) {
    size += text.length;
    isText &&= typeof text === 'string';
  }
  // One call for all is faster than one for each. If all characters are ASCII, the ends are known.
  const isAscii = isText && encoder.encodeInto(strings.join(''), area.subarray(at)).written === size;
  for (const [i, text] of strings.entries()) {
    at += isAscii ? text.length : put(text, area.subarray(at));
    ends[i] = at;
  }
  return at;
}

/** @param {string | Uint8Array} text @param {Uint8Array} area */
function put(text, area) {
  if (typeof text === 'string') return encoder.encodeInto(text, area).written;
  area.set(text);
  return text.length;
}
