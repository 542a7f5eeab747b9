// Accessors of values are the user's code: wherever a value is walked, none is run, and a stand-in shows where one is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeFailure } from '../../../js/failures/describe-failure.js';
import { plainAttributes } from '../../../js/log/plain-attributes.js';
import { dataOf, hasGetter, own } from '../../../js/reading/data.js';
import { brandOf } from '../../../js/reading/platform.js';
import { noteSettled } from '../../../js/reading/settled.js';
import { captureValue } from '../support/capture-value.js';
import { named, recording } from '../support/spans.js';

let calls = 0;
/** @type {PropertyDescriptor} */
const COUNTING = {
  enumerable: true,
  configurable: true,
  get() {
    calls += 1;
    return 'ACCESSED';
  },
};

/** @template {object} T @param {T} object @param {...PropertyKey} keys @returns {T} */
function withGetters(object, ...keys) {
  for (const key of keys) Object.defineProperty(object, key, COUNTING);
  return object;
}

class Computed {
  id = 1;
}
withGetters(Computed.prototype, 'text', 'toJSON', 'nodeType');
class Posing {
  id = 1;
}
withGetters(Posing.prototype, 'then', 'req', 'res', 'pipe', 'on', 'waitUntil', 'constructor');
class Failing extends Error {}
withGetters(Failing.prototype, 'name', 'cause', 'errors');
class Bytes extends Uint8Array {}
withGetters(Bytes.prototype, 'length', 'byteLength', 'byteOffset', 'buffer', 'constructor', Symbol.toStringTag);
class Floats extends Float32Array {}
withGetters(Floats.prototype, 'length', 'subarray', 'constructor', Symbol.iterator);

/** What holds accessors, and what is seen of it. @type {Record<string, [make: () => any, seen: RegExp]>} */
const HOLDERS = {
  'a record': [() => withGetters({ id: 1 }, 'text'), /"text":"\[Getter\]"/],
  'a class': [() => withGetters(new Computed(), 'more'), /\{"id":1,"more":"\[Getter\]"\}/],
  'a class like those of servers': [() => new Posing(), /ExecutionContext/],
  'an index of a list': [() => withGetters(['a', 'b'], 1), /\["a","\[Getter\]"\]/],
  'an index of a long list of numbers': [() => withGetters(new Array(100).fill(0), 0, 70), /"\[Getter\]",0/],
  'a hole of a list': [() => Object.setPrototypeOf(new Array(2), withGetters([], 0)), /\[null,null\]/],
  'a map': [() => withGetters(new Map([['key', 'kept']]), 'entries', 'size', Symbol.iterator), /"key":"kept"/],
  'a set': [() => withGetters(new Set(['kept']), 'values', Symbol.iterator), /\["kept"\]/],
  'a boxed text': [() => withGetters(Object('kept'), 'valueOf', 'toString', Symbol.toPrimitive), /kept/],
  'a date': [() => withGetters(new Date(0), 'toISOString', 'toJSON', 'getTime'), /1970-01-01/],
  'a pattern': [() => withGetters(/kept/gi, 'source', 'flags', 'global', 'toString'), /\/kept\/gi/],
  'a URL': [() => withGetters(new URL('https://u:p@kept.example'), 'href', 'toString'), /u:\[Secret\]@kept/],
  'a query': [() => withGetters(new URLSearchParams('a=kept'), 'toString', 'size'), /a=kept/],
  'a request': [() => withGetters(new Request('https://kept.example'), 'url', 'method'), /GET.*kept\.example/],
  'a response': [() => withGetters(new Response('x', { status: 201 }), 'url', 'status', 'body'), /201/],
  'a blob': [() => withGetters(new Blob(['abc']), 'size', 'type'), /Blob\(3\)/],
  'a buffer': [() => withGetters(new ArrayBuffer(3), 'byteLength', 'constructor'), /\[ArrayBuffer\(3\)\]/],
  bytes: [() => new Bytes(3), /\[Uint8Array\(3\)\]/],
  numbers: [() => new Floats(3), /\[Float32Array\(3\)\]/],
  'a function': [() => withGetters(() => {}, 'name', 'toString'), /\[Function \]/],
  'an error': [() => withGetters(new Error('kept'), 'name', 'cause', 'errors'), /"name":"\[Getter\]","message":"kept"/],
  'a class of errors': [() => new Failing('kept'), /"message":"kept","cause":"\[Getter\]"/],
  'an aborted signal': [() => AbortSignal.abort(withGetters({}, 'reason')), /AbortSignal/],
  'what claims a brand': [() => withGetters({ id: 'kept' }, Symbol.toStringTag), /kept/],
  'what claims to be a URL': [() => withGetters({ [Symbol.toStringTag]: 'URL' }, 'href', 'toString'), /\[Getter\]/],
  'what claims to be a buffer': [
    () => withGetters({ [Symbol.toStringTag]: 'ArrayBuffer' }, 'length', Symbol.iterator, 'byteLength'),
    /"length":"\[Getter\]"/,
  ],
  'what claims to be a node': [() => withGetters({ __proto__: {} }, 'nodeType', 'nodeName', 'classList'), /\[Getter\]/],
};

