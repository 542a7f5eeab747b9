// Runs a program whose lineage is known, and compares the links found with it.

/** @typedef {[from: string, to: string, fromSide: string, toSide: string]} Edge */
/** @typedef {{ id: string, about: string, expect: Edge[], optional: Edge[], run: (t: any) => Promise<void> }} Pipeline */

const lineOf = (/** @type {readonly string[]} */ [from, to, fromSide, toSide]) =>
  `${from}.${fromSide} -> ${to}.${toSide}`;

/** @param {Pipeline} pipeline @param {{ createTracer: Function, memory: Function }} library */
export async function runPipeline({ expect, optional, run }, { createTracer, memory }) {
  const exporter = memory();
  const tracer = createTracer({ exporters: [exporter] });
  await run(tracer);
  await tracer.flush();
  await tracer.shutdown();
  const found = edgesOf(exporter.spans);
  const [wanted, allowed] = [expect, optional].map((edges) => new Set(edges.map(lineOf)));
  return {
    found: [...wanted].filter((edge) => found.has(edge)),
    missing: [...wanted].filter((edge) => !found.has(edge)),
    wrong: [...found].filter((edge) => !wanted.has(edge) && !allowed.has(edge)),
  };
}

/** @param {import('../../../../js/index.js').FinishedSpan[]} spans */
function edgesOf(spans) {
  const labels = labelsOf(spans);
  const edges = spans.flatMap(({ traceId, spanId, links }) =>
    links.map((link) => {
      const from = link.traceId === traceId ? labels.get(link.spanId) : 'another trace';
      return lineOf([`${from}`, `${labels.get(spanId)}`, `${link.attributes.from}`, `${link.attributes.to}`]);
    }),
  );
  return new Set(edges);
}

/** Names by span id; those that occur more than once are numbered in order of start. @param {import('../../../../js/index.js').FinishedSpan[]} spans */
function labelsOf(spans) {
  const ordered = [...spans].sort(
    (a, b) => Number(a.startTimeUnixNano - b.startTimeUnixNano) || depth(a, spans) - depth(b, spans),
  );
  /** @type {Map<string, string[]>} */
  const byName = new Map();
  for (const { name, spanId } of ordered) byName.set(name, [...(byName.get(name) ?? []), spanId]);
  return new Map(
    [...byName].flatMap(([name, ids]) => ids.map((id, i) => [id, ids.length > 1 ? `${name}#${i + 1}` : name])),
  );
}

/** @param {{ parentSpanId?: string }} span @param {{ spanId: string, parentSpanId?: string }[]} spans @returns {number} */
function depth({ parentSpanId }, spans) {
  const parent = spans.find(({ spanId }) => spanId === parentSpanId);
  return parent ? depth(parent, spans) + 1 : 0;
}
