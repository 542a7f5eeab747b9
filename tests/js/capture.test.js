import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import fc from 'fast-check';
import { named, wholeOf } from '../../js/capture/args.js';
import { captureForLater, captureValue } from '../../js/capture/capture-value.js';
import { copyOf } from '../../js/capture/plain.js';
import { Snapshot } from '../../js/capture/snapshot.js';

const BOUND = 65536;

/** What the captured JSON says. */
const shown = (value, bound = BOUND) => {
  const { text, json, truncated } = captureValue(value, bound);
  assert.equal(json, true);
  assert.ok(text.length <= bound, `${text.length} > ${bound}`);
  return { value: JSON.parse(text), truncated };
};
const whole = (value) => {
  const { value: seen, truncated } = shown(value);
  assert.equal(truncated, false);
  return seen;
};

class Point {
  #secret = 1;
  constructor(x) {
    this.x = x;
  }
  get doubled() {
    return this.x * 2 * this.#secret;
  }
}

test('undefined is nothing', () => assert.equal(captureValue(undefined, BOUND), undefined));

test('strings are themselves, cut at the bound', () => {
  assert.deepEqual(captureValue('hé', 2), { text: 'hé', json: false, truncated: false });
  assert.deepEqual(captureValue('', 0), { text: '', json: false, truncated: false });
  assert.deepEqual(captureValue('abcdef', 4), { text: 'abc…', json: false, truncated: true });
  assert.deepEqual(captureValue('abcdef', 0), { text: '', json: false, truncated: true });
  assert.equal(captureValue('ab😀cd', 4).text, 'ab…');
  assert.equal(captureValue('ab😀cd', 5).text, 'ab😀…');
});

test('plain values are their JSON', () => {
  for (const value of [
    null,
    0,
    -1.5,
    Number.NaN,
    true,
    [],
    {},
    [1, [2]],
    { a: { b: 'c"\n' }, gone: undefined, list: [undefined] },
    new Point(3),
    Object.assign(Object.create(null), { bare: 1 }),
    vm.runInNewContext('({ realm: [1] })'),
    Array.from({ length: 64 }, (_, i) => i),
    { when: new Date(0), sparse: Object.assign(new Array(2), { 1: 1 }) },
  ]) {
    assert.equal(captureValue(value, BOUND).text, JSON.stringify(value));
  }
});

test('what JSON cannot show has a stand-in', () => {
  const cases = [
    [10n ** 30n, '1000000000000000000000000000000'],
    [Symbol('tag'), '[Symbol(tag)]'],
    [function retrieve() {}, '[Function retrieve]'],
    [new Map([['a', 1n]]), { a: '1' }],
    [new Map([[1, 'x']]), [[1, 'x']]],
    [new Set(['a', 'b']), ['a', 'b']],
    [new Date(Number.NaN), '[Invalid Date]'],
    [/x+/g, '/x+/g'],
    [new URL('https://a.example/b?c'), 'https://a.example/b?c'],
    [new URLSearchParams({ q: 'x y' }), 'q=x+y'],
    [new Float32Array(1536), '[Float32Array(1536)]'],
    [Buffer.from('abc'), '[Uint8Array(3)]'],
    [new DataView(new ArrayBuffer(8)), '[DataView(8)]'],
    [new ArrayBuffer(9), '[ArrayBuffer(9)]'],
    [Array.from({ length: 1536 }, (_, i) => i / 7), '[Array(1536) of numbers]'],
    [new Blob(['abc'], { type: 'text/plain' }), '[Blob(3, text/plain)]'],
    [
      new Request('https://a.example/b', { method: 'POST', headers: { authorization: 'key' } }),
      { method: 'POST', url: 'https://a.example/b' },
    ],
    [new Response('body', { status: 201 }), { status: 201, url: '' }],
    [new Headers({ authorization: 'key' }), '[Headers]'],
    [new FormData(), '[FormData]'],
    [new ReadableStream(), '[ReadableStream]'],
    [Promise.resolve(1), '[Promise]'],
    [new WeakMap(), '[WeakMap]'],
    [(function* () {})(), '[Generator]'],
    [new AbortController().signal, '[AbortSignal]'],
    [Object(1n), '1'],
    [Object('boxed'), 'boxed'],
    [Object(Symbol('s')), '[Symbol(s)]'],
  ];
  for (const [value, expected] of cases) {
    assert.deepEqual(whole(value), expected);
    assert.deepEqual(whole({ inside: [value] }), { inside: [expected] });
  }
});

