// What the store keeps of a span beside its bytes: enough for lists, trees and links.
import { MAX_LENGTH, previewOf } from '../content/preview.js';
import { isRecord, listOf, plainEntries, textOf } from '../otlp/any-value.js';
import { spanIdOf, traceIdOf } from '../otlp/records.js';
import { microseconds } from '../otlp/time.js';
import { errorsOf } from './errors.js';
import { kindOf } from './kind.js';

/** @typedef {import('../model.js').LinkRow} LinkRow */
/** A link as the span has it. @typedef {Omit<LinkRow, 'from' | 'to'> & { spanId: string }} RecordedLink */
/**
 * Times are in microseconds since the Unix epoch.
 * @typedef {{
 *   spanId: string, parentSpanId: string, name: string, kind: import('../model.js').StepKind, service: string, start: number, end: number,
 *   status: import('../model.js').Status, model?: string, tokens?: import('../model.js').Tokens, sessionId?: string, question?: string, answer?: string, error?: string,
 *   links: RecordedLink[], chunk: import('./chunk.js').Chunk
 * }} Row
 */

/** Names may be of any length. */
const MAX_NAME = 500;
/** About what a row takes beside the bytes of its span. */
export const ROW_BYTES = 500;

const STATUSES = new Map(
  /** @type {[unknown, import('../model.js').Status][]} */ ([
    [1, 'ok'],
    [2, 'error'],
    ['STATUS_CODE_OK', 'ok'],
    ['STATUS_CODE_ERROR', 'error'],
  ]),
);

const SIDES = new Set(['input', 'output']);
const VIAS = new Set(['identity', 'member', 'structure', 'text']);

export const MODEL_KEYS = [
  'gen_ai.response.model',
  'gen_ai.request.model',
  'llm.model_name',
  'embedding.model_name',
  'ai.model.id',
];
export const SESSION_KEYS = [
  'session.id',
  'gen_ai.conversation.id',
  'langfuse.session.id',
  'traceloop.association.properties.session_id',
  'ai.telemetry.metadata.sessionId',
];
/** What a call of a tool is called in the name of its span, where the convention says so; elsewhere all tools have one name. */
const TOOL_KEYS = ['gen_ai.tool.name', 'ai.toolCall.name', 'tool.name'];
const INPUT_TOKENS = [
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.prompt_tokens',
  'llm.token_count.prompt',
  'ai.usage.promptTokens',
];
const OUTPUT_TOKENS = [
  ...['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens', 'llm.token_count.completion'],
  'ai.usage.completionTokens',
];

/** @param {import('../otlp/records.js').Placed} placed @param {import('./chunk.js').Chunk} chunk @returns {Row} */
export function rowOf({ record, traceId, spanId, resource, scope }, chunk) {
  const attributes = new Map(plainEntries(record.attributes));
  const start = microseconds(record.startTimeUnixNano);
  const parentSpanId = spanIdOf(record.parentSpanId);
  const tokens = tokensOf(attributes);
  const status = STATUSES.get(record.status?.code) ?? 'unset';
  return {
    spanId,
    parentSpanId: parentSpanId === spanId ? '' : parentSpanId,
    name: nameOf(record, attributes),
    kind: kindOf(attributes, scope?.name),
    service: cut(serviceOf(resource)),
    start,
    end: Math.max(start, microseconds(record.endTimeUnixNano)),
    status,
    ...(status === 'error' && { error: errorText(record) }),
    model: firstText(attributes, MODEL_KEYS),
    ...(tokens && { tokens }),
    sessionId: firstText(attributes, SESSION_KEYS),
    ...(parentSpanId === '' && {
      question: previewOf(attributes, 'input'),
      answer: previewOf(attributes, 'output') ?? failureOf(record),
    }),
    links: listOf(record.links).flatMap((link) => recordedLink(link, traceId)),
    chunk,
  };
}

/** Its kind and message, and those of its causes. @param {Record<string, any>} record */
const errorText = (record) =>
  cut(
    errorsOf(record)
      .map(({ type, message }) => [type, message].filter(Boolean).join(': '))
      .join('\n'),
  );

/** What is said in place of an answer. @param {any} record */
const failureOf = ({ status }) =>
  STATUSES.get(status?.code) === 'error' ? textOf(status.message).slice(0, MAX_LENGTH) || 'failed' : undefined;

/** @param {any} record @param {Map<string, unknown>} attributes */
function nameOf(record, attributes) {
  const name = cut(textOf(record.name)) || 'unnamed';
  const tool = firstText(attributes, TOOL_KEYS);
  return tool === undefined || name.includes(tool) ? name : `${name} ${tool}`;
}

/** @param {any} link @param {string} traceId @returns {RecordedLink[]} none if it leaves the trace */
function recordedLink(link, traceId) {
  const spanId = spanIdOf(link?.spanId);
  if (!spanId || traceIdOf(link.traceId) !== traceId) return [];
  return [linkOf(spanId, Object.fromEntries(plainEntries(link.attributes)))];
}

/** A link by its attributes, as spanloom writes them. @param {string} spanId @param {Record<string, any>} attributes @returns {RecordedLink} */
export function linkOf(spanId, { from, to, 'spanloom.via': via, 'spanloom.overlap': overlap }) {
  return {
    spanId,
    fromSide: SIDES.has(from) ? from : 'output',
    toSide: SIDES.has(to) ? to : 'input',
    via: VIAS.has(via) ? via : 'manual',
    ...(typeof overlap === 'number' && { overlap }),
  };
}

/** @param {any} resource */
const serviceOf = (resource) =>
  textOf(plainEntries(isRecord(resource) ? resource.attributes : []).find(([key]) => key === 'service.name')?.[1]);

/** @param {string} text */
const cut = (text) => (text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text);

/** @param {Map<string, unknown>} attributes @param {string[]} keys @returns {string | undefined} */
function firstText(attributes, keys) {
  const found = keys.map((key) => attributes.get(key)).find((value) => typeof value === 'string' && value !== '');
  return found === undefined ? undefined : cut(String(found));
}

/** @param {Map<string, unknown>} attributes @returns {import('../model.js').Tokens | undefined} */
function tokensOf(attributes) {
  const count = (/** @type {string[]} */ keys) =>
    keys.map((key) => attributes.get(key)).find((value) => typeof value === 'number' && value >= 0);
  const [input, output] = /** @type {(number | undefined)[]} */ ([count(INPUT_TOKENS), count(OUTPUT_TOKENS)]);
  if (input === undefined && output === undefined) return undefined;
  return { ...(input !== undefined && { input }), ...(output !== undefined && { output }) };
}
