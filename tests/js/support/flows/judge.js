// Whether each span is where the code called it.

/** @typedef {import('./world.js').Record} Record */
/** @typedef {import('spanloom').FinishedSpan} FinishedSpan */
/**
 * `lost`: it is a root and says so. `missing`: it is the root of a trace that was left out. `late`: it is a root, called by code that outlives its trace.
 * @typedef {'right' | 'lost' | 'missing' | 'late' | 'unmarked' | 'wrongParent' | 'wrongTrace'} Verdict
 */

/** @param {Record[]} records of one tracer @param {FinishedSpan[]} spans @returns {{ record: Record, verdict: Verdict }[]} */
export function judge(records, spans) {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const byName = new Map(spans.map((span) => [span.name, span]));
  const spanOf = new Map(
    records.map((record) => [
      record,
      record.span ? byId.get(record.span.spanId) : record.isShared ? undefined : byName.get(record.name),
    ]),
  );
  const known = new Set(spanOf.values());
  for (const span of spans) if (!known.has(span)) throw new Error(`nobody called ${span.name}`);
  return records.map((record) => {
    let around = record.parent;
    // One that is lost may be left out, and what it calls is then in what is around it.
    while (around && !spanOf.get(around)) around = around.parent;
    const parent = around && spanOf.get(around);
    return { record, verdict: verdictOn(record, spanOf.get(record), parent) };
  });
}

/** @param {Record} record @param {FinishedSpan | undefined} span @param {FinishedSpan | undefined} parent @returns {Verdict} */
function verdictOn(record, span, parent) {
  if (!span) return parent || (!record.parent && !record.isLeftOut) ? 'missing' : 'right';
  const { traceId, parentSpanId, attributes } = span;
  const isRoot = parentSpanId === undefined;
  if (isRoot && !record.parent) return 'right';
  if (parent && parentSpanId === parent.spanId && traceId === parent.traceId) return 'right';
  if (isRoot && attributes['spanloom.context'] === 'unknown') return 'lost';
  if (isRoot) return record.isLate ? 'late' : 'unmarked';
  return traceId === parent?.traceId ? 'wrongParent' : 'wrongTrace';
}
