// Explains the links of a span in words.
import { labelsOf } from './span-labels.js';

/** @typedef {import('../index.js').FinishedSpan} FinishedSpan */
/** @typedef {import('../index.js').Link} Link */

const MAX_PIECES = 8;

/**
 * Returns for each link of a finished span which span it points to, and why it exists.
 * @param {FinishedSpan} span @param {Iterable<FinishedSpan>} [spans] names the spans that links point to
 * @returns {import('../index.js').Explanation[]}
 */
export function explain(span, spans = []) {
  checkSpan(span);
  const others = [...spans];
  for (const other of others) checkSpan(other);
  return explainBy(span, labelsOf(others));
}

/** @param {FinishedSpan} span @param {Map<string, string>} names of spans by id @returns {import('../index.js').Explanation[]} */
export function explainBy(span, names) {
  return span.links.map((link) => {
    const from = names.get(link.spanId) ?? link.spanId;
    return { link, from, evidence: evidenceOf(link, from), pieces: link.pieces ?? [], ranges: link.ranges };
  });
}

/** @param {FinishedSpan} span */
function checkSpan(span) {
  if (typeof span?.name === 'string' && Array.isArray(span.links)) return span;
  throw new TypeError('explain() takes a finished span, as memory() keeps it, and a list of them');
}

/** @param {Link} link @param {string} name of the earlier span */
function evidenceOf({ attributes, pieces = [] }, name) {
  const { 'spanloom.via': via, 'spanloom.overlap': overlap } = attributes;
  if (!via) return `linked to ${name} by hand`;
  const pathOf = (/** @type {'from' | 'to'} */ end) => String(attributes[`spanloom.${end}.path`] ?? '$');
  const place = (/** @type {'from' | 'to'} */ end) =>
    pathOf(end) === '$' ? `the ${attributes[end]}` : `${attributes[end]} ${pathOf(end)}`;
  const source = `${place('from')} of ${name}`;
  const list = piecesOf(pieces, pathOf, via === 'text' ? 'characters' : 'also');
  if (via === 'structure') return `${place('to')} equals ${source}${list}`;
  if (via !== 'text') return `${place('to')} is ${source}: the same object${list}`;
  const share =
    typeof overlap === 'number' ? `${Math.max(1, Math.round(100 * overlap))} % of this span's text` : 'text';
  return `${place('to')}: ${share} came from ${source}${list}`;
}

/**
 * Lists what a link's own paths do not show: the ranges in strings, and pieces at other paths.
 * @param {import('../index.js').LinkPiece[]} pieces @param {(end: 'from' | 'to') => string} pathOf returns a path of the link @param {string} lead the first word
 */
function piecesOf(pieces, pathOf, lead) {
  const list = pieces.flatMap(({ from, to }) => {
    const words = [
      to.range?.join('-'),
      to.path !== pathOf('to') && (to.range ? `of ${to.path}` : to.path),
      from.path !== pathOf('from') && `from ${from.path}`,
    ];
    return words.filter(Boolean).join(' ') || [];
  });
  if (list.length === 0) return '';
  const more = list.length - MAX_PIECES;
  return ` (${lead} ${list.slice(0, MAX_PIECES).join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}
