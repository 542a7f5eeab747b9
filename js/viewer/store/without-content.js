// What is left of a trace for those who may not see its content: names, times, tokens, kinds and links. Only what is known to be no content stays.
import { isRecord, listOf, plainEntries, textOf } from '../otlp/any-value.js';
import { KIND_KEYS } from './kind.js';
import { MODEL_KEYS, SESSION_KEYS } from './span-row.js';

const MAX_LENGTH = 200;

const SPAN_FIELDS = [
  ...['traceId', 'spanId', 'parentSpanId', 'name', 'kind', 'startTimeUnixNano', 'endTimeUnixNano', 'flags'],
  ...['droppedAttributesCount', 'droppedEventsCount', 'droppedLinksCount'],
];
const SPAN_KEYS = new Set([
  ...KIND_KEYS,
  ...MODEL_KEYS,
  ...SESSION_KEYS,
  ...['gen_ai.agent.name', 'gen_ai.tool.name', 'gen_ai.workflow.name', 'gen_ai.provider.name', 'gen_ai.system'],
  ...['agent.name', 'tool.name', 'ai.toolCall.name', 'ai.telemetry.functionId', 'traceloop.entity.name'],
  ...['gen_ai.tool.call.id', 'tool.id', 'ai.toolCall.id'],
  ...['error.type', 'http.response.status_code', 'spanloom.context', 'spanloom.result'],
]);
const USAGE = /^(gen_ai\.usage|llm\.token_count|ai\.usage)\./;
const LINK_KEYS = new Set(['from', 'to', 'spanloom.via', 'spanloom.overlap']);
const EVENT_KEYS = new Set(['exception.type']);
const RESOURCE_KEYS = new Set([
  ...['service.name', 'service.version', 'deployment.environment.name'],
  ...['telemetry.sdk.name', 'telemetry.sdk.language', 'telemetry.sdk.version'],
]);

/** Tells a viewer that contents were left out. */
const MARK = { key: 'spanloom.contents', value: { stringValue: 'omitted' } };

/** @param {any} resource */
export const isWithoutContent = (resource) =>
  plainEntries(resource?.attributes).some(([key, value]) => key === MARK.key && value === MARK.value.stringValue);

/** @param {any} request of spans @returns {object} */
export const withoutContent = (request) => ({
  resourceSpans: listOf(request.resourceSpans).map(({ resource, scopeSpans }) => ({
    resource: { attributes: [...kept(resource?.attributes, (key) => RESOURCE_KEYS.has(key)), MARK] },
    scopeSpans: listOf(scopeSpans).map(({ scope, spans }) => ({
      scope: { name: textOf(scope?.name), version: textOf(scope?.version) },
      spans: listOf(spans).map(bareSpan),
    })),
  })),
});

/** @param {Record<string, any>} span */
const bareSpan = (span) => ({
  ...Object.fromEntries(SPAN_FIELDS.filter((field) => isScalar(span[field])).map((field) => [field, span[field]])),
  attributes: kept(span.attributes, (key, value) => SPAN_KEYS.has(key) || (USAGE.test(key) && isNumber(value))),
  events: listOf(span.events)
    .filter(isRecord)
    .map(({ timeUnixNano, name, attributes }) => ({
      timeUnixNano: isScalar(timeUnixNano) ? timeUnixNano : '0',
      name: textOf(name),
      attributes: kept(attributes, (key) => EVENT_KEYS.has(key)),
    })),
  links: listOf(span.links)
    .filter(isRecord)
    .map(({ traceId, spanId, attributes }) => ({
      traceId: textOf(traceId),
      spanId: textOf(spanId),
      attributes: kept(attributes, (key) => LINK_KEYS.has(key)),
    })),
  status: isScalar(span.status?.code) ? { code: span.status.code } : {},
});

/** @param {unknown} attributes @param {(key: string, value: any) => boolean} isKept */
const kept = (attributes, isKept) =>
  listOf(attributes).filter(
    (attribute) => isRecord(attribute) && isKept(textOf(attribute.key), attribute.value) && isShort(attribute.value),
  );

/** @param {unknown} value */
const isScalar = (value) => ['string', 'number', 'boolean'].includes(typeof value);

/** @param {any} value */
const isNumber = (value) => value?.intValue !== undefined || value?.doubleValue !== undefined;

/** One word or number; nothing that could hold more. @param {any} value */
const isShort = (value) =>
  isRecord(value) && Object.values(value).every((inner) => isScalar(inner) && String(inner).length <= MAX_LENGTH);
