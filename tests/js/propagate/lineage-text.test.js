// The text form of a lineage: what is written is read, and nothing else is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decoded, encoded } from '../../../js/propagate/base64url.js';
import { describeProducer, parseLineage } from '../../../js/propagate/lineage.js';
import fc from '../support/fast-check.js';

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const bytesOf = (/** @type {number[]} */ ...bytes) => encoded(Uint8Array.from(bytes));
const zeros = (/** @type {number} */ count) => new Array(count).fill(0);

test('bytes are written as Node writes base64url, and read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 3072 }), (bytes) => {
      assert.equal(encoded(bytes), Buffer.from(bytes).toString('base64url'));
      assert.deepEqual(decoded(encoded(bytes)), bytes);
    }),
  );
});

test('text is read where it is base64url, and nowhere else', () => {
  const unit = fc.constantFrom(...'AZaz09-_', '+', '/', '=', ' ', '\n', 'é', '\0');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 9 }), (text) => {
      const isText = text !== '' && /^[\w-]+$/.test(text) && text.length % 4 !== 1;
      assert.deepEqual(decoded(text), isText ? Uint8Array.from(Buffer.from(text, 'base64url')) : undefined);
    }),
    { numRuns: 2000 },
  );
});

test('the producer of a message, and who asked for it, are read from what names them', () => {
  fc.assert(
    fc.property(fc.tuple(word, word), fc.tuple(word, word), (ids, asked) => {
      const { producer, caller } = parseLineage(describeProducer(ids, asked)) ?? {};
      assert.deepEqual([producer, caller], [ids, asked]);
    }),
  );
});

test('entries are bytes for the core', () => {
  const bytes = [1, 2, ...zeros(8), 0];
  assert.deepEqual(parseLineage(bytesOf(...bytes)), {
    bytes: Uint8Array.from(bytes),
    producer: undefined,
    caller: undefined,
  });
});

const none = {
  'another type': 7,
  nothing: undefined,
  'no text': '',
  'another version': bytesOf(2, 0, 0),
  'no version': bytesOf(0, 0, 0),
  'an unknown flag': bytesOf(1, 4, ...zeros(40)),
  'no list of spans': bytesOf(1, 0),
  'half a producer': bytesOf(1, 1, ...zeros(7)),
  'a producer and half a parent': bytesOf(1, 3, ...zeros(16)),
  'a byte too long': encoded(Uint8Array.from([1, 0, 0, ...zeros(3070)])),
  'any length': 'A'.repeat(10_000_000),
};

for (const [what, text] of Object.entries(none)) {
  test(`${what} is no lineage`, () => assert.equal(parseLineage(text), undefined));
}

test('the longest lineage is read', () => {
  assert.equal(parseLineage(encoded(Uint8Array.from([1, 0, 0, ...zeros(3069)])))?.bytes.length, 3072);
});
