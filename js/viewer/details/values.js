// Attributes as text.

/** @typedef {{ key: string, value: unknown }} Attribute */

/** @param {unknown} value */
export function textOfValue(value) {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? String(value);
}

/** All words must be in the key or in the value. @param {readonly Attribute[]} attributes @param {string} filter */
export function matching(attributes, filter) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return attributes.filter(({ key, value }) => {
    const text = `${key}\n${textOfValue(value)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
