// Spans for tests of the store, as OTLP JSON.
import { createStore } from '../../../js/viewer/store/store.js';

export const START = 1_790_000_000_000;

/** @param {number} number @param {number} digits */
const hex = (number, digits) => number.toString(16).padStart(digits, '0');
export const traceId = (number = 1) => hex(number, 32);
export const spanId = (/** @type {number} */ number) => hex(number, 16);
/** @param {number} ms */
export const nanos = (ms) => `${START + ms}000000`;

/** @param {Record<string, unknown>} record */
export const attributes = (record) =>
  Object.entries(record).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: String(value) },
  }));

/**
 * @param {number} number @param {{ trace?: number, parent?: number, name?: string, at?: number, ms?: number, attributes?: Record<string, unknown>, more?: object }} [options]
 */
export const span = (
  number,
  { trace = 1, parent, name = `step ${number}`, at = number, ms = 1, attributes: own = {}, more } = {},
) => ({
  traceId: traceId(trace),
  spanId: spanId(number),
  ...(parent !== undefined && { parentSpanId: spanId(parent) }),
  name,
  kind: 1,
  startTimeUnixNano: nanos(at),
  endTimeUnixNano: nanos(at + ms),
  attributes: attributes(own),
  ...more,
});

/** @param {object[]} spans @param {{ service?: string }} [options] */
export const request = (spans, { service = 'app' } = {}) => ({
  resourceSpans: [
    {
      resource: { attributes: attributes({ 'service.name': service }) },
      scopeSpans: [{ scope: { name: 'test' }, spans }],
    },
  ],
});

/** @param {object[]} spans */
export async function storeOf(...spans) {
  const store = createStore();
  await store.add(request(spans));
  return store;
}

/** The summaries as they are now. @param {import('../../../js/viewer/model.js').TraceStore} store @returns {Promise<import('../../../js/viewer/model.js').TraceSummary[]>} */
export const summariesOf = (store) => new Promise((resolve) => store.watch(resolve));

/** Names and depths, in order. @param {import('../../../js/viewer/model.js').TraceModel | undefined} model */
export const treeOf = (model) => model?.spans.map(({ name, depth, parent }) => [name, depth, parent]);
