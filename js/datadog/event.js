// The event of a span, as the SDKs of LLM Observability send it.
import { asksModel } from '../base/kinds.js';
import { documentsOf } from './documents.js';
import { messagesOf } from './messages.js';
import { fromJson, isRecord, wordOf } from './plain.js';
import { tagsOf } from './tags.js';

/** @typedef {import('../index.js').FinishedSpan} FinishedSpan */
/** @typedef {Record<string, unknown>} Attributes */

const ROOT = 'undefined';
/** The SDKs' name for a model or a provider that is not known. */
const UNKNOWN = 'custom';
const USAGE = 'gen_ai.usage';
const METRIC = /^(gen_ai\.usage|spanloom\.metric)\.(.*)/;
const EDGES = ['output input', 'output output', 'input input'];

/** How the content of some kinds is written, where it can be read so: by kind and side. @type {Record<string, [as: string, read: (content: string) => unknown]>} */
const FORMS = {
  'llm input': ['messages', messagesOf],
  'llm output': ['messages', messagesOf],
  'embedding input': ['documents', documentsOf],
  'retrieval output': ['documents', documentsOf],
};

/**
 * @param {FinishedSpan} span @param {string} mlApp @param {Attributes} resource
 * @returns {Attributes & { meta: Attributes, start_ns: bigint, duration: bigint }}
 */
export function eventOf(span, mlApp, resource) {
  const { traceId, parentSpanId, attributes, startTimeUnixNano, endTimeUnixNano } = span;
  const span_id = decimal(span.spanId);
  const sessionId = wordOf(attributes['session.id']);
  const links = linksOf(span);
  return {
    trace_id: traceId,
    span_id,
    parent_id: parentSpanId === undefined ? ROOT : decimal(parentSpanId),
    name: span.name,
    start_ns: startTimeUnixNano,
    duration: endTimeUnixNano - startTimeUnixNano,
    status: span.status.code,
    meta: metaOf(span),
    metrics: metricsOf(attributes),
    _dd: { span_id, trace_id: traceId },
    ...(sessionId !== undefined && { session_id: sessionId }),
    tags: tagsOf(span, mlApp, resource),
    ...(links.length > 0 && { span_links: links }),
  };
}

/** @param {string} spanId in hex */
const decimal = (spanId) => String(BigInt(`0x${spanId}`));

/** @param {FinishedSpan} span @returns {Attributes} */
function metaOf({ kind, attributes, input, output, status }) {
  const metadata = fromJson(wordOf(attributes.metadata) ?? '');
  return {
    'span.kind': kind,
    ...sideOf(kind, 'input', input),
    ...sideOf(kind, 'output', output),
    ...(asksModel(kind) && {
      model_name: wordOf(attributes['gen_ai.response.model'] ?? attributes['gen_ai.request.model']) ?? UNKNOWN,
      model_provider: (wordOf(attributes['gen_ai.provider.name']) ?? UNKNOWN).toLowerCase(),
    }),
    metadata: isRecord(metadata) ? metadata : {},
    ...(status.code === 'error' && {
      'error.message': wordOf(attributes['exception.message']) ?? status.message,
      'error.stack': wordOf(attributes['exception.stacktrace']),
      'error.type': wordOf(attributes['error.type']),
    }),
  };
}

/** @param {string} kind @param {string} side @param {string | undefined} content */
function sideOf(kind, side, content) {
  if (content === undefined) return {};
  const [as, read] = FORMS[`${kind} ${side}`] ?? [];
  const list = read?.(content);
  return { [side]: as && list ? { [as]: list } : { value: content } };
}

/** @param {Attributes} attributes @returns {Record<string, number>} */
function metricsOf(attributes) {
  /** @type {Record<string, number>} */
  const metrics = {};
  for (const [key, value] of Object.entries(attributes)) {
    const [, group, name] = METRIC.exec(key) ?? [];
    if (!name || !['number', 'bigint'].includes(typeof value) || !Number.isFinite(Number(value))) continue;
    // OpenTelemetry writes `cache_read.input_tokens`.
    metrics[group === USAGE ? name.replaceAll('.', '_') : name] = Number(value);
  }
  return metrics;
}

/** A link that was made by hand has no sides: the earlier span's output went into this one. @param {FinishedSpan} span */
const linksOf = ({ links }) =>
  links.flatMap(({ traceId, spanId, attributes: { from = 'output', to = 'input' } }) =>
    EDGES.includes(`${wordOf(from)} ${wordOf(to)}`)
      ? [{ trace_id: traceId, span_id: decimal(spanId), attributes: { from, to } }]
      : [],
  );
