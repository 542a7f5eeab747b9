// One tracer's session in the core. The only file that touches the core's memory: every view is made after the last call that may grow it.

/** @typedef {import('./load.js').Core} Core */
/** @typedef {import('../log/event-log.js').EventLog} EventLog */

export const POLICY = { off: 0, flow: 1, 'every-use': 2 };
export const ENCODING = { 'otlp-protobuf': 0, 'otlp-json': 1, links: 2 };

const WORD = 4;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class CoreSession {
  #memory;
  #session;

  /** @param {Core} core @param {keyof typeof POLICY} policy @param {{ maxTraces: number, maxObjects: number }} caps */
  constructor({ glue, memory }, policy, { maxTraces, maxObjects }) {
    this.#memory = memory;
    this.#session = new glue.Session(POLICY[policy], maxTraces, maxObjects);
  }

  /**
   * Feeds the log to the core and empties it.
   * @param {EventLog} log @param {number} now microseconds since the epoch
   * @returns {number} 0, or the core's status if it refused a record
   */
  drain(log, now) {
    let status = 0;
    log.take(({ words, prefix, strings, stringBytes }) => {
      const wordCount = prefix.length + words.length;
      const address = this.#session.reserve(WORD * (wordCount + strings.length) + stringBytes);
      const heap = new Uint32Array(this.#memory.buffer, address, wordCount + strings.length);
      heap.set(prefix);
      heap.set(words, prefix.length);
      const area = new Uint8Array(this.#memory.buffer, address + WORD * heap.length, stringBytes);
      let end = 0;
      for (let i = 0; i < strings.length; i++) {
        const text = strings[i];
        const rest = area.subarray(end);
        if (typeof text === 'string') end += encoder.encodeInto(text, rest).written;
        else {
          rest.set(text);
          end += text.length;
        }
        heap[wordCount + i] = end;
      }
      status = this.#session.drain(wordCount, strings.length, end, now);
    });
    return status;
  }

  /** Spans that ended and wait for `cut`. */
  get finishedSpans() {
    return this.#session.finishedSpans();
  }

  /** Their size in bytes, roughly. */
  get finishedBytes() {
    return this.#session.finishedBytes();
  }

  /**
   * Makes the oldest finished spans the current batch; returns how many.
   * @param {number} maxSpans @param {number} maxBytes
   */
  cut(maxSpans, maxBytes) {
    return this.#session.cut(maxSpans, maxBytes);
  }

  /**
   * The current batch, encoded; a copy.
   * @param {keyof typeof ENCODING} encoding @param {boolean} treeLinks
   */
  encode(encoding, treeLinks) {
    const status = this.#session.encode(ENCODING[encoding], treeLinks);
    if (status !== 0) throw new Error(`the core could not encode ${encoding} (status ${status})`);
    return this.#result();
  }

  /** Forgets the current batch. */
  release() {
    this.#session.release();
  }

  /**
   * The links of the current batch, a list per span.
   * @param {boolean} treeLinks @returns {import('../index.js').Link[][]}
   */
  links(treeLinks) {
    return JSON.parse(decoder.decode(this.encode('links', treeLinks)));
  }

  /** The core's counters. @returns {any} */
  stats() {
    this.#session.stats();
    return { ...JSON.parse(decoder.decode(this.#result())), memoryBytes: this.#memory.buffer.byteLength };
  }

  dispose() {
    this.#session.delete();
  }

  #result() {
    const address = this.#session.resultAddress();
    return new Uint8Array(this.#memory.buffer).slice(address, address + this.#session.resultSize());
  }
}