test('a value is read once, however deep, beside whatever, and also where it is cut', () => {
  let reads = 0;
  const leaf = () =>
    Object.defineProperty({}, 'text', {
      enumerable: true,
      get() {
        reads += 1;
        return 'x'.repeat(100);
      },
    });
  /** @type {object} */
  let value = Array.from({ length: 50 }, leaf);
  for (let i = 0; i < 12; i++) value = { value, big: 1n, map: new Map([['leaf', leaf()]]) };
  for (const [bound, most] of [
    [BOUND, 62],
    [1000, 10],
  ]) {
    reads = 0;
    captureValue(value, bound);
    assert.ok(reads > 0 && reads <= most, `${reads} reads`);
  }
});

test('a date is a text, whatever its class says', () => {
  class Odd extends Date {
    toISOString() {
      return 1n;
    }
  }
  assert.deepEqual(whole([new Odd(0)]), ['1970-01-01T00:00:00.000Z']);
});

test('a text that cannot be made is named', () => {
  const data = {
    toJSON() {
      throw new RangeError('Invalid string length');
    },
  };
  assert.equal(String(new Snapshot({ data, json: true, length: 9, isCut: false }, BOUND)), '"[Threw]"');
});

test('a list of mixed values is no embedding', () => {
  const list = [...Array.from({ length: 99 }, (_, i) => i), 'x'];
  assert.deepEqual(whole(list), list);
});

test('errors are name, message and cause', () => {
  const error = new RangeError('too far', { cause: new Error('why') });
  error.stackLike = 'not shown';
  assert.deepEqual(whole(error), { name: 'RangeError', message: 'too far', cause: { name: 'Error', message: 'why' } });
  assert.deepEqual(whole(new AggregateError([new Error('a')], 'all')).errors, [{ name: 'Error', message: 'a' }]);
  const looped = new Error('loop');
  looped.cause = looped;
  assert.equal(whole(looped).cause, '[Circular]');
});

test('cycles are named; what is shared is repeated', () => {
  const shared = { n: 1 };
  const value = { shared, again: shared, list: [] };
  value.list.push(value);
  value.self = value;
  assert.deepEqual(whole(value), { shared, again: shared, list: ['[Circular]'], self: '[Circular]' });
});

test('what is shared and not plain is no cycle', () => {
  const set = new Set([1n]);
  assert.deepEqual(whole([set, [set]]), [['1'], [['1']]]);
});

test('what throws is named, beside what does not', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const value = {
    get bad() {
      throw new Error('no');
    },
    good: 1,
    json: {
      toJSON() {
        throw new Error('no');
      },
    },
    proxy: revoked.proxy,
    half: new Map([['kept', 1]]),
  };
  value.half.entries = function* () {
    yield ['kept', 1];
    throw new Error('midway');
  };
  assert.deepEqual(whole(value), { bad: '[Threw]', good: 1, json: '[Threw]', proxy: '[Threw]', half: '[Threw]' });
  assert.equal(whole(revoked.proxy), '[Threw]');
});

test('what threw halfway leaves nothing behind', () => {
  const half = new Set();
  half.values = function* () {
    yield [[1]];
    throw new Error('midway');
  };
  const list = new Array(20).fill(half);
  const { text, truncated } = captureValue(list, 211);
  assert.deepEqual([text, truncated], [JSON.stringify(list.map(() => '[Threw]')), false]);
});

