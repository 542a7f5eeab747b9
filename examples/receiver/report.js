// What arrived at a receiver, as a few lines for people.

/** @param {import('./receiver.js').Delivery[]} deliveries @returns {string[]} */
export function reportLines(deliveries) {
  const spans = deliveries.flatMap((delivery) => delivery.spans);
  const bytes = deliveries.reduce((total, delivery) => total + delivery.bytes, 0);
  const traces = new Set(spans.map(({ traceId }) => traceId)).size;
  const errors = spans.filter(({ status }) => status.code === 'error').length;
  const { resource = {}, scope = { name: 'none', version: '' } } = spans[0] ?? {};
  const lines = [
    `requests  ${deliveries.length} (${[...new Set(deliveries.map(formatOf))].join(', ')}), ${(bytes / 1000).toFixed(1)} kB`,
    `resource  ${pairs(resource)}`,
    `scope     ${scope.name} ${scope.version}`,
    `spans     ${spans.length} in ${traces} ${traces === 1 ? 'trace' : 'traces'}, ${errors} with an error`,
    `links     ${countKinds(spans.flatMap(({ links }) => links))}`,
  ];
  return lines.map(printable);
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

/** "27: 15 identity, 3 member" @param {import('./decode.js').ReceivedLink[]} links */
function countKinds(links) {
  const counts = new Map();
  for (const { attributes } of links) {
    const via = attributes['spanloom.via'] ?? 'by hand';
    counts.set(via, (counts.get(via) ?? 0) + 1);
  }
  const kinds = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([via, count]) => `${count} ${via}`);
  return [links.length, kinds.join(', ')].filter(Boolean).join(': ');
}
