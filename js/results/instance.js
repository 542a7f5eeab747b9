// Answers that are objects of classes: of SDKs that no page has.

import { holdsRequest, INSTANCES } from '../providers/server-apis.js';
import { hasClass } from '../reading/data.js';
import { readable } from '../reading/observed.js';
import { Draft } from './draft.js';

/** @typedef {import('./collect.js').Collected} Collected */
/** It asks for what only servers have, so it is not imported here. @typedef {typeof import('../providers/read.js').read} Read */

/**
 * The answer that a span gave, if it may be looked into.
 * @param {import('../tracer/span-state.js').SpanState} state @param {unknown} value @param {Read} read @returns {Collected | undefined}
 */
export function instanceAnswer(state, value, read) {
  const { content, settings } = state.tracer;
  return settings.links.limits.ignore?.(value) ? undefined : answerOf(value, content.assembledLimit(state), read);
}

/**
 * An answer that is an object of a class, or holds its own request, and so more than what was answered: as a stream of it would be. Undefined for any
 * other value.
 * @param {unknown} value @param {number} limit on the length of what is kept, in UTF-16 units @param {Read} read @returns {Collected | undefined}
 */
export function answerOf(value, limit, read) {
  if (!hasClass(readable(value)) && !holdsRequest(value)) return undefined;
  const budget = { left: limit, omitted: 0 };
  const draft = new Draft(budget);
  if (!read(INSTANCES, draft, value)) return undefined;
  return { ...draft.summary(), value: draft.value(), isCut: budget.omitted > 0 };
}
