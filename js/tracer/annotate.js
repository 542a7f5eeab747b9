// What can be said about a span by hand, and the attributes that it becomes.
import { plainAttributes } from '../log/plain-attributes.js';
import { ANYTHING, either, pickOptions, RECORD, STRING, STRINGS } from '../options/check.js';

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

/**
 * What is said of the running program: fields that are wrong are reported and left out.
 * @param {unknown} fields @param {(error: unknown) => void} onError
 * @returns {import('../index.js').Annotations}
 */
export const readAnnotations = (fields, onError) => pickOptions('annotate()', fields, FIELDS, onError);

/**
 * The attributes that say what `fields` say, apart from content, metadata, attributes and error.
 * @param {Omit<import('../index.js').Annotations, 'input' | 'output' | 'metadata' | 'attributes' | 'error'>} fields @param {{ omitted: number }} [counts] of what is too much
 */
export function fieldAttributes({ metrics, tags, model, provider, usage, sessionId, userId }, counts) {
  /** @type {Record<string, unknown>} */
  const out = {};
  if (tags !== undefined) {
    const pairs = () => Object.entries(plainAttributes(/** @type {Record<string, string>} */ (tags)));
    out['tag.tags'] = Array.isArray(tags) ? tags : pairs().map((pair) => pair.join(':'));
  }
  if (model !== undefined) out['gen_ai.request.model'] = model;
  if (provider !== undefined) out['gen_ai.provider.name'] = provider;
  if (sessionId !== undefined) out['session.id'] = sessionId;
  if (userId !== undefined) out['user.id'] = userId;
  for (const [name, value] of Object.entries({
    ...plainAttributes(metrics ?? {}, counts),
    ...plainAttributes(/** @type {Record<string, unknown>} */ (usage ?? {})),
  })) {
    if (typeof value === 'number' && Number.isFinite(value))
      out[Object.hasOwn(USAGE, name) ? USAGE[/** @type {keyof typeof USAGE} */ (name)] : `spanloom.metric.${name}`] =
        value;
  }
  return out;
}
