// A timeout that does not run while its owner waits for others, such as for its turn to use the network.
import { abortableTimeout } from '../base/abortable-timeout.js';

export class PausableTimeout {
  #msLeft;
  #onTimeout;
  #deadline = 0;
  /** Waits that pause it now. */
  #pauses = 0;
  #cancel = () => {};

  /** @param {number} ms @param {() => void} onTimeout */
  constructor(ms, onTimeout) {
    this.#msLeft = ms;
    this.#onTimeout = onTimeout;
    this.#start();
  }

  #start() {
    this.#deadline = Date.now() + this.#msLeft;
    this.#cancel = abortableTimeout(this.#msLeft, this.#onTimeout);
  }

  /** Whether the time is up. True even if the runtime dropped the timer. */
  get isOver() {
    return this.#pauses === 0 && Date.now() > this.#deadline;
  }

  /** Pauses until `promise` settles, and settles as it does. @template T @param {Promise<T>} promise */
  async waitFor(promise) {
    if (this.#pauses++ === 0) {
      this.#cancel();
      this.#msLeft = this.#deadline - Date.now();
    }
    try {
      return await promise;
    } finally {
      if (--this.#pauses === 0) this.#start();
    }
  }

  cancel() {
    this.#cancel();
    this.#pauses = Infinity;
  }
}
