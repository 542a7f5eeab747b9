// Small OTLP requests, in both encodings.

/** @param {number} value */
function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

/** @param {number} number @param {Uint8Array | string} content */
export const field = (number, content) =>
  Buffer.concat([varint(number * 8 + 2), varint(Buffer.byteLength(content)), Buffer.from(content)]);

/** @param {number} number @param {bigint} value */
function fixed64(number, value) {
  const bytes = Buffer.alloc(9);
  bytes[0] = number * 8 + 1;
  bytes.writeBigUInt64LE(value, 1);
  return bytes;
}

const attribute = (/** @type {string} */ key, /** @type {string} */ text) =>
  Buffer.concat([field(1, key), field(2, field(1, text))]);

/**
 * @typedef {{ traceId: string, spanId: string, parentSpanId?: string, name: string, start: bigint, end: bigint, attributes: Record<string, string> }} TestSpan
 */

const START = 1_795_944_102_000_000_000n;

/** @param {number} trace @param {number} index in its trace; 0 is the root @param {Record<string, string>} attributes @returns {TestSpan} */
export const span = (trace, index, attributes = {}) => ({
  traceId: (trace + 1).toString(16).padStart(32, '0'),
  spanId: ((trace + 1) * 65536 + index + 1).toString(16).padStart(16, '0'),
  parentSpanId: index === 0 ? undefined : ((trace + 1) * 65536 + 1).toString(16).padStart(16, '0'),
  name: index === 0 ? 'root' : `step ${index}`,
  start: START + (index === 0 ? 0n : BigInt(index) * 1000n),
  end: START + (index === 0 ? 1_000_000_000n : BigInt(index) * 1000n + 500n),
  attributes,
});

/** @param {TestSpan[]} spans @param {string} [scope] */
export const jsonRequest = (spans, scope = 'test') => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'app' } }] },
      scopeSpans: [
        {
          scope: { name: scope },
          spans: spans.map(({ start, end, attributes, ...rest }) => ({
            ...rest,
            kind: 1,
            startTimeUnixNano: String(start),
            endTimeUnixNano: String(end),
            attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
          })),
        },
      ],
    },
  ],
});

/** @param {TestSpan} span */
const protobufSpan = ({ traceId, spanId, parentSpanId, name, start, end, attributes }) =>
  Buffer.concat([
    field(1, Buffer.from(traceId, 'hex')),
    field(2, Buffer.from(spanId, 'hex')),
    ...(parentSpanId ? [field(4, Buffer.from(parentSpanId, 'hex'))] : []),
    field(5, name),
    fixed64(7, start),
    fixed64(8, end),
    ...Object.entries(attributes).map(([key, text]) => field(9, attribute(key, text))),
  ]);

/** @param {TestSpan[]} spans @param {string} [scope] */
export const protobufRequest = (spans, scope = 'test') =>
  field(
    1,
    Buffer.concat([
      field(1, field(1, attribute('service.name', 'app'))),
      field(2, Buffer.concat([field(1, field(1, scope)), ...spans.map((each) => field(2, protobufSpan(each)))])),
    ]),
  );

/** @param {TestSpan} span that the record belongs to @param {string} body */
export const logRequest = ({ traceId, spanId }, body) => ({
  resourceLogs: [
    { scopeLogs: [{ logRecords: [{ traceId, spanId, timeUnixNano: '1', body: { stringValue: body } }] }] },
  ],
});

/** @param {TestSpan} span that the record belongs to @param {string} body */
export const protobufLogRequest = ({ traceId, spanId }, body) =>
  field(
    1,
    field(
      2,
      field(
        2,
        Buffer.concat([
          fixed64(1, 1n),
          field(5, field(1, body)),
          field(9, Buffer.from(traceId, 'hex')),
          field(10, Buffer.from(spanId, 'hex')),
        ]),
      ),
    ),
  );

/** As the Collector's file exporter writes them. @param {Uint8Array[]} messages */
export const delimited = (messages) =>
  Buffer.concat(
    messages.flatMap((message) => {
      const header = Buffer.alloc(4);
      header.writeUInt32BE(message.length);
      return [header, message];
    }),
  );

const TEXTS = [
  'The moss in the lower lawn loses its leaves to the second hoeing if the barrel is full.',
  'Ein Glas "Öl"\\ und\n{ein} [Brot], 😀',
  '日本の庭園では苔が夏の朝に水を与えられる。',
];

/** A text that nothing else has. @param {number} seed */
export const textOf = (seed) => `${TEXTS[seed % TEXTS.length]} ${(seed * 7919 + 104_729).toString(36).repeat(8)}`;

/** A trace of steps, each of which gets what the one before it returned. @param {number} trace @param {number} steps */
export const chain = (trace, steps) =>
  Array.from({ length: steps + 1 }, (_, index) =>
    span(
      trace,
      index,
      index === 0
        ? { 'openinference.span.kind': 'CHAIN', 'input.value': `q${trace}` }
        : {
            'openinference.span.kind': 'TOOL',
            'input.value': textOf(trace * 100 + index - 1),
            'output.value': textOf(trace * 100 + index),
          },
    ),
  );
