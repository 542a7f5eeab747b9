// Finds spans in a request by the beginning of their ids, without decoding the rest.
import { readField } from '../../formats/protobuf.js';

/** @typedef {{ traceId: string, spanId: string }} SpanIds */

const RESOURCE_SPANS = 1;
const [SCOPE_SPANS, SPANS] = [2, 2];
const [TRACE_ID, SPAN_ID] = [1, 2];

/** @param {import('../../formats/source.js').Piece} piece of traces @param {string} prefix of a span id @returns {SpanIds[]} */
export function findSpans({ bytes, encoding }, prefix) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ids = encoding === 'json' ? idsOfJson(buffer, prefix) : [...idsOfProtobuf(buffer)];
  return ids.filter(({ spanId }) => spanId.startsWith(prefix));
}

/** @param {Buffer} request @param {string} prefix @returns {SpanIds[]} */
function idsOfJson(request, prefix) {
  // Most requests do not have the digits at all.
  if (!request.includes(prefix) && !request.includes(prefix.toUpperCase())) return [];
  try {
    const { resourceSpans } = JSON.parse(request.toString());
    const scopes = resourceSpans.flatMap((/** @type {any} */ resource) => resource.scopeSpans ?? []);
    const spans = scopes.flatMap((/** @type {any} */ scope) => scope.spans ?? []);
    return spans.map((/** @type {any} */ { traceId, spanId }) => ({
      traceId: traceId.toLowerCase(),
      spanId: spanId.toLowerCase(),
    }));
  } catch {
    return []; // The engine has refused it.
  }
}

/** @param {Buffer} request @returns {Generator<SpanIds>} */
function* idsOfProtobuf(request) {
  for (const resource of children(request, RESOURCE_SPANS))
    for (const scope of children(resource, SCOPE_SPANS))
      for (const span of children(scope, SPANS)) {
        const [[traceId], [spanId]] = [TRACE_ID, SPAN_ID].map((number) => [...children(span, number)]);
        if (traceId && spanId) yield { traceId: traceId.toString('hex'), spanId: spanId.toString('hex') };
      }
}

/** @param {Buffer} message @param {number} number of a field @returns {Generator<Buffer>} */
function* children(message, number) {
  for (let at = 0; at < message.length; ) {
    const field = readField(message, at);
    if (!field || field === 'broken') return;
    if (field.number === number) yield message.subarray(field.start, field.end);
    at = field.end;
  }
}
