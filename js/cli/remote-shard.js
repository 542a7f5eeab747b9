import { Worker } from 'node:worker_threads';

/** @typedef {import('./shard.js').Round} Round */
/** @typedef {import('./shard.js').RoundResult} RoundResult */
/** @typedef {import('./shard.js').Shard} Shard */

/** A shard in a thread. @implements {Pick<Shard, 'add' | 'finish' | 'take' | 'stats' | 'close'>} */
export class RemoteShard {
  #worker;
  /** Answers come in the order of the questions. @type {{ resolve(value: any): void, reject(error: Error): void }[]} */
  #waiting = [];
  /** @type {Error | undefined} */
  #failure;

  /** @param {object} workerData what openShard() takes */
  constructor(workerData) {
    this.#worker = new Worker(new URL('./worker.js', import.meta.url), { workerData });
    this.#worker.on('message', ({ value, error }) => {
      const { resolve, reject } = /** @type {any} */ (this.#waiting.shift());
      if (error) reject(error);
      else resolve(value);
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('a thread ended before its work')));
  }

  /** @param {Round} round @returns {Promise<RoundResult>} */
  add(round) {
    return this.#ask('add', round);
  }

  /** @returns {Promise<void>} */
  finish() {
    return this.#ask('finish');
  }

  /** @returns {Promise<Uint8Array | undefined>} */
  take() {
    return this.#ask('take');
  }

  /** @returns {Promise<import('./shard.js').ShardStats>} */
  stats() {
    return this.#ask('stats');
  }

  async close() {
    this.#failure ??= new Error('closed');
    await this.#worker.terminate();
  }

  /** @param {string} method @param {unknown[]} args @returns {Promise<any>} */
  #ask(method, ...args) {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage({ method, args });
    });
  }

  /** @param {Error} error */
  #fail(error) {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}