/** Where it stands. @type {Record<string, (value: any) => unknown>} */
const NESTED = {
  alone: (value) => value,
  'three deep': (value) => ({ a: [{ b: value }] }),
  'in a map': (value) => new Map([['key', value]]),
  'in a set': (value) => new Set([value]),
  'a cause': (value) => new Error('outer', { cause: value }),
};

/** How a tracer meets a value. @type {Record<string, (tracer: import('../../../js/index.js').Tracer, value: any) => unknown>} */
const PLACES = {
  argument: (tracer, value) => tracer.task(() => {}, { name: 'step' })(value),
  'one of several arguments': (tracer, value) => tracer.task(() => {}, { name: 'step' })('first', value, 3),
  'named argument': (tracer, value) => tracer.task(() => {}, { name: 'step', args: ['value'] })(value),
  result(tracer, value) {
    // To be awaited would read its `then`.
    tracer.task(() => value, { name: 'step' })();
  },
  'result of a model': async (tracer, value) => {
    const result = { value };
    assert.equal(await tracer.llm(async () => result, { name: 'step' })(), result);
  },
  thrown: (tracer, value) =>
    assert.throws(
      tracer.task(
        () => {
          throw value;
        },
        { name: 'step' },
      ),
      (error) => error === value,
    ),
  rejected: async (tracer, value) => {
    const failing = tracer.task(async () => Promise.reject(value), { name: 'step' });
    await failing().catch((error) => assert.ok(error === value));
  },
  item(tracer, value) {
    const items = tracer.task(
      function* () {
        yield value;
      },
      { name: 'step' },
    );
    assert.ok([...items()].length === 1);
  },
  'promise that settled': async (tracer, value) => {
    // In a record, as resolving with a value reads its \`then\`.
    const promise = tracer.task(async () => ({ value }), { name: 'before' })();
    await promise;
    tracer.task(() => {}, { name: 'step' })(promise);
  },
  'annotated input': (tracer, value) => tracer.trace('step', (span) => span.annotate({ input: value })),
  'annotated output': (tracer, value) => tracer.trace('step', (span) => span.annotate({ output: value })),
  metadata: (tracer, value) => tracer.trace('step', (span) => span.annotate({ metadata: { value } })),
  attribute: (tracer, value) => tracer.trace('step', (span) => span.annotate({ attributes: { value } })),
  'attribute of a link': (tracer, value) =>
    tracer.trace('step', (span) => span.link({ traceId: '1'.repeat(32), spanId: '2'.repeat(16) }, { value })),
};

const OPTIONS = {
  'as it is': {},
  'no capture': { capture: false },
  'no links': { links: { policy: 'off' } },
  'links by identity': { links: { structure: false, text: false } },
  'a mask': { mask: (/** @type {unknown} */ value) => value },
  'an ignored value': { links: { ignore: () => false } },
};

