// All traces, within a bound of memory.
import { byTrace } from '../otlp/records.js';
import { Trace } from './trace.js';

/** @typedef {import('../model.js').Origin} Origin */

/** Of requests as they came, and of what is kept beside them. */
const MAX_BYTES = 512 << 20;

export class Traces {
  evicted = 0;
  #maxBytes;
  #bytes = 0;
  /** In the order in which something came for them last. @type {Map<string, Trace>} */
  #traces = new Map();

  /** @param {number} [maxBytes] */
  constructor(maxBytes = MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** @param {string} traceId */
  get(traceId) {
    return this.#traces.get(traceId);
  }

  [Symbol.iterator]() {
    return this.#traces.values();
  }

  /**
   * @param {any} request @param {Uint8Array | undefined} bytes the same, if it came so @param {Origin} origin
   * @returns {{ spans: number, traces: string[], problems: string[] }}
   */
  add(request, bytes, origin) {
    const [spans, logs] = [byTrace(request, 'spans'), byTrace(request, 'logs')];
    const isOne = spans.traces.size === 1 && logs.traces.size === 0 && spans.refused === 0;
    const problems = [];
    let count = 0;
    for (const [traceId, part] of spans.traces) {
      if (this.#isFull(traceId)) {
        problems.push(`trace ${traceId} is too large: not all of its spans are kept`);
        continue;
      }
      this.#change(traceId, origin, (trace) => trace.addSpans(part.request, part.records, isOne ? bytes : undefined));
      count += part.records.length;
    }
    for (const [traceId, part] of logs.traces)
      if (!this.#isFull(traceId))
        this.#change(traceId, origin, (trace) => trace.addLogs(part.request, part.records.length));
    if (spans.refused > 0) problems.push('spans without valid IDs');
    return { spans: count, traces: [...spans.traces.keys()], problems };
  }

  /** A trace alone may take all. @param {string} traceId */
  #isFull(traceId) {
    return (this.#traces.get(traceId)?.size ?? 0) >= this.#maxBytes;
  }

  /** @param {string} traceId @param {Origin} origin @param {(trace: Trace) => void} change */
  #change(traceId, origin, change) {
    const trace = this.#traces.get(traceId) ?? new Trace(traceId, origin);
    const before = trace.size;
    change(trace);
    this.#bytes += trace.size - before;
    this.#traces.delete(traceId);
    this.#traces.set(traceId, trace);
    for (const oldest of this.#traces.keys()) {
      if (this.#bytes <= this.#maxBytes || oldest === traceId) break;
      this.remove(oldest);
      this.evicted += 1;
    }
  }

  /** @param {string} traceId */
  remove(traceId) {
    this.#bytes -= this.#traces.get(traceId)?.size ?? 0;
    this.#traces.delete(traceId);
  }

  clear() {
    this.#traces.clear();
    this.#bytes = 0;
  }

  /** Newest first. */
  summaries() {
    return [...this]
      .filter(({ rows }) => rows.size > 0)
      .map(({ summary }) => summary)
      .sort((a, b) => b.start - a.start);
  }
}
