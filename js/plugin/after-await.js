// What `spanloom/plugin` puts around each `await` of a transformed function: what is active is taken away when the function waits, and
// brought back when it goes on. So it lasts exactly as long as a piece of its code runs, whatever else runs in between.
import { end, restore, sync } from '../context/sync.js';

/** In the job of whoever called the function, or resumed the generator: what is active is theirs. */
const CALLED = 0;
/** In a job of its own: what is active was brought back here, and is taken away here. */
const RESUMED = 1;
const WAITING = 2;
/** The next piece runs within a call of `next`, and what is active there counts; or in a job of its own. */
const YIELDED = 3;

/** One call of an async function. */
export class AsyncCall {
  #active = sync().active;
  #state = CALLED;

  /** Just before an `await`. @template T @param {T} [value] what is waited for @returns {T | undefined} */
  wait(value) {
    this.end();
    this.#state = WAITING;
    return value;
  }

  /** Just before a `yield`. @template T @param {T} [value] @returns {T | undefined} */
  give(value) {
    this.end();
    this.#state = YIELDED;
    return value;
  }

  /**
   * Wherever the function may go on: behind `await` and `yield`, and first in `catch` and `finally`.
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

  /** Where a piece ends. */
  end() {
    if (this.#state === RESUMED) end();
  }
}
