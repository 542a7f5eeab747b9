// What OTLP must say of a span that `memory()` saw.
import { wireAttributes } from '../../js/support/any-value.js';
import { compact } from './otlp-json.js';

const KIND = { workflow: 1, agent: 1, task: 1, tool: 1, llm: 3, retrieval: 3, embedding: 3 };
const STATUS = { ok: 1, error: 2 };
const EXCEPTION = ['exception.type', 'exception.message', 'exception.stacktrace'];

/**
 * @param {import('../../../js/index.js').FinishedSpan} span
 * @param {any[]} [manual] the links that were made by hand, as they were told: `memory()` has the text of what JSON cannot hold
 */
export function wireSpan(span, manual = []) {
  const { traceId, spanId, parentSpanId, name, kind, status, attributes, input, output, links } = span;
  let next = 0;
  const isFound = (/** @type {any} */ link) => 'spanloom.via' in link.attributes;
  return compact({
    traceId,
    spanId,
    parentSpanId,
    name: name.toWellFormed(),
    kind: KIND[kind],
    startTimeUnixNano: `${span.startTimeUnixNano}`,
    endTimeUnixNano: `${span.endTimeUnixNano}`,
    status: { code: STATUS[status.code], message: status.message?.toWellFormed() },
    attributes: wireAttributes({ ...attributes, ...content('input.value', input), ...content('output.value', output) }),
    events: status.code === 'error' ? [exception(span)] : [],
    links: links.map((link) => {
      const { traceId, spanId, attributes } = isFound(link) ? link : manual[next++];
      return { traceId, spanId, attributes: wireAttributes(attributes).map(asShare) };
    }),
  });
}

/** A share is a double on the wire, also when it is 1. @param {any} attribute */
const asShare = ({ key, value }) =>
  key === 'spanloom.overlap'
    ? { key, value: { doubleValue: Number(value.doubleValue ?? value.intValue) } }
    : { key, value };

/** A span that arrived, without what `memory()` does not say. @param {any} span */
export function likeSeen({ flags: _, traceState: __, attributes, links = [], ...span }) {
  const isTold = (/** @type {any} */ { key }) => !/^(in|out)put\.mime_type$/.test(key);
  return compact({
    ...span,
    attributes: attributes.filter(isTold),
    links: links.map(({ flags: _, ...link }) => link),
  });
}

const content = (/** @type {string} */ key, /** @type {string | undefined} */ text) =>
  text === undefined ? {} : { [key]: text };

/** @param {import('../../../js/index.js').FinishedSpan} span */
function exception({ attributes, endTimeUnixNano }) {
  const told = Object.fromEntries(EXCEPTION.map((name) => [name, attributes[name]]));
  return { timeUnixNano: `${endTimeUnixNano}`, name: 'exception', attributes: wireAttributes(told) };
}
