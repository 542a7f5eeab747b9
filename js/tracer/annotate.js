// What can be said about a span by hand, and the attributes that it becomes.

import { ANYTHING, either, pickOptions, RECORD, STRING, STRINGS } from '../base/check.js';
import { plainAttributes } from '../log/plain-attributes.js';
import { readUsage } from '../providers/usage.js';
import { standInOf } from '../reading/observed.js';

/** What chunks of a stream say of the usage before it is known. @type {import('../base/check.js').Rule} */
const NULL = ['null', (value) => value === null];

const FIELDS = {
  input: ANYTHING,
  output: ANYTHING,
  metadata: RECORD,
  metrics: RECORD,
  tags: either(STRINGS, RECORD),
  model: STRING,
  provider: STRING,
  usage: either(RECORD, NULL),
  attributes: RECORD,
  sessionId: STRING,
  userId: STRING,
  error: ANYTHING,
};

/**
 * What is said of the running program: fields that are wrong are reported and left out.
 * @param {unknown} fields @param {(error: unknown) => void} onError
 * @returns {import('../index.js').Annotations}
 */
export const readAnnotations = (fields, onError) => pickOptions('annotate()', fields, FIELDS, onError, standInOf);

/**
 * The attributes that say what `fields` say, apart from content, metadata, attributes and error.
 * @param {Omit<import('../index.js').Annotations, 'input' | 'output' | 'metadata' | 'attributes' | 'error'>} fields @param {{ omitted: number }} [counts] of what is too much
 */
export function fieldAttributes({ metrics, tags, model, provider, usage, sessionId, userId }, counts) {
  /** @type {Record<string, unknown>} */
  const out = {};
  if (tags !== undefined) {
    const pairs = () => Object.entries(plainAttributes(tags));
    out['tag.tags'] = Array.isArray(tags) ? tags : pairs().map((pair) => pair.join(':'));
  }
  if (model !== undefined) out['gen_ai.request.model'] = model;
  if (provider !== undefined) out['gen_ai.provider.name'] = provider;
  if (sessionId !== undefined) out['session.id'] = sessionId;
  if (userId !== undefined) out['user.id'] = userId;
  const given = {
    ...plainAttributes(metrics ?? {}, counts),
    ...plainAttributes(usage ?? {}),
  };
  return Object.assign(out, readUsage(given, /** @type {Record<string, number>} */ (out)));
}
