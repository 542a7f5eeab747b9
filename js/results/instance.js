// Answers that are instances of classes, which only SDKs for servers return.

import { holdsRequest, INSTANCES } from '../providers/server-apis.js';
import { hasClass } from '../reading/data.js';
import { readable } from '../reading/observed.js';
import { Draft } from './draft.js';

/** @typedef {import('./collect.js').Collected} Collected */
/** Passed in, because this module must not import what only servers load. @typedef {typeof import('../providers/read.js').read} Read */

/**
 * Reads the answer that a span returned, unless the tracer ignores the value.
 * @param {import('../tracer/span-state.js').SpanState} state @param {unknown} value @param {Read} read @returns {Collected | undefined}
 */
export function instanceAnswer(state, value, read) {
  const { content, settings } = state.tracer;
  return settings.links.limits.ignore?.(value) ? undefined : answerOf(value, content.assembledLimit(state), read);
}

/**
 * Reads an answer that is a class instance or that holds its own request. The result contains only the answer, as if it had been streamed. Undefined for any
 * other value.
 * @param {unknown} value @param {number} limit in UTF-16 units, on what is kept @param {Read} read @returns {Collected | undefined}
 */
export function answerOf(value, limit, read) {
  if (!hasClass(readable(value)) && !holdsRequest(value)) return undefined;
  const budget = { left: limit, omitted: 0 };
  const draft = new Draft(budget);
  if (!read(INSTANCES, draft, value)) return undefined;
  return { ...draft.summary(), value: draft.value(), isCut: budget.omitted > 0 };
}
