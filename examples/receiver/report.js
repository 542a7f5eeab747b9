// What arrived at a receiver, as a few lines for people.
import { edgesOf } from '../docs-bot/edges.js';

/** @param {import('./receiver.js').Delivery[]} deliveries @returns {string[]} */
export function reportLines(deliveries) {
  const spans = deliveries.flatMap((delivery) => delivery.spans);
  const bytes = deliveries.reduce((total, delivery) => total + delivery.bytes, 0);
  const traces = new Set(spans.map(({ traceId }) => traceId)).size;
  const errors = spans.filter(({ status }) => status.code === 'error').length;
  const links = countEdges(spans);
  const { resource = {}, scope = { name: 'none', version: '' } } = spans[0] ?? {};
  const lines = [
    `requests  ${deliveries.length} (${[...new Set(deliveries.map(formatOf))].join(', ')}), ${(bytes / 1000).toFixed(1)} kB`,
    `resource  ${pairs(resource)}`,
    `scope     ${scope.name} ${scope.version}`,
    `spans     ${spans.length} in ${traces} ${traces === 1 ? 'trace' : 'traces'}, ${errors} with an error`,
    `links     ${spans.reduce((total, span) => total + span.links.length, 0)}`,
  ];
  return [...lines, ...edgeTable(links)].map(printable);
}

/** One delivery in one line. @param {import('./receiver.js').Delivery} delivery */
export function deliveryLine({ spans, bytes, contentType }) {
  const services = [...new Set(spans.map(({ resource }) => resource['service.name']))].join(', ');
  const links = spans.reduce((total, span) => total + span.links.length, 0);
  return printable(`${spans.length} spans and ${links} links from ${services} (${contentType}, ${bytes} bytes)`);
}

/** Names come from whoever sent the spans, and must not steer the terminal. */
const printable = (text) => text.replace(/\p{C}/gu, '\u00b7');

const formatOf = ({ contentType, encoding }) => (encoding === 'gzip' ? `${contentType}, gzip` : contentType);

const pairs = (attributes) =>
  Object.entries(attributes)
    .map(([key, value]) => `${key}=${value}`)
    .join('  ');

/** Alike links of several traces are one row with a count. */
function countEdges(spans) {
  const rows = new Map();
  for (const edge of edgesOf(spans)) {
    const sides = edge.from ? `${edge.from} -> ${edge.to}` : '';
    const cells = [edge.producer, edge.consumer, sides, edge.via ?? 'by hand'];
    const row = rows.get(cells.join()) ?? { cells, count: 0 };
    rows.set(cells.join(), row);
    row.count += 1;
  }
  return [...rows.values()];
}

function edgeTable(rows) {
  const width = (column) => Math.max(0, ...rows.map(({ cells }) => cells[column].length));
  const widths = [0, 1, 2, 3].map(width);
  return rows.map(({ cells, count }) => {
    const [producer, consumer, sides, via] = cells.map((cell, i) => cell.padEnd(widths[i]));
    return `          ${producer} -> ${consumer}  ${sides}  ${via}  x${count}`;
  });
}
