// The spans that a timeline shows: those whose ancestors are all unfolded.
/** @typedef {import('../model.js').SpanRow} SpanRow */

/** @param {readonly SpanRow[]} spans in the order of the tree @param {ReadonlySet<string>} folded IDs @returns {number[]} indexes */
export function visibleRows(spans, folded) {
  const rows = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const [index, { depth, spanId }] of spans.entries()) {
    if (depth > hiddenBelow) continue;
    hiddenBelow = folded.has(spanId) ? depth : Number.POSITIVE_INFINITY;
    rows.push(index);
  }
  return rows;
}

/** @param {readonly SpanRow[]} spans @param {number} index */
export const hasChildren = (spans, index) => spans[index + 1]?.parent === index;

/** For each span the place in `rows` where it is drawn: its own, or that of the ancestor that hides it. @param {number} count of spans @param {readonly number[]} rows */
export function placesOf(count, rows) {
  const places = new Int32Array(count);
  for (const [place, index] of rows.entries()) places.fill(place, index, rows[place + 1] ?? count);
  return places;
}

/** @param {readonly SpanRow[]} spans @param {string} spanId @returns {string[]} from its parent to the root */
export function ancestorsOf(spans, spanId) {
  const found = [];
  let index = spans.find((span) => span.spanId === spanId)?.parent ?? -1;
  for (; index >= 0; index = spans[index].parent) found.push(spans[index].spanId);
  return found;
}

/** How many spans are below one. @param {readonly SpanRow[]} spans @param {number} index */
export function countBelow(spans, index) {
  let end = index + 1;
  while (end < spans.length && spans[end].depth > spans[index].depth) end++;
  return end - index - 1;
}
