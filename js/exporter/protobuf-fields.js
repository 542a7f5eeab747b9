/**
 * The fields of one protobuf message by number: varints as numbers (unsigned), all else as bytes; the last of a repeated one.
 * Never throws: what comes after a malformed field is left out.
 * @param {Uint8Array} bytes
 */
export function protobufFields(bytes) {
  /** @type {Record<number, number | Uint8Array>} */
  const fields = {};
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (!(byte > 127)) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const type = tag % 8;
    if (type === 0) fields[number] = varint();
    else {
      const size = type === 2 ? varint() : type === 1 ? 8 : type === 5 ? 4 : Number.NaN;
      const end = at + size;
      // Past the end or not a number: malformed, and the loop ends.
      if (end <= bytes.length) fields[number] = bytes.subarray(at, end);
      at = end;
    }
  }
  return fields;
}
