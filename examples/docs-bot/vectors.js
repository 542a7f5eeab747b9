// Word vectors in a file: one byte per number, then the words. Only directions are kept.

const HEAD_BYTES = 8;

/** @param {Map<string, number[]>} vectors of one length @returns {Uint8Array} */
export function writeVectors(vectors) {
  const dimensions = vectors.values().next().value.length;
  const words = new TextEncoder().encode([...vectors.keys()].join('\n'));
  const bytes = new Uint8Array(HEAD_BYTES + vectors.size * dimensions + words.length);
  new Uint32Array(bytes.buffer, 0, 2).set([vectors.size, dimensions]);
  const numbers = new Int8Array(bytes.buffer, HEAD_BYTES, vectors.size * dimensions);
  for (const [i, vector] of [...vectors.values()].entries()) {
    const largest = Math.max(...vector.map(Math.abs));
    numbers.set(
      vector.map((number) => Math.round((number / largest) * 127)),
      i * dimensions,
    );
  }
  bytes.set(words, HEAD_BYTES + numbers.length);
  return bytes;
}

/** @param {ArrayBuffer} buffer @returns {{ dimensions: number, vectorOf: (word: string) => Float32Array | undefined }} of length 1 */
export function readVectors(buffer) {
  const [count, dimensions] = new Uint32Array(buffer, 0, 2);
  const numbers = new Int8Array(buffer, HEAD_BYTES, count * dimensions);
  const words = new TextDecoder().decode(new Uint8Array(buffer, HEAD_BYTES + numbers.length)).split('\n');
  const places = new Map(words.map((word, i) => [word, i * dimensions]));
  const vectorOf = (word) => {
    const at = places.get(word);
    return at === undefined ? undefined : unit(Float32Array.from(numbers.subarray(at, at + dimensions)));
  };
  return { dimensions, vectorOf };
}

/** @param {Float32Array} vector @returns {Float32Array} */
export const unit = (vector) => {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((number) => number / length);
};

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
