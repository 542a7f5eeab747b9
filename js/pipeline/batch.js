// A batch of spans for several exporters: the payload of each, and one outcome of all.

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
   * @param {number} exporters how many will settle it @param {(outcome: Outcome) => void} whenDone
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
   * Called once per exporter. A span is exported if one exporter delivered it, else stored if one stored it, else dropped, for the reasons of the first exporter that dropped any.
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

/** Returns the first `count` of them. @param {Record<string, number>} dropped by reason @param {number} count */
function firstOf(dropped, count) {
  /** @type {Record<string, number>} */
  const first = {};
  for (const [reason, available] of Object.entries(dropped)) {
    const taken = Math.min(available, count);
    if (taken > 0) first[reason] = taken;
    count -= taken;
  }
  return first;
}
