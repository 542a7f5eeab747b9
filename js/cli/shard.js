// One linker and its share of the traces. A worker has one, or the command itself if it uses one thread.
import { createLinker } from '../linker/index.js';

/** @typedef {import('../formats/piece.js').Encoding} Encoding */
/** @typedef {import('../types/linker-stats.js').LinkerStats} LinkerStats */

/**
 * Pieces that are linked together. `ends` says where each ends in `bytes`; `clock` how many bytes of all inputs came before.
 * @typedef {{ bytes: Uint8Array, ends: number[], signals: ('traces' | 'logs')[], clock: number }} Round
 */
/** What came of a round. `refused` has the pieces that are no requests, by their index. @typedef {{ requests: Uint8Array[], refused: { index: number, reason: string }[] }} RoundResult */
/** @typedef {LinkerStats & { withoutContent: import('../types/linker-stats.js').ContentGap[] }} ShardStats */
/** @typedef {{ index: number, count: number }} Share */
/** @typedef {{ window: number, maxBytes: number, minLength?: number }} LinkSettings */

/** About how large a request is that is written. */
const REQUEST_BYTES = 4 << 20;

/** The engine's largest number of waiting traces: their bytes are the limit. */
const MAX_TRACES = 2 ** 32 - 1;

export class Shard {
  #linker;
  #encoding;
  #clock;

  /** @param {any} linker @param {Encoding} encoding of what it gives @param {{ now: number }} clock */
  constructor(linker, encoding, clock) {
    this.#linker = linker;
    this.#encoding = encoding;
    this.#clock = clock;
  }

  async close() {
    this.#linker.delete();
  }

  /** @param {Round} round @returns {Promise<RoundResult>} */
  async add({ bytes, ends, signals, clock }) {
    /** @type {RoundResult['refused']} */
    const refused = [];
    const requests = [];
    let start = 0;
    for (const [index, end] of ends.entries()) {
      this.#clock.now = clock + end;
      try {
        this.#linker.add(bytes.subarray(start, end), { signal: signals[index] });
      } catch (error) {
        if (/** @type {Error} */ (error).name !== 'OtlpError') throw error;
        refused.push({ index, reason: /** @type {Error} */ (error).message });
      }
      start = end;
    }
    // A quarter of the memory is for what was evicted or came late: more than a round can be.
    for (let request = this.#take(false); request; request = this.#take(false)) requests.push(request);
    return { requests, refused };
  }

  /** Links the rest, once all has come. */
  async finish() {
    await this.#linker.process({ done: true });
  }

  /** After finish(): the next request, until there is none. @returns {Promise<Uint8Array | undefined>} */
  async take() {
    return this.#take(true);
  }

  /** @returns {Promise<ShardStats>} */
  async stats() {
    return { ...this.#linker.stats(), withoutContent: this.#linker.withoutContent() };
  }

  /** @param {boolean} done @returns {Uint8Array | undefined} */
  #take(done) {
    const request = this.#linker.take({ format: this.#encoding, done, maxBytes: REQUEST_BYTES });
    return typeof request === 'string' ? Buffer.from(request) : request;
  }
}

/**
 * @param {Share} share @param {Encoding} encoding @param {LinkSettings} settings
 * @returns {Promise<Shard>}
 */
export async function openShard(share, encoding, { window, maxBytes, minLength }) {
  const clock = { now: 0 };
  const linker = await createLinker({
    // The clock counts bytes: what was recorded has no time of its own to wait for.
    clock: () => clock.now,
    grace: window,
    maxTraces: MAX_TRACES,
    maxTraceBytes: maxBytes,
    maxBytes,
    share,
    links: { text: { minLength } },
  });
  return new Shard(linker, encoding, clock);
}
