// The links of a span, seen from it.

/** @typedef {import('../model.js').SpanRow} SpanRow */
/** @typedef {import('../model.js').Side} Side */
/** @typedef {{ other: SpanRow, otherSide: Side, ownSide: Side, via: import('../model.js').Via, overlap?: number, link: { from: string, to: string } }} LinkEnd */

/** @param {import('../model.js').TraceModel | undefined} trace @param {string} spanId @returns {{ incoming: LinkEnd[], outgoing: LinkEnd[] }} */
export function linksOf(trace, spanId) {
  const { spans = [], links = [] } = trace ?? {};
  const self = spans.findIndex((row) => row.spanId === spanId);
  /** @param {import('../model.js').LinkRow} row */
  const ids = ({ from, to }) => ({ from: spans[from].spanId, to: spans[to].spanId });
  return {
    incoming: links
      .filter(({ to }) => to === self)
      .map((row) => ({
        ...seen(row),
        other: spans[row.from],
        otherSide: row.fromSide,
        ownSide: row.toSide,
        link: ids(row),
      })),
    outgoing: links
      .filter(({ from }) => from === self)
      .map((row) => ({
        ...seen(row),
        other: spans[row.to],
        otherSide: row.toSide,
        ownSide: row.fromSide,
        link: ids(row),
      })),
  };
}

/** @param {import('../model.js').LinkRow} row */
const seen = ({ via, overlap }) => ({ via, overlap });
