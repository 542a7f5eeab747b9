// Results that outlive their call: those that nobody reads any more end their span after a while.

/** @typedef {{ expire(): void }} Watch */

const CHECKS_PER_TIMEOUT = 4;

export class OpenResults {
  #timeout;
  /** When each was last read. @type {Map<Watch, number>} */
  #lastRead = new Map();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  /** @param {number} timeout milliseconds */
  constructor(timeout) {
    this.#timeout = timeout;
  }

  /** Call when it is watched, and whenever it is read. @param {Watch} watch */
  touch(watch) {
    this.#lastRead.set(watch, Date.now());
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#expire(), this.#timeout / CHECKS_PER_TIMEOUT);
    /** @type {any} */ (this.#timer).unref?.();
  }

  /** @param {Watch} watch */
  delete(watch) {
    this.#lastRead.delete(watch);
    if (this.#lastRead.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #expire() {
    const now = Date.now();
    for (const [watch, lastRead] of this.#lastRead) if (now - lastRead >= this.#timeout) watch.expire();
  }
}