test('toJSON is asked once', () => {
  assert.deepEqual(whole({ toJSON: () => ({ big: 1n }) }), { big: '1' });
  const self = { x: 1, toJSON: () => self };
  assert.deepEqual(whole(self), { x: 1, toJSON: '[Function toJSON]' });
  assert.equal(whole({ toJSON() {} }), null);
});

test('sockets and trees are named', () => {
  class IncomingMessage {
    headers = { authorization: 'key' };
    self = this;
    pipe() {}
    on() {}
  }
  assert.equal(whole(new IncomingMessage()), '[IncomingMessage]');
  class HTMLDivElement {
    nodeType = 1;
    nodeName = 'DIV';
    id = 'app';
    classList = ['a', 'b'];
    get [Symbol.toStringTag]() {
      return 'HTMLDivElement';
    }
  }
  assert.equal(whole(new HTMLDivElement()), '[HTMLDivElement#app.a.b]');
});

test('truncated JSON is still JSON and says so', () => {
  assert.deepEqual(shown({ a: 'x'.repeat(50), b: 1 }, 30), { value: { a: `${'x'.repeat(16)}…` }, truncated: true });
  assert.deepEqual(shown([1, 2n, 'three', [4, 5], 6, 7, 8, 9], 20), { value: [1, '2', 'thre…'], truncated: true });
  assert.deepEqual(shown({ first: 1n, second: 2, third: 3, fourth: 4 }, 40), {
    value: { first: '1', second: 2, '…': '…' },
    truncated: true,
  });
  for (const bound of [0, 1, 2])
    assert.deepEqual(captureValue({ a: 1 }, bound), { text: '', json: true, truncated: true });
});

test('the bound also bounds the work', () => {
  let reads = 0;
  const lazy = new Proxy([], {
    get(target, key) {
      if (key === 'length') return 1e9;
      reads += 1;
      return Reflect.get(target, key);
    },
  });
  assert.equal(shown({ lazy, big: 1n }, 1000).truncated, true);
  assert.ok(reads < 5000, `${reads} reads`);

  let steps = 0;
  const silent = new Map();
  silent.keys = function* () {
    for (;;) {
      steps += 1;
      yield 'k';
    }
  };
  silent.entries = function* () {
    for (;;) {
      steps += 1;
      yield ['k', undefined];
    }
  };
  assert.equal(shown(silent, 1000).truncated, true);
  assert.ok(steps < 5000, `${steps} steps`);

  let asked = 0;
  class Row {
    toJSON() {
      asked += 1;
      return { cell: 'x'.repeat(100) };
    }
  }
  const rows = Array.from({ length: 300 }, () => new Row());
  assert.equal(shown(rows, 1000).truncated, true);
  assert.ok(asked < 100, `${asked} rows`);

  const endless = () => ({
    get next() {
      return endless();
    },
  });
  assert.equal(shown(endless(), BOUND).truncated, true);
  assert.equal(shown({ a: 'x'.repeat(2e7) }, 100).truncated, true);
});

test('every level of a deep value closes', () => {
  for (const levels of [300, 5000]) {
    let deep = {};
    for (let i = 0; i < levels; i++) deep = i % 2 ? [deep] : { deep };
    assert.equal(shown(deep).truncated, true);
  }
});

test('arguments: alone, listed, or named', () => {
  const text = (args, names) => {
    const copy = copyOf(wholeOf(args), BOUND);
    const given = names ? named(copy, args.length, names) : copy;
    return given && new Snapshot(given, BOUND).text.toString();
  };
  assert.equal(text(['one']), 'one');
  assert.equal(text([{ a: 1 }]), '{"a":1}');
  assert.equal(text([undefined]), undefined);
  assert.equal(text(['a', 2]), '["a",2]');
  assert.equal(text(['a', 2, true], ['q', 'k']), '{"2":true,"q":"a","k":2}');
  assert.equal(text(['a'], ['__proto__']), '{"__proto__":"a"}');
  assert.equal(text([undefined], ['a']), '{}');
  assert.equal(text([new Map([['k', 1]]), 2n], ['m', 'n']), '{"m":{"k":1},"n":"2"}');
});

