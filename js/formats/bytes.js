// What Node's Buffer has, for any Uint8Array: files are read in pages, too.

const MAX_ARGUMENTS = 4096;

/** A character for each byte. @param {Uint8Array} bytes @param {number} [from] @param {number} [to] */
export function latin1(bytes, from = 0, to = bytes.length) {
  const parts = [];
  for (let at = from; at < Math.min(to, bytes.length); at += MAX_ARGUMENTS)
    parts.push(String.fromCharCode(...bytes.subarray(at, Math.min(at + MAX_ARGUMENTS, to))));
  return parts.join('');
}

/** @param {readonly Uint8Array[]} parts @returns {Uint8Array} */
export function concat(parts) {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
