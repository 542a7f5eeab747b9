// What spans inherit from `withAttributes()` around them. It is copied once, so that no user code runs when a span starts.

import { either, pickOptions, RECORD, STRING, STRINGS } from '../base/check.js';
import { plainAttributes } from '../log/plain-attributes.js';
import { standInOf } from '../reading/observed.js';
import { activeFrames, inheritedAt } from './active-span.js';
import { allTags, tagsOf } from './annotate.js';
import { addAttributes } from './attributes.js';
import { inheriting } from './inheritance.js';

/** @typedef {import('./tracer.js').Tracer} Tracer */
/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {import('./inheritance.js').Inherited} Inherited */

const FIELDS = { sessionId: STRING, userId: STRING, tags: either(STRINGS, RECORD), attributes: RECORD };
/** @type {Inherited} */
export const NOTHING = { tags: [], attributes: {} };

/**
 * Returns the frames for code whose spans inherit these fields, too. Wrong ones are reported, as the program is running.
 * @param {Tracer} tracer @param {unknown} given the fields of `withAttributes()`
 */
export function framesWith(tracer, given) {
  const { sessionId, userId, tags, attributes } = pickOptions(
    'withAttributes()',
    given,
    FIELDS,
    tracer.settings.onError,
    standInOf,
  );
  const said = {
    ...(sessionId !== undefined && { sessionId }),
    ...(userId !== undefined && { userId }),
    tags: tags ? tagsOf(tags) : [],
    attributes: attributes ? plainAttributes(attributes, tracer.counts) : {},
  };
  const frames = activeFrames(tracer);
  return inheriting(tracer, allSaid(inheritedAt(tracer, frames) ?? NOTHING, said), frames);
}

/**
 * Returns all that is inherited where both were said.
 * @param {Inherited} outer @param {Inherited} inner
 * @returns {Inherited}
 */
export const allSaid = (outer, inner) => ({
  ...outer,
  ...inner,
  tags: allTags(outer.tags, inner.tags),
  attributes: { ...outer.attributes, ...inner.attributes },
});

/** Adds what a span inherits, before its own options. @param {SpanState} state @param {Inherited} inherited */
export function inherit(state, { tags, attributes }) {
  const own = state.template.attributes;
  const entries = Object.entries(attributes).filter(([key]) => !Object.hasOwn(own, key));
  addAttributes(state, Object.fromEntries(entries));
  if (tags.length === 0) return;
  state.inheritedTags = tags;
  addAttributes(state, { 'tag.tags': tags });
}
