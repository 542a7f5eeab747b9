const INITIAL_SIZE = 1 << 16;

/** The bytes that came and were not taken yet, in one buffer. Costs O(1) per byte, however many chunks a piece came in. */
export class Pending {
  #buffer = new Uint8Array(INITIAL_SIZE);
  #start = 0;
  #end = 0;

  /** @param {Uint8Array} chunk */
  push(chunk) {
    const size = this.#end - this.#start;
    if (this.#end + chunk.length > this.#buffer.length) {
      const needed = size + chunk.length;
      // Half of the buffer must be free after a move, or bytes would move again and again.
      const target =
        needed * 2 > this.#buffer.length ? new Uint8Array(Math.max(needed * 2, INITIAL_SIZE)) : this.#buffer;
      target.set(this.bytes);
      this.#buffer = target;
      this.#start = 0;
      this.#end = size;
    }
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  /** A view, valid until the next push. */
  get bytes() {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  /** Forgets bytes from the start. @param {number} count */
  drop(count) {
    this.#start += count;
    if (this.#start === this.#end) {
      this.#start = 0;
      this.#end = 0;
      // A single huge piece must not keep its memory.
      if (this.#buffer.length > 64 * INITIAL_SIZE) this.#buffer = new Uint8Array(INITIAL_SIZE);
    }
  }
}
