// Protobuf becomes the objects of OTLP's JSON that were written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toProtobuf } from '../../../js/core/plain/protobuf.js';
import { requestOfProtobuf } from '../../../js/viewer/otlp/protobuf.js';
import fc from '../../js/support/fast-check.js';

const IDS = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const VALUES = [
  [{ stringValue: 'ä 🙂' }, { stringValue: 'ä 🙂' }],
  [{ boolValue: true }, { boolValue: true }],
  [{ boolValue: false }, { boolValue: false }],
  [{ intValue: -5n }, { intValue: '-5' }],
  [{ intValue: 2n ** 62n }, { intValue: String(2n ** 62n) }],
  [{ doubleValue: 0.25 }, { doubleValue: 0.25 }],
  [{ doubleValue: Number.NaN }, { doubleValue: 'NaN' }],
  [{ bytesValue: Uint8Array.of(0, 255) }, { bytesValue: 'AP8=' }],
  [{ arrayValue: { values: [{ stringValue: 'a' }, {}] } }, { arrayValue: { values: [{ stringValue: 'a' }, {}] } }],
  [
    { kvlistValue: { values: [{ key: 'a', value: { intValue: 1n } }] } },
    { kvlistValue: { values: [{ key: 'a', value: { intValue: '1' } }] } },
  ],
];

/** @param {(value: { written: object, read: object }) => object} choose @param {(time: bigint) => bigint | string} time */
const request = (choose, time) => ({
  resourceSpans: [
    {
      resource: { attributes: [] },
      scopeSpans: [
        {
          scope: { name: 'test', version: '1' },
          spans: [
            {
              ...{ ...IDS, traceState: 'a=b', parentSpanId: '00f067aa0ba902b7', name: 'ask', kind: 3 },
              ...{ startTimeUnixNano: time(1_790_000_000_000_000_001n), endTimeUnixNano: time(2n ** 63n) },
              attributes: VALUES.map(([written, read], at) => ({ key: `k${at}`, value: choose({ written, read }) })),
              events: [{ timeUnixNano: time(7n), name: 'e', attributes: [{ key: 'x', value: { stringValue: 'y' } }] }],
              links: [{ ...IDS, attributes: [{ key: 'from', value: { stringValue: 'output' } }] }],
              status: { message: 'no', code: 2 },
              flags: 257,
            },
          ],
        },
      ],
    },
  ],
});

test('every field of a span', () => {
  const bytes = toProtobuf(
    request(
      ({ written }) => written,
      (time) => time,
    ),
  );
  const wanted = request(({ read }) => read, String);
  delete (/** @type {any} */ (wanted.resourceSpans[0].resource).attributes);
  assert.deepEqual(requestOfProtobuf(bytes, 'traces'), wanted);
});

test('bytes that are no message throw an error, and nothing else', () => {
  const bytes = toProtobuf(
    request(
      ({ written }) => written,
      (time) => time,
    ),
  );
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, byte, length) => {
      const broken = bytes.slice(0, length);
      if (at < length) broken[at] = byte;
      try {
        requestOfProtobuf(broken, 'traces');
      } catch (error) {
        assert.ok(error instanceof Error);
      }
    }),
    { numRuns: 2000 },
  );
});
