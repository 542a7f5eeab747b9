// Checks the fields of `annotate()`, and turns them into attributes.

import { ANYTHING, either, pickOptions, RECORD, STRING, STRINGS } from '../base/check.js';
import { plainAttributes } from '../log/plain-attributes.js';
import { readUsage } from '../providers/usage.js';
import { standInOf } from '../reading/observed.js';

/** The usage in the chunks of a stream, except the last. @type {import('../base/check.js').Rule} */
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
 * Returns the valid fields. Wrong ones are reported, as the program is running.
 * @param {unknown} fields @param {(error: unknown) => void} onError
 * @returns {import('../index.js').Annotations}
 */
export const readAnnotations = (fields, onError) => pickOptions('annotate()', fields, FIELDS, onError, standInOf);

/** Returns tags as a list of their own: `{ plan: 'pro' }` is the tag `plan:pro`. @param {NonNullable<import('../index.js').Annotations['tags']>} tags @returns {readonly string[]} */
export const tagsOf = (tags) =>
  Array.isArray(tags)
    ? /** @type {string[]} */ (plainAttributes({ tags }).tags ?? [])
    : Object.entries(plainAttributes(tags)).map((pair) => pair.join(':'));

/** @param {readonly string[]} outer @param {readonly string[]} inner */
export const allTags = (outer, inner) => [...new Set([...outer, ...inner])];

/**
 * Returns the attributes for these fields. Content, metadata, attributes and error are handled elsewhere.
 * @param {Omit<import('../index.js').Annotations, 'input' | 'output' | 'metadata' | 'attributes' | 'error'>} fields @param {{ omitted: number }} [counts] of attributes that exceed a limit
 */
export function fieldAttributes({ metrics, tags, model, provider, usage, sessionId, userId }, counts) {
  /** @type {Record<string, unknown>} */
  const out = {};
  if (tags !== undefined) out['tag.tags'] = tagsOf(tags);
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
