// Attributes of any shape become plain data, dense and bounded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeAttributes } from '../../../js/log/attributes.js';
import { EventLog } from '../../../js/log/event-log.js';
import { plainAttributes } from '../../../js/log/plain-attributes.js';
import fc from '../support/fast-check.js';

const plain = (/** @type {unknown} */ value) => plainAttributes({ value }).value;

class Money {
  amount = 3;
  currency = 'EUR';
}

test('each kind of value', () => {
  for (const [value, expected] of /** @type {[unknown, unknown][]} */ ([
    [Object.assign(new Array(3), { 0: 1, 2: 3 }), [1, null, 3]],
    [new Array(3), [null, null, null]],
    [
      [undefined, () => {}, Symbol('s')],
      [null, null, null],
    ],
    [new Map([['a', 1]]), { a: 1 }],
    [new Map([[1, 'x']]), [[1, 'x']]],
    [new Set(['x', 'y']), ['x', 'y']],
    [new URL('https://example.org/a'), 'https://example.org/a'],
    [/a+/g, '/a+/g'],
    [new RangeError('boom'), { name: 'RangeError', message: 'boom' }],
    [new Float32Array([0.5, 1]), [0.5, 1]],
    [new BigUint64Array([1n, 2n ** 64n - 1n]), [1n, '18446744073709551615']],
    [new Uint8ClampedArray([1]), [1]],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [
      [new Date(0), new Date(NaN)],
      ['1970-01-01T00:00:00.000Z', '[Invalid Date]'],
    ],
    [
      [Object(false), Object('s'), Object(5), Object(1n), Object(Symbol('s'))],
      [false, 's', 5, 1n, null],
    ],
    [new Money(), { amount: 3, currency: 'EUR' }],
    [{ fn() {}, n: null, '': 1 }, { n: null }],
    [2n ** 70n, String(2n ** 70n)],
    [Array.from({ length: 100 }, (_, i) => i), Array.from({ length: 100 }, (_, i) => i)],
    [Promise.resolve(), '[Promise]'],
  ])) {
    assert.deepEqual(plain(value), expected);
    assert.deepEqual(plain({ value: [value] }), { value: [expected] });
  }
  assert.deepEqual(plainAttributes({ a: undefined, b: () => {}, c: Symbol('s'), '': 1 }), {});
  const own = JSON.parse('{"__proto__": {"a": 1}}');
  assert.deepEqual(Object.entries(plainAttributes(own)), [['__proto__', { a: 1 }]]);
});

test('a date of a subclass is a text, whatever it says', () => {
  class Odd extends Date {
    /** @returns {any} */
    toISOString() {
      return 1n;
    }
  }
  assert.equal(plain(new Odd(0)), '1970-01-01T00:00:00.000Z');
});

test('bytes are a copy of those of now', () => {
  const buffer = Buffer.from('before after');
  const sliced = buffer.subarray(7);
  const view = new DataView(buffer.buffer, buffer.byteOffset, 6);
  const { a, b, c, d } = plainAttributes({ a: buffer, b: sliced, c: view, d: new Uint8Array([1]).buffer });
  buffer.fill('X');
  const text = (/** @type {any} */ bytes) => Buffer.from(bytes).toString();
  assert.deepEqual([text(a), text(b), text(c), d], ['before after', 'after', 'before', new Uint8Array([1])]);
  for (const bytes of [a, b, c, d]) assert.equal(Object.getPrototypeOf(bytes), Uint8Array.prototype);
});

test('bounds', () => {
  const most = 262_144;
  assert.deepEqual(plain('x'.repeat(most)), 'x'.repeat(most));
  assert.deepEqual(plain('x'.repeat(most + 1)), `${'x'.repeat(most - 1)}…`);
  const shared = /** @type {string[]} */ (plain(['x'.repeat(most - 8), 'abcdef', 'ghi']));
  assert.deepEqual(shared.slice(1), ['a…', '…']);
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, 'x'.repeat(1000)]));
  assert.equal(Object.keys(plainAttributes(many)).length, 1024);
  assert.deepEqual(Object.keys(plainAttributes({ ['k'.repeat(2000)]: 1 })), [`${'k'.repeat(1023)}…`]);
  assert.equal(/** @type {any} */ (plain(new Uint8Array(most + 1))).length, most);
  for (const long of [new Array(1e9), Array.from({ length: 5000 }, (_, i) => i), new Float64Array(1e6)])
    assert.ok(/** @type {any} */ (plain(long)).length <= 1001);
  /** @type {any} */
  const cyclic = { list: [] };
  cyclic.list.push(cyclic, new Map([['cyclic', cyclic]]));
  assert.ok(JSON.stringify(plain(cyclic)).length < 10_000);
});

test('what cannot be read is named, and costs nothing else', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const broken = {
    bad: proxy,
    good: 1,
  };
  assert.deepEqual(plainAttributes({ before: 1, proxy, broken, list: [proxy, 2], after: 3 }), {
    before: 1,
    proxy: '[Proxy]',
    broken: { bad: '[Proxy]', good: 1 },
    list: ['[Proxy]', 2],
    after: 3,
  });
  assert.deepEqual(plainAttributes(/** @type {any} */ (proxy)), {});
});

/** @param {any} value */
function check(value) {
  if (Array.isArray(value)) {
    assert.equal(Object.keys(value).length, value.length, 'a hole');
    value.forEach(check);
  } else if (typeof value === 'bigint') assert.equal(BigInt.asIntN(64, value), value);
  else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    for (const [key, member] of Object.entries(value)) {
      assert.ok(key !== '');
      check(member);
    }
  } else assert.ok(value === null || value instanceof Uint8Array || /^(string|boolean|number)$/.test(typeof value));
}

test('any value is plain and can be logged', () => {
  const anything = fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), anything), (attributes) => {
      const out = plainAttributes(attributes);
      check(out);
      writeAttributes(new EventLog(), 1, out);
    }),
    { numRuns: 2000 },
  );
});
