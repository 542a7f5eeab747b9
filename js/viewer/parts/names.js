/**
 * What spans are called: of several with one name, each has a number. @param {readonly import('../model.js').SpanRow[]} rows
 * @returns {Map<string, string>} by ID
 */
export function namesOf(rows) {
  /** @type {Map<string, string[]>} */
  const alike = new Map();
  for (const { name, spanId } of rows) {
    const ids = alike.get(name);
    if (ids) ids.push(spanId);
    else alike.set(name, [spanId]);
  }
  const named = [...alike].flatMap(([name, ids]) =>
    ids.map((id, index) => /** @type {[string, string]} */ ([id, ids.length > 1 ? `${name} #${index + 1}` : name])),
  );
  return new Map(named);
}
