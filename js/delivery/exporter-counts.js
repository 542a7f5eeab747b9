// What an exporter did, as `stats()` shows it. Adds counters, and warnings about failed attempts, to the losses.
import { ExportError } from '../batch/export-error.js';
import { Losses } from '../batch/losses.js';
import { readFailure } from '../batch/outcome.js';

/** @typedef {'attempts' | 'retries' | 'failures'} Counter */

const COUNTERS = ['attempts', 'retries', 'failures'];

export class ExporterCounts extends Losses {
  /** `attempts` and `failures` count calls of `export`, and what the exporter adds for its own retries. @type {import('../index.js').ExporterStats} */
  stats;
  #onError;
  /** Reasons of failed attempts that were reported although another attempt follows. */
  #warned = new Set();

  /** @param {string} name @param {{ spans: number, bytes: number }} queued @param {(error: unknown) => void} onError @param {Set<string>} [reported] reasons of losses that were reported */
  constructor(name, queued, onError, reported) {
    super(onError, reported);
    this.#onError = onError;
    this.stats = { name, exported: 0, dropped: this.counts, queued, attempts: 0, retries: 0, failures: 0 };
  }

  /** Exporters call it, so it checks its argument. @param {Counter} counter */
  count = (counter) => void (COUNTERS.includes(counter) && this.stats[counter]++);

  /** Reports a failed attempt that is followed by another. @param {Error} error */
  warn = (error) => {
    const { reason } = readFailure(error);
    if (!this.#warned.has(reason)) this.#onError(new ExportError('warning', `${error?.message}; trying again`));
    this.#warned.add(reason);
  };
}
