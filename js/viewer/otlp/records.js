// Walks requests of OTLP's JSON, whatever is in them, and groups what they hold by trace.
import { isRecord, listOf } from './any-value.js';

/** @typedef {'spans' | 'logs'} Signal */
/** A record with what is around it. @typedef {{ record: Record<string, any>, traceId: string, spanId: string, resource: any, scope: any }} Placed */
/** @typedef {{ request: any, records: Placed[] }} TracePart */

/** Names of the lists, from outside to inside. */
const LISTS = {
  spans: ['resourceSpans', 'scopeSpans', 'spans'],
  logs: ['resourceLogs', 'scopeLogs', 'logRecords'],
};

const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;

/** @param {unknown} id */
const lowerCase = (id) => (typeof id === 'string' ? id.toLowerCase() : '');

/** @param {unknown} id @returns {string} '' if it is none */
export const spanIdOf = (id) => (SPAN_ID.test(lowerCase(id)) ? lowerCase(id) : '');

/** @param {unknown} id @returns {string} '' if it is none */
export const traceIdOf = (id) => (TRACE_ID.test(lowerCase(id)) ? lowerCase(id) : '');

/**
 * Groups the records of a request by trace, each group as a request with everything that was around its records.
 * @param {any} request @param {Signal} signal
 * @returns {{ traces: Map<string, TracePart>, refused: number }} `refused`: records without valid IDs
 */
export function byTrace(request, signal) {
  const [resources, scopes, records] = LISTS[signal];
  /** @type {Map<string, TracePart>} */
  const traces = new Map();
  let refused = 0;
  for (const resource of listOf(request?.[resources]).filter(isRecord)) {
    /** @type {Map<TracePart, any>} */
    const ofPart = new Map();
    for (const scope of listOf(resource[scopes]).filter(isRecord)) {
      /** @type {Map<TracePart, any[]>} */
      const lists = new Map();
      for (const record of listOf(scope[records])) {
        const [traceId, spanId] = [traceIdOf(record?.traceId), spanIdOf(record?.spanId)];
        if (!traceId || !spanId) {
          refused += 1;
          continue;
        }
        const part = entry(traces, traceId, () => ({ request: { [resources]: [] }, records: [] }));
        const around = entry(ofPart, part, () => {
          const own = { ...resource, [scopes]: [] };
          part.request[resources].push(own);
          return own;
        });
        const list = entry(lists, part, () => {
          const own = { ...scope, [records]: [] };
          around[scopes].push(own);
          return own[records];
        });
        list.push(record);
        part.records.push({ record, traceId, spanId, resource: resource.resource, scope: scope.scope });
      }
    }
  }
  return { traces, refused };
}

/** A copy of a request of spans with those that are wanted. @param {any} request @param {(placed: Placed) => Record<string, any> | undefined} choose returns the span as it shall be, if it shall be */
export function mapSpans(request, choose) {
  const resourceSpans = listOf(request?.resourceSpans).map((resource) => ({
    ...resource,
    scopeSpans: listOf(resource.scopeSpans).map((scope) => ({
      ...scope,
      spans: listOf(scope.spans).flatMap((/** @type {any} */ record) => {
        const ids = { traceId: traceIdOf(record?.traceId), spanId: spanIdOf(record?.spanId) };
        return choose({ record, ...ids, resource: resource.resource, scope: scope.scope }) ?? [];
      }),
    })),
  }));
  const isFilled = (/** @type {any} */ { scopeSpans }) =>
    scopeSpans.some((/** @type {any} */ { spans }) => spans.length > 0);
  return { ...request, resourceSpans: resourceSpans.filter(isFilled) };
}

/** @param {any} request @param {Signal} signal @returns {Placed[]} */
export const recordsOf = (request, signal) =>
  [...byTrace(request, signal).traces.values()].flatMap(({ records }) => records);

/** A record and what is around it as a request. @param {Placed} placed @param {Signal} signal @returns {object} */
export function requestOf({ record, resource, scope }, signal) {
  const [resources, scopes, records] = LISTS[signal];
  return { [resources]: [{ resource, [scopes]: [{ scope, [records]: [record] }] }] };
}

/**
 * @template K, V @param {Map<K, V>} map @param {K} key @param {() => V} make
 * @returns {V}
 */
function entry(map, key, make) {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
