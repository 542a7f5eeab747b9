// What a trace was asked, and what it answered, where its root does not say.
import { previewOf } from '../content/preview.js';
import { plainEntries } from '../otlp/any-value.js';
import { recordsOf } from '../otlp/records.js';

/** @typedef {import('../model.js').Side} Side */

/** Larger traces are not read for it. */
const MAX_BYTES = 1 << 20;

/** The first input and the last output that any span shows. @param {import('./trace.js').Trace} trace @returns {{ question?: string, answer?: string }} */
export function askedIn({ chunks, rows, size }) {
  if (size > MAX_BYTES) return {};
  const records = new Map(
    chunks
      .filter(({ signal }) => signal === 'spans')
      .flatMap((chunk) => recordsOf(chunk.read(rows), 'spans'))
      .map(({ spanId, record }) => [spanId, record]),
  );
  /** @param {import('./span-row.js').Row[]} sorted @param {Side} side */
  const first = (sorted, side) => {
    for (const { spanId } of sorted) {
      const text = previewOf(new Map(plainEntries(records.get(spanId)?.attributes)), side);
      if (text !== undefined) return text;
    }
    return undefined;
  };
  const question = first(
    [...rows.values()].sort((a, b) => a.start - b.start),
    'input',
  );
  const answer = first(
    [...rows.values()].sort((a, b) => b.end - a.end),
    'output',
  );
  return { ...(question !== undefined && { question }), ...(answer !== undefined && { answer }) };
}
