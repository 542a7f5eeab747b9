// What a span's links say, in words.

/** @typedef {import('./index.js').FinishedSpan} FinishedSpan */
/** @typedef {import('./index.js').Link} Link */

const MOST_RANGES = 3;

/**
 * For each link of a finished span: which span it points at, and why it is there.
 * @param {FinishedSpan} span @param {Iterable<FinishedSpan>} [spans] those whose names are known
 * @returns {import('./index.js').Explanation[]}
 */
export function explain(span, spans = []) {
  checkSpan(span);
  const names = new Map();
  for (const other of spans) names.set(checkSpan(other).spanId, other.name);
  return span.links.map((link) => {
    const from = names.get(link.spanId) ?? link.spanId;
    return { link, from, evidence: evidenceOf(link, from), ranges: link.ranges };
  });
}

/** @param {FinishedSpan} span */
function checkSpan(span) {
  if (typeof span?.name === 'string' && Array.isArray(span.links)) return span;
  throw new TypeError('explain() takes a finished span, as memory() keeps it, and a list of them');
}

/** @param {Link} link @param {string} name of the earlier span */
function evidenceOf({ attributes, ranges }, name) {
  const { 'spanloom.via': via, 'spanloom.overlap': overlap } = attributes;
  if (!via) return `linked to ${name} by hand`;
  const place = (/** @type {'from' | 'to'} */ end) => {
    const path = attributes[`spanloom.${end}.path`] ?? '$';
    return path === '$' ? `the ${attributes[end]}` : `${attributes[end]} ${path}`;
  };
  const source = `${place('from')} of ${name}`;
  if (via === 'structure') return `${place('to')} equals ${source}`;
  if (via !== 'text') return `${place('to')} is ${source}: the same object`;
  const share =
    typeof overlap === 'number' ? `${Math.max(1, Math.round(100 * overlap))} % of this span's text` : 'text';
  return `${place('to')}: ${share} came from ${source}${characters(ranges?.to ?? [])}`;
}

/** @param {import('./index.js').TextRange[]} ranges */
function characters(ranges) {
  if (ranges.length === 0) return '';
  const shown = ranges.slice(0, MOST_RANGES).map((range) => range.join('-'));
  const more = ranges.length - shown.length;
  return ` (characters ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}
