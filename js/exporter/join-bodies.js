const JSON_HEAD = '{"resourceSpans":['.length;
const JSON_TAIL = ']}'.length;
const COMMA = new TextEncoder().encode(',');

/**
 * One OTLP request out of several. Protobuf messages are joined by putting them one behind the other: repeated fields add up.
 * @param {string} contentType @param {Uint8Array<ArrayBuffer>[]} bodies
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function joinBodies(contentType, bodies) {
  if (bodies.length === 1) return bodies[0];
  const parts = contentType === 'application/json' ? bodies.flatMap(jsonPieces) : bodies;
  const joined = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** What of a body goes into the joined one. @param {Uint8Array} body @param {number} index @param {Uint8Array[]} bodies */
const jsonPieces = (body, index, bodies) => {
  const list = body.subarray(index === 0 ? 0 : JSON_HEAD, index === bodies.length - 1 ? undefined : -JSON_TAIL);
  return index === 0 ? [list] : [COMMA, list];
};
