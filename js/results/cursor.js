/** @typedef {import('./tap.js').Tap} Tap */
/** @typedef {import('./index.js').How} How */
/** What is read: items that several readers get are counted once. @typedef {Tap | Cursor} Source */

/** One reader of a source: an iterator, a stream reader, a branch of a tee. */
export class Cursor {
  /** Items seen, counted from the beginning of the source. @type {number} */
  at;
  /** Cursors on it. */
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

  /** Passes on what no other reader of the source has seen. @param {unknown} item */
  item(item) {
    this.at += 1;
    if (this.at > this.#source.at) this.#source.item(item);
  }

  /** Reads no more, but the source can be read on. */
  leave() {
    if (!this.#hasLeft) this.#source.open -= 1;
    this.#hasLeft = true;
  }

  /** Reads no more; the source is over when nobody else reads it. @param {How} how @param {unknown} [error] */
  close(how, error) {
    if (this.#hasLeft) return;
    this.leave();
    if (this.#source.open === 0) this.#source.close(how, error);
  }

  /** The source is over for all. @param {How} how @param {unknown} [error] */
  end(how, error) {
    if (!this.#hasLeft) this.#source.end(how, error);
  }
}
