// Runs the sweeps of the store: in one tab at a time, and one after the other.
import { abortableTimeout } from '../base/abortable-timeout.js';
import { runAlone } from './locks.js';

const DEFAULT_DELAY_MS = 30_000;

export class Sweeper {
  #sweep;
  #onError;
  #isStopped = false;
  #isRequested = false;
  /** @type {AbortController | undefined} */
  #running;
  /** When the scheduled sweep is due. */
  #due = Infinity;
  #cancel = () => {};

  /** @param {(signal: AbortSignal) => Promise<void>} sweep @param {(cause: unknown) => void} onError */
  constructor(sweep, onError) {
    this.#sweep = sweep;
    this.#onError = onError;
  }

  /** Sweeps now, or once more after the sweep that is running. */
  sweep = async () => {
    this.#isRequested = !this.#isStopped;
    if (this.#running || !this.#isRequested) return;
    const controller = new AbortController();
    const { signal } = controller;
    this.#running = controller;
    try {
      await runAlone('spanloom sweep', signal, async () => {
        while (this.#isRequested && !signal.aborted) {
          this.#isRequested = false;
          await this.#sweep(signal);
        }
      });
    } catch (error) {
      if (!signal.aborted) this.#onError(error);
    }
    if (this.#running === controller) this.#running = undefined;
  };

  /** Schedules a sweep, unless one is due earlier. @param {number} ms 0: the default, with jitter */
  schedule(ms) {
    const due = performance.now() + (ms || DEFAULT_DELAY_MS * (0.5 + Math.random()));
    if (this.#isStopped || due >= this.#due) return;
    this.#unschedule();
    this.#due = due;
    this.#cancel = abortableTimeout(due - performance.now(), () => {
      this.#unschedule();
      this.sweep();
    });
  }

  #unschedule() {
    this.#cancel();
    this.#due = Infinity;
  }

  /** Aborts the sweep that is running. None starts until `resume()`. */
  stop() {
    this.#isStopped = true;
    this.#unschedule();
    this.#running?.abort();
    this.#running = undefined;
  }

  resume() {
    this.#isStopped = false;
  }
}
