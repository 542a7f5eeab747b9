/** @typedef {import('../model.js').SpanRow} SpanRow */

/** The names of rows that were asked for. @type {WeakMap<readonly SpanRow[], Map<string, string>>} */
const known = new WeakMap();

/**
 * What spans are called. Those that share a name are numbered in order of start, as in the console: `chat (2)`.
 * @param {readonly SpanRow[]} rows @returns {Map<string, string>} by ID
 */
export function namesOf(rows) {
  const before = known.get(rows);
  if (before) return before;
  const names = numbered(rows);
  known.set(rows, names);
  return names;
}

/** @param {readonly SpanRow[]} rows @param {number} index */
export const nameAt = (rows, index) => namesOf(rows).get(rows[index].spanId) ?? rows[index].name;

/** @param {readonly SpanRow[]} rows @returns {Map<string, string>} */
function numbered(rows) {
  /** @type {Map<string, string[]>} */
  const alike = new Map();
  for (const { name, spanId } of [...rows].sort((a, b) => a.start - b.start)) {
    const ids = alike.get(name);
    if (ids) ids.push(spanId);
    else alike.set(name, [spanId]);
  }
  const named = [...alike].flatMap(([name, ids]) =>
    ids.map((id, index) => /** @type {[string, string]} */ ([id, ids.length > 1 ? `${name} (${index + 1})` : name])),
  );
  return new Map(named);
}
