// Links rounds of pieces in one or more shards. Every shard gets every piece and keeps the traces of its share, so a trace stays whole.
// Results come in the order of the rounds and, within a round, of the shards: the output depends on the number of threads, but not on their speed.
import { RemoteShard } from './remote-shard.js';
import { openShard } from './shard.js';

/** @typedef {import('./shard.js').LinkSettings} LinkSettings */
/** @typedef {import('./shard.js').Round} Round */
/** @typedef {import('./shard.js').RoundResult} RoundResult */
/** @typedef {Pick<import('./shard.js').Shard, 'add' | 'finish' | 'take' | 'stats' | 'close'>} AnyShard */

/** Of a thread. */
const MIN_BYTES = 32 << 20;

export class Pool {
  #shards;

  /** @param {AnyShard[]} shards */
  constructor(shards) {
    this.#shards = shards;
  }

  /** @param {Round} round @returns {Promise<RoundResult>} */
  async add(round) {
    const results = await Promise.all(this.#shards.map((shard) => shard.add(round)));
    // All of them refuse the same.
    return { requests: results.flatMap(({ requests }) => requests), refused: results[0].refused };
  }

  /** Links the rest, once all rounds were added. */
  async finish() {
    await Promise.all(this.#shards.map((shard) => shard.finish()));
  }

  /** After finish(): the rest. @returns {AsyncGenerator<Uint8Array>} */
  async *rest() {
    for (const shard of this.#shards)
      for (let request = await shard.take(); request; request = await shard.take()) yield request;
  }

  /** @returns {Promise<import('./shard.js').ShardStats[]>} of each shard */
  stats() {
    return Promise.all(this.#shards.map((shard) => shard.stats()));
  }

  async close() {
    await Promise.all(this.#shards.map((shard) => shard.close()));
  }
}

/**
 * @param {number} threads @param {import('../formats/piece.js').Encoding} encoding of the output
 * @param {LinkSettings} settings `maxBytes` is of all threads together
 */
export async function openPool(threads, encoding, settings) {
  const share = { ...settings, maxBytes: Math.max(Math.floor(settings.maxBytes / threads), MIN_BYTES) };
  if (threads === 1) return new Pool([await openShard({ index: 0, count: 1 }, encoding, share)]);
  return new Pool(
    Array.from(
      { length: threads },
      (_, index) => new RemoteShard({ share: { index, count: threads }, encoding, settings: share }),
    ),
  );
}
