// How long something may take, apart from the time in which it waits for others.
import { abortableTimeout } from '../base/abortable-timeout.js';

export class Patience {
  #left;
  #giveUp;
  #deadline = 0;
  /** What is waited for. */
  #waits = 0;
  #cancel = () => {};

  /** @param {number} ms @param {() => void} giveUp */
  constructor(ms, giveUp) {
    this.#left = ms;
    this.#giveUp = giveUp;
    this.#start();
  }

  #start() {
    this.#deadline = Date.now() + this.#left;
    this.#cancel = abortableTimeout(this.#left, this.#giveUp);
  }

  /** Also where the timer was lost. */
  get isOver() {
    return this.#waits === 0 && Date.now() > this.#deadline;
  }

  /** @template T @param {Promise<T>} promise of what others have to do first */
  async waitFor(promise) {
    if (this.#waits++ === 0) {
      this.#cancel();
      this.#left = this.#deadline - Date.now();
    }
    try {
      return await promise;
    } finally {
      if (--this.#waits === 0) this.#start();
    }
  }

  end() {
    this.#cancel();
    this.#waits = Number.POSITIVE_INFINITY;
  }
}
