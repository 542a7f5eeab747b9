// A trace: its requests as bytes, and a row for each span.
import { mapSpans } from '../otlp/records.js';
import { Chunk } from './chunk.js';
import { ROW_BYTES, rowOf } from './span-row.js';
import { summaryOf } from './summary.js';

/** @typedef {import('./span-row.js').Row} Row */
/** @typedef {import('../otlp/records.js').Placed} Placed */

export class Trace {
  /** @type {Map<string, Row>} */
  rows = new Map();
  /** @type {Chunk[]} */
  chunks = [];
  version = 0;
  /** Rises when a span came again: what read the chunks before has an old one. */
  replacements = 0;
  /** About what it takes. */
  size = 0;
  /** @type {import('../model.js').TraceSummary | undefined} */
  #summary;

  /** @param {string} traceId @param {import('../model.js').Origin} origin */
  constructor(traceId, origin) {
    this.traceId = traceId;
    this.origin = origin;
  }

  /** @param {any} request of this trace alone @param {Placed[]} records @param {Uint8Array} [bytes] the request, if it came so */
  addSpans(request, records, bytes) {
    const last = new Map(records.map((placed) => [placed.spanId, placed]));
    const chunk =
      last.size < records.length
        ? Chunk.of(
            mapSpans(request, ({ record, spanId }) => (last.get(spanId)?.record === record ? record : undefined)),
            'spans',
            last.size,
          )
        : bytes
          ? new Chunk(bytes, 'spans', last.size)
          : Chunk.of(request, 'spans', last.size);
    for (const placed of last.values()) {
      const before = this.rows.get(placed.spanId);
      if (before) this.#replace(before);
      else this.size += ROW_BYTES;
      this.rows.set(placed.spanId, rowOf(placed, chunk));
    }
    this.#push(chunk);
  }

  /** @param {any} request of this trace alone @param {number} count */
  addLogs(request, count) {
    this.#push(Chunk.of(request, 'logs', count));
  }

  /** @param {Chunk} chunk */
  #push(chunk) {
    this.chunks.push(chunk);
    this.size += chunk.size;
    this.touch();
  }

  touch() {
    this.version += 1;
    this.#summary = undefined;
  }

  /** @param {Row} row */
  #replace({ chunk }) {
    chunk.stale += 1;
    this.replacements += 1;
    if (chunk.stale < chunk.count) return;
    this.chunks = this.chunks.filter((each) => each !== chunk);
    this.size -= chunk.size;
  }

  get summary() {
    this.#summary ??= summaryOf(this);
    return this.#summary;
  }
}
