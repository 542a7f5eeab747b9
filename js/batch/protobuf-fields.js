/**
 * Yields the fields of a protobuf message in order: the number, the value (varints as unsigned numbers, all others as bytes), and the bytes of the whole field.
 * Never throws: it stops at a malformed field.
 * @param {Uint8Array} bytes
 * @returns {Generator<[number: number, value: number | Uint8Array, whole: Uint8Array]>}
 */
export function* fieldsOf(bytes) {
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
    const start = at;
    const tag = varint();
    const type = tag % 8;
    /** @type {number | Uint8Array} */
    let value;
    if (type === 0) value = varint();
    else {
      const size = type === 2 ? varint() : type === 1 ? 8 : type === 5 ? 4 : Number.NaN;
      value = bytes.subarray(at, at + size);
      at += size;
      // Past the end or not a number: malformed.
      if (!(at <= bytes.length)) return;
    }
    yield [Math.floor(tag / 8), value, bytes.subarray(start, at)];
  }
}

/**
 * Returns the fields by number. Of a repeated field, it has the last.
 * @param {Uint8Array} bytes @returns {Record<number, number | Uint8Array>}
 */
export const protobufFields = (bytes) => Object.fromEntries(fieldsOf(bytes));
