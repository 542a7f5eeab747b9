import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { named, wholeOf } from '../../../js/capture/args.js';
import { captureForLater } from '../../../js/capture/capture-value.js';
import { copyOf } from '../../../js/capture/plain.js';
import { Snapshot } from '../../../js/capture/snapshot.js';
import { captureValue } from '../support/capture-value.js';
import fc from '../support/fast-check.js';

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

/** How often the entries of maps are read. @param {() => void} act */
function readsOfMaps(act) {
  const { entries } = Map.prototype;
  let reads = 0;
  Map.prototype.entries = function () {
    reads += 1;
    return entries.call(this);
  };
  try {
    act();
  } finally {
    Map.prototype.entries = entries;
  }
  return reads;
}

test('a value is read once, however deep, beside whatever, and also where it is cut', () => {
  const leaf = () => new Map([['text', 'x'.repeat(100)]]);
  /** @type {object} */
  let value = Array.from({ length: 50 }, leaf);
  for (let i = 0; i < 12; i++) value = { value, big: 1n, map: new Map([['leaf', leaf()]]) };
  for (const [bound, most] of [
    [BOUND, 74],
    [1000, 22],
  ]) {
    const reads = readsOfMaps(() => captureValue(value, bound));
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

test('errors are name, message and cause, and what else they say in words or numbers', () => {
  const error = new RangeError('too far', { cause: Object.assign(new Error('why'), { code: 'E42' }) });
  Object.assign(error, { code: null, status: 400, config: { headers: { authorization: 'secret' } }, retry() {} });
  Object.defineProperty(error, 'late', { get: () => 'secret', enumerable: true });
  assert.deepEqual(whole(error), {
    name: 'RangeError',
    message: 'too far',
    code: null,
    status: 400,
    late: '[Getter]',
    cause: { name: 'Error', message: 'why', code: 'E42' },
  });
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

const POISON = 'poison';
/** None of a value's code runs, but the platform's own checks of it may fail. @param {unknown} value */
function failing(value) {
  if (value === POISON) throw new Error('no');
  return false;
}

test('what throws is named, beside what does not', () => {
  const { text } = captureForLater({ good: 1, broken: [POISON] }, BOUND, { ignore: failing, isLinked: true }) ?? {};
  assert.equal(String(text), '{"good":1,"broken":"[Threw]"}');
});

test('an error halfway has no lasting effect', () => {
  const list = new Array(20).fill([[[1]], POISON]);
  const snapshot = captureForLater(list, 211, { ignore: failing, isLinked: true });
  assert.deepEqual([snapshot?.toString(), snapshot?.isCut], [JSON.stringify(list.map(() => '[Threw]')), false]);
});

test('toJSON is not called', () => {
  class Row {
    id = 1;
    toJSON() {
      assert.fail();
    }
  }
  assert.deepEqual(whole([new Row(), { x: 1, toJSON: Row.prototype.toJSON }]), [
    { id: 1 },
    { x: 1, toJSON: '[Function toJSON]' },
  ]);
});

test('sockets and trees are named', () => {
  class IncomingMessage {
    headers = { authorization: 'key' };
    self = this;
    pipe() {}
    on() {}
  }
  assert.equal(whole(new IncomingMessage()), '[IncomingMessage]');
});

/** As much of a page as a walk could ask. */
class Node {
  #nodeType = 1;
  get nodeType() {
    return this.#nodeType;
  }
}
class Element extends Node {
  #classList = ['a', 'b'];
  get id() {
    return this.#classList && 'app';
  }
  get classList() {
    return this.#classList;
  }
}
class HTMLFormElement extends Element {
  __reactFiber = { tree: this };
}
class Text extends Node {}
for (const type of [HTMLFormElement, Text])
  Object.defineProperty(type.prototype, Symbol.toStringTag, { value: type.name });

test('nodes of a page are named; what only looks like one is shown', () => {
  Object.assign(globalThis, { Node, Element });
  try {
    // As a form's field of that name does.
    const form = Object.defineProperty(new HTMLFormElement(), 'id', { get: () => assert.fail('it was read') });
    assert.equal(whole(form), '[HTMLFormElement#app.a.b]');
    assert.equal(whole(new Text()), '[Text]');
    assert.deepEqual(whole({ nodeType: 1, nodeName: 'DIV' }), { nodeType: 1, nodeName: 'DIV' });
    assert.deepEqual(whole(Object.create({ nodeType: 1 }, { own: { value: 1, enumerable: true } })), { own: 1 });
  } finally {
    delete globalThis.Node;
    delete globalThis.Element;
  }
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
  assert.equal(shown({ wide: new Array(1e9), big: 1n }, 1000).truncated, true);
  assert.equal(shown(new Map(Array.from({ length: 2000 }, (_, i) => [`${i}`, undefined])), 1000).truncated, true);

  const rows = Array.from({ length: 300 }, () => new Map([['cell', 'x'.repeat(100)]]));
  const asked = readsOfMaps(() => assert.equal(shown(rows, 1000).truncated, true));
  assert.ok(asked > 0 && asked < 100, `${asked} rows`);

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

test('names are given to the copies that are there: a value is read once', () => {
  const args = [{ once: 1 }, 'x'];
  const copy = copyOf(args, BOUND);
  args[0].once = 2;
  assert.equal(new Snapshot(named(copy, 2, ['a', 'b']), BOUND).text.toString(), '{"a":{"once":1},"b":"x"}');
  assert.equal(new Snapshot(copy, BOUND).text.toString(), '[{"once":1},"x"]');
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
  const text = (value) => captureForLater(value, BOUND, { ignore, isLinked: true }).text.toString();
  assert.equal(text({ a: secret, b: [secret, { c: secret, d: 1 }] }), '{"b":[null,{"d":1}]}');
  assert.equal(text([new Map([['k', secret]]), new Set([secret, 2]), { s: secret }]), '[{},[null,2],{}]');
  assert.equal(
    text(
      new (class {
        secret = secret;
        left = 1;
      })(),
    ),
    '{"left":1}',
  );
});

const nasty = fc
  .constantFrom(
    () => new Date(Number.NaN),
    () => new Map([[{}, 1n]]),
    () => new Set([Symbol('x')]),
    () => Object(1n),
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

/** JSON values with keys that do not look like environment variables, which may be secrets. */
const jsonValue = fc
  .jsonValue({ noUnicodeString: false })
  .filter((value) => !/"[A-Z0-9_]+":/.test(JSON.stringify(value)));

test('any plain value that fits is exactly its JSON', () => {
  fc.assert(
    fc.property(jsonValue, (value) => {
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
    fc.property(jsonValue, (value) => {
      assert.deepEqual(whole([value, 1n, value]), JSON.parse(JSON.stringify([value, '1', value])));
    }),
    { numRuns: 1000 },
  );
});
