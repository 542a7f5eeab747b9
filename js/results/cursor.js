// Readers of a source, which may share it.
/** @typedef {import('./tap.js').Tap} Tap */
/** @typedef {import('./index.js').How} How */
/** An object that items are read from. Several cursors on one source count each item once. @typedef {Tap | Cursor} Source */

/** One reader of a source: an iterator, a stream reader, or a branch of a tee. */
export class Cursor {
  /** Items seen so far, counted from the beginning of the source. @type {number} */
  at;
  /** Cursors on it that are open. */
  open = 0;
  /** @type {Tap} */
  tap;
  #source;
  #hasLeft = false;

  /** @param {Source} source */
  constructor(source) {
    this.#source = source;
    this.tap = source.tap;
    this.at = source.at;
    source.open += 1;
  }

  /** Passes an item on, unless another reader of the source has passed it on. @param {unknown} item */
  item(item) {
    this.at += 1;
    if (this.at > this.#source.at) this.#source.item(item);
  }

  /** Stops reading. The source can still be read. */
  leave() {
    if (!this.#hasLeft) this.#source.open -= 1;
    this.#hasLeft = true;
  }

  /** Stops reading. The source ends if this was its last reader. @param {How} how @param {unknown} [error] */
  close(how, error) {
    if (this.#hasLeft) return;
    this.leave();
    if (this.#source.open === 0) this.#source.close(how, error);
  }

  /** Ends the source for all its readers. @param {How} how @param {unknown} [error] */
  end(how, error) {
    if (!this.#hasLeft) this.#source.end(how, error);
  }
}
