/** @typedef {import('../model.js').TraceSummary} TraceSummary */
/** @typedef {(summaries: TraceSummary[]) => unknown} Watcher */

const INTERVAL_MS = 250;
/** Of a list so long that telling it takes long, less often. */
const SHARE = 10;

/** Tells all summaries when something has come, at most four times a second. */
export class Watchers {
  /** @type {Watcher[]} */
  #watchers = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #interval = INTERVAL_MS;
  #toldAt = Number.NEGATIVE_INFINITY;
  #summaries;

  /** @param {() => TraceSummary[]} summaries */
  constructor(summaries) {
    this.#summaries = summaries;
  }

  /** @param {Watcher} watcher */
  add(watcher) {
    this.#watchers.push(watcher);
    return tell(watcher, this.#summaries());
  }

  changed() {
    if (this.#timer !== undefined || this.#watchers.length === 0) return;
    const wait = Math.max(0, this.#toldAt + this.#interval - performance.now());
    this.#timer = setTimeout(() => this.#tell(), wait);
    // In Node, nothing waits for it.
    /** @type {any} */ (this.#timer).unref?.();
  }

  #tell() {
    const start = performance.now();
    const summaries = this.#summaries();
    for (const watcher of this.#watchers) tell(watcher, summaries);
    this.#timer = undefined;
    this.#toldAt = performance.now();
    this.#interval = Math.max(INTERVAL_MS, (this.#toldAt - start) * SHARE);
  }
}

/** @param {Watcher} watcher @param {TraceSummary[]} summaries */
async function tell(watcher, summaries) {
  try {
    await watcher(summaries);
  } catch {
    // Its page is gone.
  }
}
