// A batch of spans on its way to several exporters: what each gets, and what became of it in the end.

/** @typedef {import('../delivery/items.js').Outcome} Outcome */

export class Batch {
  spanCount;
  /** Size of its largest payload in bytes. */
  byteLength;
  #payloads;
  #open;
  #whenDone;
  #delivered = 0;
  #stored = 0;
  /** @type {Record<string, number>} */
  #dropped = {};

  /**
   * @param {number} spanCount @param {number} byteLength @param {Map<unknown, unknown>} payloads by exporter
   * @param {number} exporters how many have to report @param {(outcome: Outcome) => void} whenDone
   */
  constructor(spanCount, byteLength, payloads, exporters, whenDone) {
    this.spanCount = spanCount;
    this.byteLength = byteLength;
    this.#payloads = payloads;
    this.#open = exporters;
    this.#whenDone = whenDone;
    if (exporters === 0) whenDone({ delivered: 0, stored: 0, dropped: { no_exporter: spanCount } });
  }

  /** @param {unknown} exporter */
  payloadFor(exporter) {
    return this.#payloads.get(exporter);
  }

  /**
   * A span is exported when one exporter delivered it, else stored when one keeps it; what none has is dropped, for the reasons of the first that dropped any.
   * @param {Outcome} outcome
   */
  settle({ delivered, stored, dropped }) {
    this.#delivered = Math.max(this.#delivered, delivered);
    this.#stored = Math.max(this.#stored, stored);
    if (Object.keys(this.#dropped).length === 0) this.#dropped = dropped;
    this.#open -= 1;
    if (this.#open > 0) return;
    this.#payloads = new Map();
    const kept = Math.min(this.#stored, this.spanCount - this.#delivered);
    const lost = firstOf(this.#dropped, this.spanCount - this.#delivered - kept);
    this.#whenDone({ delivered: this.#delivered, stored: kept, dropped: lost });
  }
}

/** So many of them. @param {Record<string, number>} dropped by reason @param {number} count */
function firstOf(dropped, count) {
  /** @type {Record<string, number>} */
  const first = {};
  for (const [reason, most] of Object.entries(dropped)) {
    const taken = Math.min(most, count);
    if (taken > 0) first[reason] = taken;
    count -= taken;
  }
  return first;
}
