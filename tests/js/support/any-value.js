// Attribute values of every type, and what each is on the wire.

const NASTY_TEXT = [
  '',
  'a',
  'é ß 漢字 🙂',
  'lone \ud800 high',
  'lone \udc00 low',
  '\u0000\u0001\u001f\u007f',
  '"\\/\b\n\r\t',
  '\u2028\u2029',
  '</script>',
  '\uffff\ufeff',
  'x'.repeat(5000),
  '🙂'.repeat(1500),
];
const NUMBERS = [
  0,
  -0,
  1,
  -1,
  127,
  128,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53 - 1,
  -(2 ** 53 - 1),
  2 ** 53,
  0.1,
  -1e-300,
  5e-324,
  Number.MAX_VALUE,
  1e21,
  NaN,
  Infinity,
  -Infinity,
];
const BIGINTS = [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 63n, -(2n ** 70n)];

/** @typedef {import('./choices.js').Choices} Choices */

/** @param {Choices} choices */
export function anyText(choices) {
  if (!choices.oneIn(3)) return choices.pick(NASTY_TEXT);
  return String.fromCharCode(...Array.from({ length: choices.int(12) }, () => choices.int(65_536)));
}

/** @param {Choices} choices @param {number} [depth] @returns {unknown} */
export function anyValue(choices, depth = 3) {
  const type = choices.weighted({
    text: 4,
    number: 3,
    boolean: 1,
    bigint: 1,
    nothing: 1,
    bytes: 1,
    date: 1,
    ...(depth > 0 && { list: 2, record: 2 }),
  });
  if (type === 'text') return anyText(choices);
  if (type === 'number') return choices.pick(NUMBERS);
  if (type === 'boolean') return choices.oneIn(2);
  if (type === 'bigint') return choices.pick(BIGINTS);
  if (type === 'nothing') return null;
  if (type === 'bytes') return Uint8Array.from({ length: choices.int(40) }, () => choices.int(256));
  if (type === 'date') return new Date(choices.int(2 ** 31));
  if (type === 'list') return Array.from({ length: choices.int(4) }, () => anyValue(choices, depth - 1));
  return anyRecord(choices, depth - 1);
}

/** Keys differ also after lone surrogates are replaced, and are not so long that they are cut. @param {Choices} choices @param {number} depth @returns {Record<string, unknown>} */
export function anyRecord(choices, depth) {
  return Object.fromEntries(
    Array.from({ length: choices.int(5) }, (_, i) => [
      `${i}.${anyText(choices).slice(0, 1000)}`,
      anyValue(choices, depth),
    ]),
  );
}

/** What OpenTelemetry's AnyValue holds for it. @param {unknown} value @returns {object} */
export function wireValue(value) {
  if (value === null || value === undefined) return {};
  if (typeof value === 'string') return { stringValue: value.toWellFormed() };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (typeof value === 'bigint')
    return BigInt.asIntN(64, value) === value ? { intValue: String(value) } : { stringValue: String(value) };
  if (value instanceof Date) return { stringValue: value.toISOString() };
  if (value instanceof Uint8Array) return { bytesValue: [...value] };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(wireValue) } };
  return { kvlistValue: { values: wireAttributes(/** @type {Record<string, unknown>} */ (value)) } };
}

/** @param {Record<string, unknown>} attributes */
export const wireAttributes = (attributes) =>
  Object.entries(attributes).map(([key, value]) => ({ key: key.toWellFormed(), value: wireValue(value) }));
