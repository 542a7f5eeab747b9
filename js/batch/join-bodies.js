// Joins encoded batches into one request.
/** @typedef {import('../index.js').EncodedBatch} EncodedBatch */

export const JSON_TYPE = 'application/json';
const JSON_HEAD = '{"resourceSpans":['.length;
const JSON_TAIL = ']}'.length;
const COMMA = new TextEncoder().encode(',');

/**
 * Joins the bodies of several OTLP requests. Protobuf messages are concatenated, which merges their repeated fields.
 * @param {string} contentType @param {Uint8Array<ArrayBuffer>[]} bodies
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function joinBodies(contentType, bodies) {
  if (bodies.length === 1) return bodies[0];
  return concat(contentType === JSON_TYPE ? bodies.flatMap(jsonPieces) : bodies);
}

/** Joins several batches, in order. @param {EncodedBatch[]} parts @returns {EncodedBatch} */
export function joinBatches(parts) {
  const [first] = parts;
  if (parts.length < 2) return first;
  const { contentType } = first;
  const bodies = parts.map(({ body }) => body);
  const spanCount = parts.reduce((sum, part) => sum + part.spanCount, 0);
  return { body: joinBodies(contentType, bodies), spanCount, contentType, parts };
}

/** @param {Uint8Array[]} pieces */
export function concat(pieces) {
  const whole = new Uint8Array(pieces.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The pieces that a body adds to the joined one. @param {Uint8Array} body @param {number} index @param {Uint8Array[]} bodies */
const jsonPieces = (body, index, bodies) => {
  const list = body.subarray(index === 0 ? 0 : JSON_HEAD, index === bodies.length - 1 ? undefined : -JSON_TAIL);
  return index === 0 ? [list] : [COMMA, list];
};
