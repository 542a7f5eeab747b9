// The names of spans in text for people.

/** @typedef {import('../index.js').FinishedSpan} FinishedSpan */

/**
 * Returns names by span id. Spans of a trace that share a name are numbered in order of start: `chat (2)`.
 * @param {Iterable<FinishedSpan>} spans @param {(name: string) => string} [clean] @returns {Map<string, string>}
 */
export function labelsOf(spans, clean = (name) => name) {
  /** By trace and name. @type {Map<string, FinishedSpan[]>} */
  const alike = new Map();
  for (const span of new Map(Array.from(spans, (span) => [span.spanId, span])).values()) {
    const key = `${span.traceId} ${clean(span.name)}`;
    const same = alike.get(key) ?? [];
    alike.set(key, same);
    same.push(span);
  }
  /** @type {Map<string, string>} */
  const labels = new Map();
  for (const same of alike.values()) {
    same.sort(byStart);
    for (const [i, { spanId, name }] of same.entries())
      labels.set(spanId, same.length > 1 ? `${clean(name)} (${i + 1})` : clean(name));
  }
  return labels;
}

/** Compares by start. Of spans that started at the same time, the one that ended last comes first, as it encloses the others. @param {FinishedSpan} a @param {FinishedSpan} b */
export const byStart = (a, b) =>
  Number(a.startTimeUnixNano - b.startTimeUnixNano) || Number(b.endTimeUnixNano - a.endTimeUnixNano);
