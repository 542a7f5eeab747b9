// When the next flush is due: one timer, which an earlier due time replaces.

import { hasStack } from '../base/has-stack.js';

export class FlushSchedule {
  #onDue;
  #maxDelayMs;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Microseconds since the epoch. */
  #dueAt = 0;

  /** @param {number} maxDelayMs @param {() => void} onDue */
  constructor(maxDelayMs, onDue) {
    this.#maxDelayMs = maxDelayMs;
    this.#onDue = onDue;
  }

  /** Returns whether it set a timer, which keeps no process alive. @param {number} now microseconds since the epoch @param {boolean} isUrgent whether to flush as soon as the running call has returned */
  request(now, isUrgent) {
    const delayMs = isUrgent ? 0 : this.#maxDelayMs;
    const dueAt = now + delayMs * 1000;
    // Some runtimes drop a timer with the request that set it, so a timer that is long overdue is lost.
    const isLost = now > this.#dueAt + 2000 * this.#maxDelayMs;
    if (this.#timer !== undefined && dueAt >= this.#dueAt && !isLost) return false;
    // setTimeout() itself could overflow the stack. A span that ends at a shallower depth sets the timer instead.
    if (!hasStack()) return false;
    this.cancel();
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#onDue();
    }, delayMs);
    /** @type {any} */ (this.#timer).unref?.();
    return true;
  }

  cancel() {
    clearTimeout(this.#timer);
  }
}
