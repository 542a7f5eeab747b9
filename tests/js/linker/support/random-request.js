// Requests with everything that OTLP has: all types of values, empty and huge ones, links and events, several traces, fields of the future.
import { anyText, wireValue } from '../../support/any-value.js';

/** @typedef {import('../../support/choices.js').Choices} Choices */

const INTEGERS = [
  '0',
  '1',
  '-1',
  '127',
  '128',
  '9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
  42,
  -7,
];
const DOUBLES = [0, 1, -1.5, 0.1, 5e-324, 1.7976931348623157e308, 1e21, 'NaN', 'Infinity', '-Infinity'];
const WORDS = 'ferry lantern quarry meadow thistle copper harbour winter ledger bramble saffron gravel'.split(' ');

const text = (/** @type {Choices} */ choices) => anyText(choices).toWellFormed();

/** Sentences that a later span of the trace may repeat. @param {Choices} choices */
const sentence = (choices) => Array.from({ length: 12 }, () => choices.pick(WORDS)).join(' ');

/** @param {Choices} choices @param {number} [depth] @returns {any} an AnyValue in OTLP's JSON */
function anyValue(choices, depth = 3) {
  const type = choices.weighted({
    string: 4,
    int: 2,
    double: 2,
    bool: 1,
    bytes: 1,
    nothing: 1,
    ...(depth > 0 && { array: 2, kvlist: 2 }),
  });
  if (type === 'string') return { stringValue: text(choices) };
  if (type === 'int') return { intValue: choices.pick(INTEGERS) };
  if (type === 'double') return { doubleValue: choices.pick(DOUBLES) };
  if (type === 'bool') return { boolValue: choices.oneIn(2) };
  if (type === 'bytes')
    return {
      bytesValue: Buffer.from(Array.from({ length: choices.int(20) }, () => choices.int(256))).toString('base64'),
    };
  if (type === 'nothing') return {};
  if (type === 'array')
    return { arrayValue: { values: Array.from({ length: choices.int(4) }, () => anyValue(choices, depth - 1)) } };
  return { kvlistValue: { values: anyAttributes(choices, depth - 1) } };
}

/** @param {Choices} choices @param {number} [depth] */
const anyAttributes = (choices, depth = 2) =>
  Array.from({ length: choices.int(4) }, (_, i) => ({
    key: `${i}.${text(choices).slice(0, 300)}`,
    value: anyValue(choices, depth),
  }));

/** Fields that may be absent. @param {Choices} choices @param {Record<string, (choices: Choices) => unknown>} fields */
const some = (choices, fields) =>
  Object.fromEntries(Object.entries(fields).flatMap(([key, make]) => (choices.oneIn(2) ? [[key, make(choices)]] : [])));

const count = (/** @type {Choices} */ choices) => 1 + choices.int(2 ** 31);
const nanos = (/** @type {Choices} */ choices) => `179500000${String(choices.int(10 ** 9)).padStart(10, '0')}`;
export const anyId = (/** @type {Choices} */ choices, /** @type {number} */ digits) =>
  Array.from({ length: digits }, () => (1 + choices.int(15)).toString(16)).join('');

/** @param {Choices} choices */
const anyLink = (choices) => ({
  traceId: anyId(choices, 32),
  spanId: anyId(choices, 16),
  ...some(choices, { traceState: text, attributes: anyAttributes, droppedAttributesCount: count, flags: count }),
});

/** @param {Choices} choices */
const anyEvent = (choices) =>
  some(choices, { timeUnixNano: nanos, name: text, attributes: anyAttributes, droppedAttributesCount: count });

/** @param {Choices} choices @param {{ traceIds: string[], spanIds: string[], said: string[] }} world what the request has so far */
function anySpan(choices, { traceIds, spanIds, said }) {
  const spanId = spanIds.length > 0 && choices.oneIn(25) ? choices.pick(spanIds) : anyId(choices, 16);
  const [input, output] = [
    said.length > 0 && choices.oneIn(2) ? choices.pick(said) : sentence(choices),
    sentence(choices),
  ];
  const isParted = spanIds.length > 0 && choices.oneIn(2);
  const content = choices.oneIn(2)
    ? { 'input.value': choices.oneIn(2) ? input : JSON.stringify({ q: input }), 'output.value': output }
    : {};
  spanIds.push(spanId);
  said.push(output);
  return {
    traceId: choices.pick(traceIds),
    spanId,
    ...(isParted && { parentSpanId: choices.pick(spanIds) }),
    ...some(choices, {
      traceState: text,
      name: text,
      kind: () => choices.int(6),
      droppedAttributesCount: count,
      droppedEventsCount: count,
      droppedLinksCount: count,
    }),
    ...some(choices, { startTimeUnixNano: nanos, endTimeUnixNano: nanos, flags: count }),
    attributes: [
      ...anyAttributes(choices, 3),
      ...Object.entries(content).map(([key, value]) => ({ key, value: wireValue(value) })),
    ],
    ...some(choices, {
      events: () => Array.from({ length: 1 + choices.int(3) }, () => anyEvent(choices)),
      links: () => Array.from({ length: 1 + choices.int(3) }, () => anyLink(choices)),
      status: () => some(choices, { message: text, code: () => choices.int(3) }),
    }),
  };
}

/** An ExportTraceServiceRequest in OTLP's JSON, parsed. @param {Choices} choices */
export function anyRequest(choices) {
  const world = {
    traceIds: Array.from({ length: 1 + choices.int(3) }, () => anyId(choices, 32)),
    spanIds: [],
    said: [],
  };
  const several = (/** @type {() => any} */ make) => Array.from({ length: 1 + choices.int(3) }, make);
  return {
    resourceSpans: several(() => ({
      ...some(choices, {
        resource: () => some(choices, { attributes: anyAttributes, droppedAttributesCount: count }),
        schemaUrl: text,
      }),
      scopeSpans: several(() => ({
        ...some(choices, {
          scope: () => some(choices, { name: text, version: text, attributes: anyAttributes }),
          schemaUrl: text,
        }),
        spans: Array.from({ length: choices.int(5) }, () => anySpan(choices, world)),
      })),
    })),
  };
}

/** Adds members that OTLP does not have, everywhere. @param {Choices} choices @param {any} value @returns {any} */
export function withUnknownMembers(choices, value) {
  if (Array.isArray(value)) return value.map((item) => withUnknownMembers(choices, item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withUnknownMembers(choices, item)]);
  if (choices.oneIn(4))
    entries.splice(choices.int(entries.length + 1), 0, [
      `x-${choices.int(9)} "é`,
      choices.pick([null, [], {}, -1.5e-7, 'a\u0000b', [{ spans: [[]] }]]),
    ]);
  return Object.fromEntries(entries);
}
