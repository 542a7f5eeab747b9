// Parts: a few encoded spans each. Several are joined into one batch.
import { copyStamp } from '#page';
import { JSON_TYPE, joinBatches } from '../batch/join-bodies.js';
import { finishedSpan } from './finished-span.js';

/** @typedef {{ spanCount: number, byteLength: number, payloads: Map<unknown, any>, ownerStamps?: import('./runs.js').OwnerStamps }} Part the payloads by exporter */

const CONTENT_TYPE = { 'otlp-protobuf': 'application/x-protobuf', 'otlp-json': JSON_TYPE };

/**
 * Encodes the session's current batch. Each exporter gets its own objects and bytes, as it may change them.
 * @param {import('../core/open-session.js').Session} session @param {import('../tracer/span-state.js').SpanState[]} states if an exporter takes objects
 * @param {number} spanCount @param {import('../exporters/read-exporter.js').ReadExporter[]} exporters
 * @returns {Part}
 */
export function makePart(session, states, spanCount, exporters) {
  let byteLength = states.reduce((sum, { size }) => sum + size, 0);
  /** @type {Map<string, Uint8Array>} */
  const bodies = new Map();
  const payloads = new Map();
  for (const exporter of exporters) {
    const { encoding, treeLinks } = exporter;
    if (encoding) {
      const key = encoding + treeLinks;
      const body = bodies.get(key)?.slice() ?? session.encode(encoding, treeLinks);
      bodies.set(key, body);
      byteLength = Math.max(byteLength, body.byteLength);
      payloads.set(exporter, { body, spanCount, contentType: CONTENT_TYPE[encoding] });
    } else {
      const links = session.links(treeLinks);
      payloads.set(
        exporter,
        states.map((state, i) => finishedSpan(state, links[i])),
      );
    }
  }
  return { spanCount, byteLength, payloads };
}

export class Parts {
  spans = 0;
  bytes = 0;
  /** @type {Part[]} */
  #parts = [];

  /** @param {Part} part */
  add(part) {
    this.#parts.push(part);
    this.spans += part.spanCount;
    this.bytes += part.byteLength;
  }

  /**
   * Removes the oldest parts and returns them as one: as many as fit and have the same owner stamps, but at least one.
   * @param {number} maxSpans @param {number} maxBytes @returns {Part}
   */
  take(maxSpans, maxBytes) {
    let [{ spanCount, byteLength, ownerStamps }] = this.#parts;
    let count = 1;
    for (; count < this.#parts.length; count++) {
      const next = this.#parts[count];
      if (
        next.ownerStamps !== ownerStamps ||
        spanCount + next.spanCount > maxSpans ||
        byteLength + next.byteLength > maxBytes
      )
        break;
      spanCount += next.spanCount;
      byteLength += next.byteLength;
    }
    const whole = joined(this.#parts.slice(0, count), spanCount, byteLength);
    this.#parts.splice(0, count);
    this.spans -= spanCount;
    this.bytes -= byteLength;
    return whole;
  }
}

/** @param {Part[]} parts @param {number} spanCount @param {number} byteLength @returns {Part} */
function joined(parts, spanCount, byteLength) {
  if (parts.length === 1) return parts[0];
  const payloads = new Map();
  for (const key of parts[0].payloads.keys()) {
    const all = parts.map((part) => part.payloads.get(key));
    const whole = Array.isArray(all[0]) ? all.flat() : joinBatches(all);
    copyStamp(whole, all[0]);
    payloads.set(key, whole);
  }
  return { spanCount, byteLength, payloads };
}
