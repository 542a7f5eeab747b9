// A span with its contents, and where their parts came from and went.
import { readContents } from '../content/contents.js';
import { listOf, plainEntries, textOf } from '../otlp/any-value.js';
import { recordsOf } from '../otlp/records.js';
import { contentsOf } from './contents.js';
import { errorsOf } from './errors.js';

/** @typedef {import('../model.js').SpanDetail} SpanDetail */
/** @typedef {import('./trace.js').Trace} Trace */
/** @typedef {import('./linked.js').Linked} Linked */

/** @param {Trace} trace @param {string} spanId @param {Linked} linked @param {boolean} isFull @returns {SpanDetail | undefined} */
export function detailOf(trace, spanId, linked, isFull) {
  const { traceId, rows } = trace;
  const row = rows.get(spanId);
  const placed = row && recordsOf(row.chunk.read(rows), 'spans').find((each) => each.spanId === spanId);
  if (!row || !placed) return undefined;
  const { record, resource, scope } = placed;
  return {
    traceId,
    spanId,
    attributes: entriesOf(record.attributes),
    resource: entriesOf(resource?.attributes),
    scope: textOf(scope?.name),
    events: listOf(record.events).map((event) => ({
      name: textOf(event?.name),
      time: Number(event?.timeUnixNano) / 1e6 - row.start || 0,
      attributes: entriesOf(event?.attributes),
    })),
    status: row.status,
    errors: errorsOf(record),
    ...readContents(spanId, contentsIn(linked, traceId, spanId, record), isFull),
  };
}

/** @param {Linked} linked @param {string} traceId @param {string} spanId @param {Record<string, any>} record */
function contentsIn(linked, traceId, spanId, record) {
  const contents = linked.contents(traceId, spanId);
  return contents.length > 0 ? contents : contentsOf(record);
}

/** @param {unknown} attributes */
const entriesOf = (attributes) => plainEntries(attributes).map(([key, value]) => ({ key, value }));
