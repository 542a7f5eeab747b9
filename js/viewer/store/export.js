import { listOf, plainEntries } from '../otlp/any-value.js';
import { linkAttributes } from '../otlp/finished-span.js';
import { mapSpans, recordsOf, spanIdOf } from '../otlp/records.js';
import { withoutContent } from './without-content.js';

/**
 * The trace as one request of OTLP's JSON: as it came, with the computed links. Log records stand beside the spans, as the store reads them.
 * @param {import('./trace.js').Trace} trace @param {import('./linked.js').Linked} linked
 * @param {{ content: boolean, spanId?: string }} options @returns {string}
 */
export function exportTrace({ traceId, chunks, rows }, linked, { content, spanId }) {
  const isWanted = (/** @type {string} */ id) => spanId === undefined || id === spanId;
  const [resourceSpans, resourceLogs] = [/** @type {any[]} */ ([]), /** @type {any[]} */ ([])];
  for (const chunk of chunks) {
    const request = chunk.read(rows);
    if (chunk.signal === 'spans') {
      const chosen = mapSpans(request, ({ record, spanId: id }) =>
        isWanted(id) ? withLinks(record, traceId, linked.links[id] ?? []) : undefined,
      );
      resourceSpans.push(...(content ? chosen : /** @type {any} */ (withoutContent(chosen))).resourceSpans);
    } else if (content && recordsOf(request, 'logs').some((placed) => isWanted(placed.spanId)))
      resourceLogs.push(...logsOf(request, isWanted));
  }
  return JSON.stringify({ resourceSpans, ...(resourceLogs.length > 0 && { resourceLogs }) });
}

/** @param {any} record @param {string} traceId @param {{ spanId: string, attributes: Record<string, unknown> }[]} computed */
function withLinks(record, traceId, computed) {
  if (computed.length === 0) return record;
  const had = new Set(
    listOf(record.links).map((link) =>
      linkKey(spanIdOf(link?.spanId), Object.fromEntries(plainEntries(link?.attributes))),
    ),
  );
  const added = computed.filter(({ spanId, attributes }) => !had.has(linkKey(spanId, attributes)));
  return {
    ...record,
    links: [
      ...listOf(record.links),
      ...added.map(({ spanId, attributes }) => ({ traceId, spanId, attributes: linkAttributes(attributes) })),
    ],
  };
}

/** @param {string} spanId @param {Record<string, unknown>} attributes */
const linkKey = (spanId, { from, to }) => `${spanId} ${from} ${to}`;

/** @param {any} request @param {(spanId: string) => boolean} isWanted */
const logsOf = (request, isWanted) =>
  listOf(request.resourceLogs).map((resource) => ({
    ...resource,
    scopeLogs: listOf(resource.scopeLogs).map((scope) => ({
      ...scope,
      logRecords: listOf(scope.logRecords).filter((record) => isWanted(spanIdOf(record?.spanId))),
    })),
  }));
