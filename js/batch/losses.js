import { ExportError } from './export-error.js';

/** Counts dropped spans by reason. Reports every error to onError and, for drops without an error, the first of each reason. */
export class Losses {
  /** @type {Record<string, number>} */
  counts = {};
  #onError;
  #told;

  /** @param {(error: unknown) => void} onError @param {Set<string>} [told] reasons that were told, shared by all who count the same spans */
  constructor(onError, told = new Set()) {
    this.#onError = onError;
    this.#told = told;
  }

  /** @param {string | undefined} reason undefined where nothing is lost @param {number} count @param {unknown} [error] */
  add(reason, count, error) {
    if (error) this.#onError(error);
    if (reason === undefined) return;
    if (count > 0) {
      this.counts[reason] = (this.counts[reason] ?? 0) + count;
      // Not within the call that lost it, and with all that is lost in one go.
      if (!error && !this.#told.has(reason)) queueMicrotask(() => this.#tell(reason));
    }
    if (error || count > 0) this.#told.add(reason);
  }

  /** @param {string} reason */
  #tell(reason) {
    const why = reason === 'queue_full' ? ': more were waiting than queue.maxSpans or queue.maxBytes allows' : '';
    this.#onError(new ExportError(reason, `${this.counts[reason]} spans dropped (${reason})${why}`));
  }
}
