// What `spanloom/plugin` puts around each `await` of a transformed function. It clears what is active when the function waits, and restores it when the
// function continues. So it lasts exactly while the function's own code runs, whatever runs in between.
import { end, restore, sync } from '../context/sync.js';

/** Runs in the job that called the function or resumed the generator, which decides what is active. */
const CALLED = 0;
/** Runs in a job of its own: what is active was restored here, and is cleared here. */
const RESUMED = 1;
const WAITING = 2;
/** Continues either within a call of `next`, where the caller decides what is active, or in a job of its own. */
const YIELDED = 3;

/** One call of an async function. */
export class AsyncCall {
  #active = sync().active;
  #state = CALLED;

  /** Called before an `await`. @template T @param {T} [value] what the function waits for @returns {T | undefined} */
  wait(value) {
    this.end();
    this.#state = WAITING;
    return value;
  }

  /** Called before a `yield`. @template T @param {T} [value] @returns {T | undefined} */
  give(value) {
    this.end();
    this.#state = YIELDED;
    return value;
  }

  /**
   * Called wherever the function can continue: after `await` and `yield`, and first in `catch` and `finally`.
   * @template T @param {T} [value] @returns {T | undefined}
   */
  back(value) {
    if (this.#state === WAITING || (this.#state === YIELDED && sync().active === undefined)) {
      this.#state = RESUMED;
      restore(this.#active);
    } else if (this.#state === YIELDED) {
      this.#state = CALLED;
      this.#active = sync().active;
    }
    return value;
  }

  /** Called where the function stops running. */
  end() {
    if (this.#state === RESUMED) end();
  }
}