test('names are given to the copies that are there: a getter is read once', () => {
  let reads = 0;
  const args = [
    {
      get once() {
        return ++reads;
      },
    },
    'x',
  ];
  const copy = copyOf(args, BOUND);
  args[0] = 'changed';
  assert.equal(new Snapshot(named(copy, 2, ['a', 'b']), BOUND).text.toString(), '{"a":{"once":1},"b":"x"}');
  assert.equal(new Snapshot(copy, BOUND).text.toString(), '[{"once":1},"x"]');
  assert.equal(reads, 1);
});

test('a named snapshot is cut at the bound, and the whole of it can still be had', () => {
  const copy = named(copyOf(['a'.repeat(40), 'b'], 60), 2, ['first'.repeat(10), 'second']);
  const { text } = new Snapshot(copy, 60);
  assert.ok(text.toString().length <= 60);
  assert.ok(JSON.parse(text.toString()));
  assert.equal(
    new Snapshot(copy, BOUND).text.toString(),
    JSON.stringify({ ['first'.repeat(10)]: 'a'.repeat(40), second: 'b' }),
  );
});

test('members that are to be ignored are left out: of lists, records, maps and what is not plain', () => {
  const secret = { key: 'k' };
  const ignore = (value) => value === secret;
  const text = (value) => captureForLater(value, BOUND, ignore).text.toString();
  assert.equal(text({ a: secret, b: [secret, { c: secret, d: 1 }] }), '{"b":[null,{"d":1}]}');
  assert.equal(text([new Map([['k', secret]]), new Set([secret, 2]), { s: secret }]), '[{},[null,2],{}]');
  assert.equal(text({ toJSON: () => ({ secret, left: 1 }) }), '{"left":1}');
});

const nasty = fc
  .constantFrom(
    () => new Date(Number.NaN),
    () => new Map([[{}, 1n]]),
    () => new Set([Symbol('x')]),
    () => Object(1n),
    () => ({
      get g() {
        throw 1;
      },
    }),
    () =>
      new Proxy(
        {},
        {
          ownKeys() {
            throw 1;
          },
        },
      ),
    () => Object.assign(new Array(3), { 2: 'hole' }),
    () => '\ud800\u0000"\\',
    () => ({ toJSON: 1 }),
    () => ({ __proto__: null, toJSON: () => undefined }),
    () => Array.from({ length: 65 }, () => 0.5),
    () => new Error('e', { cause: { deep: [1n] } }),
  )
  .map((make) => make());
const anything = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc.anything({
      withBigInt: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      withNullPrototype: true,
      withBoxedValues: true,
      withDate: true,
    }),
    nasty,
    fc.array(tie('node')),
    fc.dictionary(fc.string(), tie('node')),
  ),
})).node;

test('any value: never throws, within the bound, valid JSON', () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 0, max: 400 }), fc.boolean(), (value, bound, isLooped) => {
      if (isLooped && Array.isArray(value) && !Object.isFrozen(value)) value.push({ value });
      const captured = captureValue(value, bound);
      if (value === undefined) return assert.equal(captured, undefined);
      assert.ok(captured.text.length <= bound);
      if (captured.json && bound >= 3) JSON.parse(captured.text);
      if (!captured.json) assert.equal(typeof value, 'string');
    }),
    { numRuns: 3000 },
  );
});

test('any plain value that fits is exactly its JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      if (typeof value === 'string') return;
      const text = JSON.stringify(value);
      if (Array.isArray(value) && value.length > 64) return;
      assert.deepEqual(captureValue(value, Math.max(text.length, 64)), { text, json: true, truncated: false });
    }),
    { numRuns: 2000 },
  );
});

test('any value with room enough is not cut, and one stand-in does not change its neighbours', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      assert.deepEqual(whole([value, 1n, value]), JSON.parse(JSON.stringify([value, '1', value])));
    }),
    { numRuns: 1000 },
  );
});