for (const [setting, options] of Object.entries(OPTIONS))
  test(`no accessor runs, wherever a value is met: ${setting}`, async () => {
    for (const [place, meet] of Object.entries(PLACES))
      for (const [holder, [make]] of Object.entries(HOLDERS))
        for (const [nesting, nest] of Object.entries(NESTED)) {
          const { tracer, finish } = recording(/** @type {any} */ (options));
          const value = nest(make());
          calls = 0;
          await meet(tracer, value);
          await tracer.flush();
          assert.equal(calls, 0, `${holder} ${nesting} as ${place}`);
          await finish();
        }
  });

test('what is exported shows the stand-in', async () => {
  for (const [holder, [make, seen]] of Object.entries(HOLDERS)) {
    assert.match(captureValue(make(), 65_536)?.text ?? '', seen, holder);
    assert.doesNotMatch(captureValue({ list: [make()] }, 65_536)?.text ?? '', /ACCESSED|Threw/, holder);
  }
  const { tracer, finish } = recording();
  const value = withGetters({ id: 1 }, 'text');
  const fields = { input: value, output: [value], metadata: { value }, attributes: { value } };
  tracer.trace('step', (span) => span.annotate(fields));
  const { input, output, attributes } = named(await finish(), 'step');
  assert.equal(input, '{"id":1,"text":"[Getter]"}');
  assert.equal(output, `[${input}]`);
  assert.equal(attributes.metadata, `{"value":${input}}`);
  assert.deepEqual(attributes.value, { id: 1, text: '[Getter]' });
});

test('getters, setters and pairs have different stand-ins', () => {
  const accessors = {
    get a() {
      return 1;
    },
    set b(_) {},
    get c() {
      return 1;
    },
    set c(_) {},
  };
  assert.equal(captureValue(accessors, 100)?.text, '{"a":"[Getter]","b":"[Setter]","c":"[Getter/Setter]"}');
});

test('a function gets what its getters give untraced', async () => {
  for (const options of Object.values(OPTIONS)) {
    const { tracer, finish } = recording(/** @type {any} */ (options));
    const queue = [1, 2, 3];
    const take = tracer.task((/** @type {any} */ source) => source.next);
    const source = {
      get next() {
        return queue.shift();
      },
    };
    assert.deepEqual([take(source), take(source), take(source)], [1, 2, 3]);
    await finish();
  }
});

test('a mask sees stand-ins, and may answer with accessors', async () => {
  calls = 0;
  /** @type {any[]} */
  const given = [];
  const mask = (/** @type {unknown} */ value) => {
    given.push(value);
    return withGetters({ id: 1 }, 'text', 'then');
  };
  const { tracer, finish } = recording({ mask, capture: { output: false } });
  tracer.task(() => {}, { name: 'step' })({ list: [withGetters({}, 'text')] });
  assert.equal(named(await finish(), 'step').input, '{"id":1,"text":"[Getter]","then":"[Getter]"}');
  assert.deepEqual([given, calls], [[{ list: [{ text: '[Getter]' }] }], 0]);
});

test('attributes: bytes and numbers are read past what stands in front of them', () => {
  calls = 0;
  const long = withGetters(new Float64Array(5000), 'length');
  const { bytes, floats, view, numbers } = plainAttributes({
    bytes: new Bytes([1, 2]),
    floats: new Floats([1, 2]),
    view: withGetters(new DataView(new ArrayBuffer(2)), 'byteLength', 'buffer'),
    numbers: long,
  });
  assert.deepEqual([bytes, floats, view], [new Uint8Array([1, 2]), [1, 2], new Uint8Array(2)]);
  assert.equal(/** @type {any} */ (numbers).length, 1001);
  assert.equal(calls, 0);
});

