// Hands batches to every exporter's delivery, and counts the outcomes.

import { Delivery } from '../delivery/delivery.js';
import { Batch } from './batch.js';

/** @typedef {import('../delivery/delivery.js').Outcome} Outcome */
/** @typedef {import('./parts.js').Part} Part */

export class Dispatcher {
  deliveries;
  /** Spans that at least one exporter delivered. */
  exported = 0;
  /** Spans that a page has stored for a later visit. */
  stored = 0;
  /** In batches that are not settled. */
  spans = 0;
  bytes = 0;
  #losses;
  #untraced;

  /**
   * @param {import('../options/tracer-options.js').Settings} settings @param {import('../batch/losses.js').Losses} losses
   * @param {Set<string>} reported reasons of losses that were reported to onError @param {<T>(fn: () => T) => T} untraced calls a function with tracing suppressed
   * @param {import('../index.js').ExportContext['resource']} resource
   */
  constructor({ exporters, queue, onError }, losses, reported, untraced, resource) {
    this.#losses = losses;
    this.#untraced = untraced;
    const settled = (/** @type {Batch} */ batch, /** @type {Outcome} */ outcome) => batch.settle(outcome);
    const hooks = { onError, reported, settled, resource };
    this.deliveries = exporters.map((exporter) => new Delivery(exporter, queue, hooks));
  }

  /** Calls `act` for each delivery with tracing suppressed, as exporters are not part of the program. @param {(delivery: Delivery<Batch>) => void} act */
  each(act) {
    this.#untraced(() => this.deliveries.forEach(act));
  }

  /** Returns whether an exporter stores parts before they are sent. */
  open() {
    let isWrittenAhead = false;
    this.each((delivery) => {
      if (delivery.open(this.#untraced)) isWrittenAhead = true;
    });
    return isWrittenAhead;
  }

  /** Sends a part as a batch. @param {Part} part */
  dispatch({ spanCount, byteLength, payloads }) {
    this.#count(spanCount, byteLength);
    const onSettled = (/** @type {Outcome} */ { delivered, stored, dropped }) => {
      this.#count(-spanCount, -byteLength);
      this.exported += delivered;
      this.stored += stored;
      for (const [reason, count] of Object.entries(dropped)) this.#losses.add(reason, count);
    };
    const batch = new Batch(spanCount, byteLength, payloads, this.deliveries.length, onSettled);
    this.each((delivery) => delivery.enqueue(batch));
  }

  /** @param {number} spans @param {number} bytes */
  #count(spans, bytes) {
    this.spans += spans;
    this.bytes += bytes;
  }
}
