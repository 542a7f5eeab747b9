// The spans of an OTLP request: sizes of their text attributes and number of links.

/** @typedef {{ attributes: [key: string, bytes: number][], links: number }} SeenSpan */

/** Numbers of the fields that lead to what is looked for. */
const RESOURCE_SPANS = 1;
const SCOPE_SPANS = 2;
const SPANS = 2;
const ATTRIBUTES = 9;
const LINKS = 13;
const KEY = 1;
const VALUE = 2;
const STRING = 1;

/** @param {string} type of the content @param {Buffer} body @returns {SeenSpan[]} */
export const spansIn = (type, body) =>
  type.includes('json') ? fromJson(JSON.parse(body.toString())) : fromProtobuf(body);

function fromJson({ resourceSpans }) {
  const spans = resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans));
  return spans.map(({ attributes, links = [] }) => ({
    attributes: attributes.map(({ key, value }) => [key, Buffer.byteLength(value.stringValue ?? '')]),
    links: links.length,
  }));
}

function fromProtobuf(body) {
  const spans = children(body, RESOURCE_SPANS)
    .flatMap((resource) => children(resource, SCOPE_SPANS))
    .flatMap((scope) => children(scope, SPANS));
  return spans.map((span) => ({
    attributes: children(span, ATTRIBUTES).map((attribute) => [
      String(children(attribute, KEY)[0]),
      children(children(attribute, VALUE)[0], STRING)[0]?.length ?? 0,
    ]),
    links: children(span, LINKS).length,
  }));
}

/** The length-delimited fields of one number in a message. @param {Buffer} message @param {number} number */
function children(message, number) {
  const found = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const wireType = tag & 7;
    if (wireType === 0) varint();
    else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else {
      const end = varint() + at;
      if (tag >>> 3 === number) found.push(message.subarray(at, end));
      at = end;
    }
  }
  return found;
}
