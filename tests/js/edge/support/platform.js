// A platform that calls handlers, as Workers do.
import { createTracer, memory } from '../../../../js/index.js';

export class Platform {
  /** Promises that it waits for. @type {Promise<unknown>[]} */
  waits = [];
  ctx = { waitUntil: (/** @type {Promise<unknown>} */ promise) => void this.waits.push(promise) };

  /** Waits as a platform without a limit does. */
  async settled() {
    for (let i = 0; i < this.waits.length; i++) await this.waits[i];
  }
}

/** A tracer, and the spans that have left it. @param {import('node:test').TestContext} t @param {import('../../../../js/index.js').TracerOptions} [options] */
export function traced(t, options) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], ...options });
  t.after(() => tracer.shutdown());
  const find = (/** @type {string} */ name) => {
    const found = sink.spans.filter((span) => span.name === name);
    if (found.length !== 1) throw new Error(`${found.length} spans are called ${name}`);
    return found[0];
  };
  return { tracer, sink, find };
}

export const requestTo = (/** @type {string} */ path, /** @type {RequestInit} */ init = {}) =>
  new Request(new URL(path, 'https://app.example'), init);

/** A stream whose chunks the test sends. */
export function controlled() {
  /** @type {any} */
  const ends = {};
  const stream = new ReadableStream({
    start(controller) {
      ends.controller = controller;
    },
    cancel(reason) {
      ends.reason = reason;
    },
  });
  const send = (/** @type {string} */ text) => ends.controller.enqueue(new TextEncoder().encode(text));
  return { stream, ends, send, close: () => ends.controller.close() };
}
