// Which links of an app were found, and which are missing or wrong.

/** @typedef {import('../../js/index.js').FinishedSpan} Span */
/** @typedef {[producer: string, consumer: string, sides: 'output>input' | 'input>input' | 'output>output']} Edge */

const lineOf = (/** @type {readonly string[]} */ [from, to, sides]) => `${from} -> ${to} ${sides}`;

/** @param {Edge[]} edges @param {Edge[]} optional @param {Span[]} spans */
export function score(edges, optional, spans) {
  const [wanted, allowed] = [edges, optional].map((list) => new Set(list.map(lineOf)));
  const found = new Set(edgesOf(spans).map(lineOf));
  return {
    found: [...wanted].filter((line) => found.has(line)),
    missing: [...wanted].filter((line) => !found.has(line)).sort(),
    wrong: [...found].filter((line) => !wanted.has(line) && !allowed.has(line)).sort(),
  };
}

/** @param {Span[]} spans @returns {string[][]} */
function edgesOf(spans) {
  const labels = labelsOf(spans);
  return spans.flatMap(({ traceId, spanId, links }) =>
    links.map((link) => {
      const from = link.traceId === traceId ? labels.get(link.spanId) : 'another trace';
      return [`${from}`, `${labels.get(spanId)}`, `${link.attributes.from}>${link.attributes.to}`];
    }),
  );
}

/** Names by span id; the second of a name is `name#2`, in order of start. @param {Span[]} spans */
export function labelsOf(spans) {
  const ordered = [...spans].sort((a, b) => Number(a.startTimeUnixNano - b.startTimeUnixNano));
  /** @type {Map<string, number>} */
  const counts = new Map();
  return new Map(
    ordered.map(({ name, spanId }) => {
      const nth = (counts.get(name) ?? 0) + 1;
      counts.set(name, nth);
      return [spanId, nth === 1 ? name : `${name}#${nth}`];
    }),
  );
}
