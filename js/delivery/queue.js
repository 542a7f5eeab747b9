// What waits for one exporter, in order of arrival. Its limits also count what is being exported.

/** @typedef {import('./items.js').Item} Item */
/** @typedef {{ maxSpans: number, maxBytes: number }} QueueLimits */

export class Queue {
  /** All items that were added and not released yet. */
  size = { spans: 0, bytes: 0 };
  /** @type {Item[]} */
  #waiting = [];
  #limits;

  /** @param {QueueLimits} limits */
  constructor(limits) {
    this.#limits = limits;
  }

  /** @param {import('./items.js').Payloads} batch */
  hasRoom({ spanCount, byteLength }) {
    const { spans, bytes } = this.size;
    return spans + spanCount <= this.#limits.maxSpans && bytes + byteLength <= this.#limits.maxBytes;
  }

  /** @param {Item} item */
  add(item) {
    this.#count(item, 1);
    this.#waiting.push(item);
  }

  /** Puts the parts of an item in front of all others, in its stead. @param {Item} item which is not waiting @param {Item[]} parts */
  replace(item, parts) {
    this.release(item);
    for (const part of parts) this.#count(part, 1);
    this.#waiting.unshift(...parts);
  }

  /** Takes the first item. It counts until it is released. */
  next() {
    return this.#waiting.shift();
  }

  /** Takes all items that match. They count until they are released. @param {(item: Item) => boolean} matches */
  take(matches) {
    /** @type {Item[]} */
    const taken = [];
    for (const item of this.#waiting.splice(0)) (matches(item) ? taken : this.#waiting).push(item);
    return taken;
  }

  /** Stops counting an item. @param {Item} item which is not waiting */
  release(item) {
    this.#count(item, -1);
  }

  /** @param {Item} item @param {1 | -1} sign */
  #count({ batch }, sign) {
    this.size.spans += sign * batch.spanCount;
    this.size.bytes += sign * batch.byteLength;
  }
}
