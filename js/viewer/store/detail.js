// A span with its contents, and where their parts came from and went.
import { readContents } from '../content/contents.js';
import { listOf, plainEntries, textOf } from '../otlp/any-value.js';
import { recordsOf } from '../otlp/records.js';
import { microseconds } from '../otlp/time.js';
import { contentsOf } from './contents.js';
import { errorsOf } from './errors.js';
import { isWithoutContent } from './without-content.js';

/** @typedef {import('../model.js').SpanDetail} SpanDetail */
/** @typedef {import('./trace.js').Trace} Trace */
/** @typedef {import('./linked.js').Linked} Linked */
/** @typedef {import('../content/connections.js').Part} Part */

/** Of nanoseconds since the Unix epoch. */
const DIGITS = 19;
/** Longer values are cut, unless all is wanted. */
const MAX_VALUE = 20_000;

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
    attributes: entriesOf(record.attributes, isFull),
    resource: entriesOf(resource?.attributes, isFull),
    scope: textOf(scope?.name),
    events: listOf(record.events).map((event) => ({
      name: textOf(event?.name),
      time: (microseconds(event?.timeUnixNano) - row.start) / 1000,
      attributes: entriesOf(event?.attributes, isFull),
    })),
    status: row.status,
    errors: errorsOf(record),
    ...(isWithoutContent(resource) && { isWithoutContents: true }),
    ...readContents(givenOf(trace, linked, { row, record }), isFull),
  };
}

/** What is read as content. @param {Trace} trace @param {Linked} linked @param {{ row: import('./span-row.js').Row, record: Record<string, any> }} span */
function givenOf(trace, linked, { row, record }) {
  const { traceId, rows } = trace;
  const { spanId } = row;
  const parts = linked.explain(traceId, spanId);
  const told = linked.contents(traceId, spanId);
  const logs = logsOf(trace, spanId);
  const isLinkedTo = new Set([...(linked.links[spanId] ?? []), ...row.links].map((link) => link.spanId));
  const isUsedBy = (/** @type {string} */ other) =>
    linked.links[other]?.some((link) => link.spanId === spanId) ||
    rows.get(other)?.links.some((link) => link.spanId === spanId);
  const distance = (/** @type {string} */ other) => Math.abs((rows.get(other)?.start ?? 0) - row.start);
  /** Linked spans first, then the nearest in time. @param {(other: string) => boolean | undefined} isLinked */
  const byNearness = (isLinked) => (/** @type {Part} */ a, /** @type {Part} */ b) =>
    Number(isLinked(b.other.spanId) ?? false) - Number(isLinked(a.other.spanId) ?? false) ||
    distance(a.other.spanId) - distance(b.other.spanId);
  return {
    spanId,
    contents: told.length > 0 ? told : contentsOf(record),
    recording: { span: record, logs },
    origins: parts.from
      .map(({ from, ...part }) => ({ ...part, other: from }))
      .sort(byNearness((id) => isLinkedTo.has(id))),
    uses: parts.to.map(({ to, ...part }) => ({ ...part, other: to })).sort(byNearness(isUsedBy)),
    contentsOf: (/** @type {string} */ other) => linked.contents(traceId, other),
  };
}

/** Log records of a span in the order of their time, as the linker counts them. @param {Trace} trace @param {string} spanId */
const logsOf = ({ chunks, rows }, spanId) =>
  chunks
    .filter(({ signal }) => signal === 'logs')
    .flatMap((chunk) => recordsOf(chunk.read(rows), 'logs'))
    .filter((placed) => placed.spanId === spanId)
    .map(({ record }) => record)
    .sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : Number(timeOf(a) > timeOf(b))));

/** @param {Record<string, any>} log */
const timeOf = ({ timeUnixNano, observedTimeUnixNano }) =>
  String(microseconds(timeUnixNano) > 0 ? timeUnixNano : (observedTimeUnixNano ?? 0)).padStart(DIGITS, '0');

/** @param {unknown} attributes @param {boolean} isFull */
const entriesOf = (attributes, isFull) =>
  plainEntries(attributes).map(([key, value]) => ({ key, value: isFull ? value : shortened(value) }));

/** @param {unknown} value */
function shortened(value) {
  if (typeof value === 'string') return value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  const json = JSON.stringify(value);
  return json.length > MAX_VALUE ? `${json.slice(0, MAX_VALUE)}…` : value;
}
