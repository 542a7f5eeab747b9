// Linkers of the traces that were looked at last, one each: a linker forgets nothing that it was given, and its memory never shrinks.
import { createLinker } from '../../linker/index.js';
import { nextTurn } from '../../linker/pace.js';
import { recordsOf, requestOf } from '../otlp/records.js';

/** @typedef {import('./trace.js').Trace} Trace */
/** @typedef {import('../../types/linker.js').Linker} Linker */

const MAX_OPEN = 3;
const MAX_TRACE_BYTES = 256 << 20;
const TOO_LARGE = 'links were not computed: the trace is too large';
const OPTIONS = { grace: Number.MAX_VALUE, maxTraces: 1, maxBytes: 2 ** 30 };
/** Characters of contents. */
const MAX_KEPT = 16 << 20;
const SLICE_MS = 8;

/** What the linker knows of a trace. Without a linker, as where a page may not run WebAssembly, it is empty. */
export class Linked {
  /** @type {Record<string, { spanId: string, attributes: Record<string, unknown> }[]>} */
  links = {};
  /** @type {Record<string, import('../model.js').StepKind>} */
  kinds = {};
  /** Why there is nothing. @type {string | undefined} */
  problem;
  /** @type {Linker | undefined} */
  #linker;
  #maxTraceBytes;
  #fed = 0;
  #version = -1;
  #replacements = 0;
  /** Spans that the linker refused. */
  #refused = 0;
  /** Of spans that were asked for last, by ID. @type {Map<string, import('../content/groups.js').SpanContent[]>} */
  #contents = new Map();
  #length = 0;

  /** @param {number} maxTraceBytes */
  constructor(maxTraceBytes) {
    this.#maxTraceBytes = maxTraceBytes;
  }

  /** @param {Trace} trace */
  async update(trace) {
    if (this.#version === trace.version) return;
    const { version, replacements } = trace;
    this.#forget();
    try {
      if (this.#replacements !== replacements) this.close();
      this.#replacements = replacements;
      this.#linker ??= await createLinker({ ...OPTIONS, maxTraceBytes: this.#maxTraceBytes });
      await this.#feed(this.#linker, trace);
      await this.#linker.process({ done: true });
      this.links = /** @type {any} */ (this.#linker.links(trace.traceId));
      this.kinds = this.#linker.kinds(trace.traceId);
      this.problem = this.#linker.stats().evictedTraces > 0 ? TOO_LARGE : refusal(this.#refused);
    } catch (error) {
      // There is no memory, or no WebAssembly: the trace is shown with the links that were recorded.
      this.close();
      this.problem = `links could not be computed: ${/** @type {any} */ (error)?.message}`;
    }
    this.#version = version;
  }

  /** @param {Linker} linker @param {Trace} trace */
  async #feed(linker, { chunks, rows }) {
    let sliceStart = performance.now();
    for (; this.#fed < chunks.length; this.#fed++) {
      const chunk = chunks[this.#fed];
      this.#refused += addTo(linker, chunk, rows);
      if (performance.now() - sliceStart < SLICE_MS) continue;
      await nextTurn();
      sliceStart = performance.now();
    }
  }

  /** @param {string} traceId @param {string} spanId */
  explain(traceId, spanId) {
    try {
      const from = this.#linker?.explain(traceId, spanId) ?? [];
      return { from, to: this.#linker?.explain(traceId, spanId, { reverse: true }) ?? [] };
    } catch {
      return { from: [], to: [] };
    }
  }

  /** @param {string} traceId @param {string} spanId @returns {import('../content/groups.js').SpanContent[]} */
  contents(traceId, spanId) {
    const known = this.#contents.get(spanId);
    if (known) return known;
    const contents = this.#read(traceId, spanId);
    this.#length += contents.reduce((sum, { value }) => sum + value.length, 0);
    if (this.#length > MAX_KEPT) this.#forget();
    this.#contents.set(spanId, contents);
    return contents;
  }

  /** @param {string} traceId @param {string} spanId @returns {import('../content/groups.js').SpanContent[]} */
  #read(traceId, spanId) {
    try {
      return /** @type {any} */ (this.#linker?.contents(traceId, spanId) ?? []);
    } catch {
      return [];
    }
  }

  #forget() {
    this.#contents.clear();
    this.#length = 0;
  }

  close() {
    this.#forget();
    this.#linker?.delete();
    this.#linker = undefined;
    this.#fed = 0;
    this.#refused = 0;
    this.#version = -1;
    this.links = {};
    this.kinds = {};
  }
}

/** A malformed span costs its request, so that its request comes again span by span. @param {Linker} linker @param {import('./chunk.js').Chunk} chunk @param {Trace['rows']} rows @returns {number} how many records were refused */
function addTo(linker, chunk, rows) {
  const { signal } = chunk;
  if (isTaken(linker, chunk.bytes(rows), signal)) return 0;
  return recordsOf(chunk.read(rows), signal).filter((placed) => !isTaken(linker, requestOf(placed, signal), signal))
    .length;
}

/** @param {Linker} linker @param {Uint8Array | object} request @param {'spans' | 'logs'} signal */
function isTaken(linker, request, signal) {
  try {
    linker.add(request, { signal: signal === 'logs' ? 'logs' : 'traces' });
    return true;
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'OtlpError') return false;
    throw error;
  }
}

/** @param {number} count */
const refusal = (count) => (count > 0 ? `${count} malformed spans or log records have no links` : undefined);

export class LinkedTraces {
  /** Not by ID: a trace may be evicted, and come again. @type {Map<Trace, { linked: Linked, updated: Promise<void> }>} */
  #open = new Map();
  #maxTraceBytes;

  /** @param {number} [maxTraceBytes] */
  constructor(maxTraceBytes = MAX_TRACE_BYTES) {
    this.#maxTraceBytes = maxTraceBytes;
  }

  /** @param {Trace} trace @returns {Promise<Linked>} up to date */
  async get(trace) {
    const entry = this.#open.get(trace) ?? { linked: new Linked(this.#maxTraceBytes), updated: Promise.resolve() };
    this.#open.delete(trace);
    this.#open.set(trace, entry);
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= MAX_OPEN) break;
      this.remove(oldest);
    }
    entry.updated = entry.updated.then(() => entry.linked.update(trace));
    await entry.updated;
    return entry.linked;
  }

  /** @param {Trace} trace */
  remove(trace) {
    const entry = this.#open.get(trace);
    this.#open.delete(trace);
    // Not while it works.
    entry?.updated.then(() => entry.linked.close());
  }

  clear() {
    for (const trace of [...this.#open.keys()]) this.remove(trace);
  }
}
