// What the graph says in words.
import { duration, tokens } from '../parts/format.js';

/** @typedef {import('../model.js').LinkRow} LinkRow */
/** @typedef {import('../model.js').SpanRow} SpanRow */

const EVIDENCE = {
  identity: 'same object',
  member: 'object inside',
  structure: 'equal copy',
  text: 'text',
  manual: 'linked by hand',
};

/** @param {LinkRow['via']} via @param {number} [overlap] */
export function evidenceOf(via, overlap) {
  if (via !== 'text' || overlap === undefined) return EVIDENCE[via];
  return `text ${Math.max(1, Math.round(100 * overlap))} %`;
}

/** @param {import('./bundles.js').Bundle} bundle */
export const edgeLabel = ({ via, overlap, links }) =>
  links.length === 1 ? evidenceOf(via, overlap) : `${links.length} links`;

/** The second line of a card. @param {SpanRow} span */
export const factsOf = (span) => [duration(span.duration), span.model, tokens(span.tokens)].filter(Boolean).join(' · ');
