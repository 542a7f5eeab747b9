// The owner stamps of spans that have ended and are not encoded, in order. Spans in a row with the same stamps are one run, as a part has one owner.

/** @typedef {(import('../page/owner-stamp.js').OwnerStamp | undefined)[]} OwnerStamps by exporter */

export class Runs {
  /** `start` is the position of the run's first span. @type {{ ownerStamps: OwnerStamps, start: number }[]} */
  #runs = [];

  /** The stamps of the first run. */
  get ownerStamps() {
    return this.#runs[0]?.ownerStamps;
  }

  /** The number of spans in the first run; Infinity if it is the only one. */
  get length() {
    return this.#runs[1]?.start ?? Infinity;
  }

  /** Adds a span. @param {OwnerStamps} ownerStamps @param {number} position the number of spans before it */
  add(ownerStamps, position) {
    const last = this.#runs.at(-1);
    if (last && ownerStamps.every((stamp, i) => stamp === last.ownerStamps[i])) return;
    this.#runs.push({ ownerStamps, start: position });
    this.shift(0);
  }

  /** Removes spans at the front. @param {number} count */
  shift(count) {
    for (const run of this.#runs) run.start -= count;
    while (this.length <= 0) this.#runs.shift();
  }

  /** Removes spans at the back. @param {number} count how many stay */
  truncate(count) {
    this.#runs = this.#runs.filter(({ start }) => start < count);
  }
}
