// Bytes that come bit by bit and are no events, cut wherever they happen to be.

/** @param {import('./answers.js').Answer} answer */
export function speech({ texts }) {
  const bytes = Buffer.from(texts[0]);
  return Array.from({ length: Math.ceil(bytes.length / 5) }, (_, at) => bytes.subarray(at * 5, at * 5 + 5));
}