test('errors: a computed name is that of the class, and nothing else is computed', () => {
  class Late extends Error {}
  withGetters(Late.prototype, 'name');
  class Told extends Error {}
  withGetters(Told.prototype, 'message', 'stack');
  const told = new Told();
  calls = 0;
  const said = (/** @type {unknown} */ thrown) => {
    const { type, message, stack } = describeFailure(thrown);
    return [type, message, stack];
  };
  assert.deepEqual(said(new Late('why')), ['Late', 'why', undefined]);
  assert.deepEqual(said(told), ['Error', '', undefined]);
  assert.deepEqual(said(withGetters({ message: 'kept' }, 'stack', 'constructor')), ['Object', 'kept', '[Getter]']);
  const thrown = withGetters(function made() {}, 'toString', Symbol.toPrimitive, 'message');
  assert.deepEqual(said(thrown), ['Function', '[Function made]', undefined]);
  assert.equal(calls, 0);
  const { type, message, stack } = describeFailure(new DOMException('why', 'AbortError'));
  assert.deepEqual([type, message], ['AbortError', 'why']);
  assert.match(stack ?? '', /AbortError: why/);
});

test('brands: where a getter would say it, it is the class', () => {
  calls = 0;
  class Cache extends Map {}
  withGetters(Cache.prototype, Symbol.toStringTag);
  class Row {}
  withGetters(Row.prototype, Symbol.toStringTag);
  const values = [new Cache(), new Row(), new Bytes(1), withGetters(new Date(), Symbol.toStringTag), null, 'x', []];
  assert.deepEqual(values.map(brandOf), ['Cache', 'Row', 'Uint8Array', 'Date', 'Null', 'String', 'Array']);
  assert.equal(calls, 0);
});

test('own and inherited data', () => {
  const object = withGetters(Object.create({ inherited: 1, hidden: 2 }, { own: { value: 3 } }), 'hidden');
  assert.deepEqual(
    [own(object, 'own'), own(object, 'inherited'), own(object, 'hidden'), own('text', 'length')],
    [3].concat([undefined, undefined, undefined]),
  );
  assert.deepEqual([dataOf(object, 'own'), dataOf(object, 'inherited'), dataOf(object, 'hidden')], [3, 1, undefined]);
  assert.deepEqual([dataOf(undefined, 'x'), dataOf(1, 'toFixed')], [undefined, undefined]);
  assert.deepEqual([hasGetter(withGetters([1, 2], 1), 0), hasGetter(withGetters([1, 2], 1), 1)], [false, true]);
  /** @type {any} */
  const endless = new Proxy({}, { getPrototypeOf: () => endless, has: () => true });
  assert.equal(dataOf(endless, 'any'), undefined);
});

test('a promise that was seen to settle shows its result, whatever that is', async () => {
  const texts = ['"text"', '1', 'null', '{"promise":{"deep":"[Promise]"}}'];
  const deep = Promise.resolve();
  const values = ['text', 1, undefined, { promise: { deep } }];
  for (const [i, value] of values.entries()) {
    const promise = Promise.resolve();
    noteSettled(promise, value);
    assert.equal(captureValue(promise, 100)?.text, texts[i]);
    assert.equal(captureValue([promise], 100)?.text, `[${texts[i]}]`);
  }
  assert.equal(captureValue(Promise.resolve('unseen'), 100)?.text, '"[Promise]"');

  const { tracer, finish } = recording();
  const promise = tracer.task(async () => 'what it gave', { name: 'before' })();
  await promise;
  tracer.task(() => {}, { name: 'step' })(promise, promise);
  assert.equal(named(await finish(), 'step').input, '["what it gave","what it gave"]');
});

test('a result that is to be ignored is not shown in place of its promise', async () => {
  const client = { secret: 'hush' };
  const promise = Promise.resolve();
  noteSettled(promise, client);
  const { tracer, finish } = recording({ links: { ignore: (value) => value === client } });
  tracer.task(() => {}, { name: 'step' })({ promise });
  assert.equal(named(await finish(), 'step').input, '{"promise":"[Promise]"}');
});
