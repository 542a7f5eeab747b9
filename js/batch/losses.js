import { ExportError } from './export-error.js';

/** Counts dropped spans by reason. Reports every error to `onError`; if there is none, the first loss of each reason. */
export class Losses {
  /** @type {Record<string, number>} */
  counts = {};
  #onError;
  #reported;

  /** @param {(error: unknown) => void} onError @param {Set<string>} [reported] reasons that were reported, shared by all that count the same spans */
  constructor(onError, reported = new Set()) {
    this.#onError = onError;
    this.#reported = reported;
  }

  /** @param {string | undefined} reason undefined if nothing is lost @param {number} count of spans @param {unknown} [error] */
  add(reason, count, error) {
    if (error) this.#onError(error);
    if (reason === undefined) return;
    if (count > 0) {
      this.counts[reason] = (this.counts[reason] ?? 0) + count;
      // Later, so that user code never runs inside of the call that lost it, and the message counts all that are lost together.
      if (!error && !this.#reported.has(reason)) queueMicrotask(() => this.#report(reason));
    }
    if (error || count > 0) this.#reported.add(reason);
  }

  /** @param {string} reason */
  #report(reason) {
    const why = reason === 'queue_full' ? ': more were waiting than queue.maxSpans or queue.maxBytes allows' : '';
    this.#onError(new ExportError(reason, `${this.counts[reason]} spans dropped (${reason})${why}`));
  }
}
