const MAX_TOLD = 20;

/** What could not be read, each once. */
export class Problems {
  /** @type {Map<string, number>} */
  #counts = new Map();
  #more = 0;

  /** @param {string} problem */
  add(problem) {
    const count = this.#counts.get(problem);
    if (count === undefined && this.#counts.size >= MAX_TOLD) this.#more += 1;
    else this.#counts.set(problem, (count ?? 0) + 1);
  }

  /** @returns {string[]} */
  told() {
    const told = [...this.#counts].map(([problem, count]) => (count > 1 ? `${problem} (${count} times)` : problem));
    return this.#more > 0 ? [...told, `and ${this.#more} more`] : told;
  }
}
