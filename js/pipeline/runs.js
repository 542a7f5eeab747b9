/** @typedef {(import('../page/owner-stamp.js').OwnerStamp | undefined)[]} Marks by exporter */

/** Whose the spans are that ended and are not cut yet, in order: those that follow each other with the same marks are one run. */
export class Runs {
  /** `start` is where it begins in the queue. @type {{ marks: Marks, start: number }[]} */
  #runs = [];

  /** Of the first. */
  get marks() {
    return this.#runs[0]?.marks;
  }

  /** Spans of the first, at most. */
  get length() {
    return this.#runs[1]?.start ?? Infinity;
  }

  /** Takes note of a span. @param {Marks} marks @param {number} before how many are in front of it */
  add(marks, before) {
    const last = this.#runs.at(-1);
    if (last && marks.every((mark, i) => mark === last.marks[i])) return;
    this.#runs.push({ marks, start: before });
    this.shift(0);
  }

  /** The first ones are taken, or lost. @param {number} count */
  shift(count) {
    for (const run of this.#runs) run.start -= count;
    while (this.length <= 0) this.#runs.shift();
  }

  /** All but the first ones are lost. @param {number} count */
  truncate(count) {
    this.#runs = this.#runs.filter(({ start }) => start < count);
  }
}
