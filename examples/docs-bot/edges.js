// The links of some spans as a list that can be read, compared and counted.

/**
 * @typedef {{ consumer: string, producer: string, from: string, to: string, via: string, fromPath?: string, toPath?: string }} Edge
 */

/**
 * @param {{ traceId: string, spanId: string, name: string, links: { traceId: string, spanId: string, attributes: any }[] }[]} spans
 * as any exporter or receiver has them
 * @returns {Edge[]} names in place of ids; a span that is not in the list is shown by its id
 */
export function edgesOf(spans) {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  return spans.flatMap((span) =>
    span.links.map(({ spanId, attributes }) => ({
      consumer: span.name,
      producer: names.get(spanId) ?? spanId,
      from: attributes.from,
      to: attributes.to,
      via: attributes['spanloom.via'],
      fromPath: attributes['spanloom.from.path'],
      toPath: attributes['spanloom.to.path'],
    })),
  );
}

/** "rerank <- retrieve output -> input (identity $ -> $[1])" @param {Edge} edge */
export const describeEdge = ({ consumer, producer, from, to, via, fromPath, toPath }) =>
  `${consumer} <- ${producer} ${from} -> ${to} (${via} ${fromPath} -> ${toPath})`;
