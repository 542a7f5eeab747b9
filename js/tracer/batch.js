// A batch of spans on its way to several exporters: what each gets, and what became of it in the end.

/** @typedef {import('../exporter/delivery.js').Outcome} Outcome */

export class Batch {
  spanCount;
  /** Size of its largest payload in bytes. */
  byteLength;
  #payloads;
  #open;
  #whenDone;
  #delivered = 0;
  #stored = 0;
  /** @type {string | undefined} */
  #reason;

  /**
   * @param {number} spanCount @param {number} byteLength @param {Map<unknown, unknown>} payloads by exporter
   * @param {number} exporters how many have to report @param {(delivered: number, stored: number, reason: string) => void} whenDone
   */
  constructor(spanCount, byteLength, payloads, exporters, whenDone) {
    this.spanCount = spanCount;
    this.byteLength = byteLength;
    this.#payloads = payloads;
    this.#open = exporters;
    this.#whenDone = whenDone;
    if (exporters === 0) whenDone(0, 0, 'no_exporter');
  }

  /** @param {unknown} exporter */
  payloadFor(exporter) {
    return this.#payloads.get(exporter);
  }

  /**
   * A span is exported when one exporter delivered it, else stored when one keeps it; what none has is dropped, for the reason of the first that failed.
   * @param {Outcome} outcome
   */
  settle({ delivered, reason, stored = 0 }) {
    this.#delivered = Math.max(this.#delivered, delivered);
    this.#stored = Math.max(this.#stored, stored);
    this.#reason ??= reason;
    this.#open -= 1;
    if (this.#open > 0) return;
    this.#payloads = new Map();
    const kept = Math.min(this.#stored, this.spanCount - this.#delivered);
    this.#whenDone(this.#delivered, kept, this.#reason ?? 'exporter_error');
  }
}
