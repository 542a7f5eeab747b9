// Protobuf's wire format, read without knowing what the fields are.

/** @typedef {{ number: number, raw: Buffer, body: Buffer }} Field raw: the tag and all behind it; body: what follows tag and length */

/** The fields of a message, in their order. @param {Uint8Array} message @returns {Field[]} */
export function fieldsOf(message) {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError(`the message ends within a number at byte ${at}`);
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const fields = [];
  while (at < bytes.length) {
    const start = at;
    const tag = varint();
    const wireType = tag % 8;
    const length = { 1: () => 8, 2: varint, 5: () => 4 }[wireType];
    if (!length && wireType !== 0) throw new RangeError(`there is no wire type ${wireType}, at byte ${start}`);
    const size = length?.();
    const body = at;
    if (size === undefined) varint();
    else at += size;
    if (at > bytes.length) throw new RangeError(`the field at byte ${start} ends behind the message`);
    fields.push({ number: Math.floor(tag / 8), raw: bytes.subarray(start, at), body: bytes.subarray(body, at) });
  }
  return fields;
}

/** The bytes of a number as varint. @param {number} value */
function varintBytes(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

/** A field with a length. @param {number} number @param {Uint8Array} body */
export const fieldOf = (number, body) =>
  Buffer.concat([Buffer.from([...varintBytes(number * 8 + 2), ...varintBytes(body.length)]), body]);

/** Which fields of a message hold messages: what of OTLP's traces is needed here. */
const CHILDREN = {
  request: { 1: 'resourceSpans' },
  resourceSpans: { 1: 'other', 2: 'scopeSpans' },
  scopeSpans: { 1: 'other', 2: 'span' },
  span: { 15: 'other' },
  other: {},
};

/**
 * A request with fields that OTLP does not have, of every wire type, at random places of every level.
 * @param {import('../../support/choices.js').Choices} choices @param {Uint8Array} message @param {string} [type] @returns {Buffer}
 */
export function withUnknownFields(choices, message, type = 'request') {
  const parts = fieldsOf(message).map(({ number, raw, body }) => {
    const child = CHILDREN[type][number];
    return child ? fieldOf(number, withUnknownFields(choices, body, child)) : raw;
  });
  for (let left = choices.int(3); left > 0; left--)
    parts.splice(choices.int(parts.length + 1), 0, unknownField(choices));
  return Buffer.concat(parts);
}

/** @param {import('../../support/choices.js').Choices} choices */
function unknownField(choices) {
  const number = choices.pick([100, 3000, 30_000]) + choices.int(10_000); // 19,000 to 19,999 are reserved
  const wireType = choices.pick([0, 1, 2, 5]);
  const bytes = Buffer.from(
    Array.from({ length: { 0: 1, 1: 8, 2: choices.int(40), 5: 4 }[wireType] }, () => choices.int(128)),
  );
  return wireType === 2
    ? fieldOf(number, bytes)
    : Buffer.concat([Buffer.from(varintBytes(number * 8 + wireType)), bytes]);
}
