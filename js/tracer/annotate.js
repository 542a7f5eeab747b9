// What can be said about a span by hand, and the attributes that it becomes.
import { plainAttributes } from '../log/plain-attributes.js';
import { ANYTHING, checkOptions, either, RECORD, STRING, STRINGS } from '../options/check.js';

/** @typedef {import('./span-state.js').SpanState} SpanState */

const FIELDS = {
  input: ANYTHING,
  output: ANYTHING,
  metadata: RECORD,
  metrics: RECORD,
  tags: either(STRINGS, RECORD),
  model: STRING,
  provider: STRING,
  usage: RECORD,
  attributes: RECORD,
  sessionId: STRING,
  userId: STRING,
  error: ANYTHING,
};

/** Names of token counts, as users and APIs write them, and where they stand on the wire. */
const USAGE = {
  input_tokens: 'gen_ai.usage.input_tokens',
  output_tokens: 'gen_ai.usage.output_tokens',
  prompt_tokens: 'gen_ai.usage.input_tokens',
  completion_tokens: 'gen_ai.usage.output_tokens',
  total_tokens: 'gen_ai.usage.total_tokens',
  cache_read_input_tokens: 'gen_ai.usage.cache_read.input_tokens',
  cache_write_input_tokens: 'gen_ai.usage.cache_write.input_tokens',
  reasoning_output_tokens: 'gen_ai.usage.reasoning.output_tokens',
};

/** @param {unknown} fields */
export const checkAnnotations = (fields) => checkOptions('annotate()', fields, FIELDS);

/** Attributes that the content has on the wire: said with `input` and `output`. */
const CONTENT = ['input.value', 'input.mime_type', 'output.value', 'output.mime_type'];

/**
 * Adds attributes to a span; those of its template are overridden.
 * @param {SpanState} state @param {Record<string, unknown>} attributes
 */
export function addAttributes(state, attributes) {
  const plain = plainAttributes(attributes);
  for (const key of CONTENT) delete plain[key];
  state.attributes = { ...state.attributes, ...plain };
  const own = state.template.attributes;
  if (!state.overrides) state.overrides = Object.keys(plain).some((key) => key in own && plain[key] !== own[key]);
}

/**
 * The attributes that say what `fields` say, apart from content and error.
 * @param {import('../index.js').Annotations} fields
 * @param {(value: unknown) => string | undefined} snapshot of the metadata
 */
export function fieldAttributes(
  { metadata, metrics, tags, model, provider, usage, attributes, sessionId, userId },
  snapshot,
) {
  /** @type {Record<string, unknown>} */
  const out = { ...attributes };
  if (metadata !== undefined) out.metadata = snapshot(metadata);
  if (tags !== undefined)
    out['tag.tags'] = Array.isArray(tags) ? [...tags] : Object.entries(tags).map(([key, value]) => `${key}:${value}`);
  if (model !== undefined) out['gen_ai.request.model'] = model;
  if (provider !== undefined) out['gen_ai.provider.name'] = provider;
  if (sessionId !== undefined) out['session.id'] = sessionId;
  if (userId !== undefined) out['user.id'] = userId;
  for (const [name, value] of Object.entries({ ...metrics, ...usage })) {
    if (typeof value === 'number')
      out[Object.hasOwn(USAGE, name) ? USAGE[/** @type {keyof typeof USAGE} */ (name)] : `spanloom.metric.${name}`] =
        value;
  }
  return out;
}
