// Results that hold what has a life of its own: streams, events and promises among their members.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { settledResult } from '../../../js/reading/settled.js';
import { recording } from '../support/spans.js';
import { items, turn, watched } from '../support/watched.js';

const web = () =>
  new ReadableStream({
    start(controller) {
      controller.enqueue('a');
      controller.close();
    },
  });
const generator = async function* () {
  yield 'a';
};
const drain = async (source) => {
  for await (const _ of source);
};
const drained = [...items('a'), ['end', 'drained']];

class Result {
  constructor(members) {
    Object.assign(this, members);
  }
}

const sources = {
  'a web stream': web,
  'a Node stream': () => Readable.from(['a']),
  'an async generator': generator,
  'an async iterable': () => ({ [Symbol.asyncIterator]: generator }),
};

for (const [name, make] of Object.entries(sources)) {
  test(`${name} in a record or list`, async () => {
    for (const put of [
      (source) => ({ id: 7, source }),
      (source) => ['id', source],
      (source) => ({ docs: [{ id: 1 }, { id: 2 }], nested: { source } }),
      (source) => Object.assign(Object.create(null), { source }),
    ]) {
      const source = make();
      const { result, log } = watched(put(source));
      assert.deepEqual(log, []);
      await drain(source);
      await turn();
      assert.deepEqual(log, drained);
      assert.ok(typeof result === 'object');
    }
  });
}

test('the stream of an instance, however often it is branched', async () => {
  class TextResult extends Result {
    get text() {
      const [one, two] = this.baseStream.tee();
      this.baseStream = two;
      return one;
    }
  }
  const { result, log } = watched(new TextResult({ baseStream: web() }));
  await Promise.all([drain(result.text), drain(result.text)]);
  assert.deepEqual(log, drained);
  const nested = watched({ result: new TextResult({ baseStream: web() }) });
  await drain(nested.result.result.text);
  assert.deepEqual(nested.log, drained);
});

test("an instance's tools are its own", () => {
  for (const tool of [new PassThrough(), generator(), Promise.resolve(1), new EventEmitter()])
    assert.deepEqual(watched(new Result({ tool })).log, [['end', 'returned']]);
});

test('what does not count as a source in a record', () => {
  for (const member of [
    new Map([['a', 1]]).entries(),
    new EventEmitter(),
    { next() {} },
    new Uint8Array(1e6),
    () => web(),
  ])
    assert.deepEqual(watched({ member }).log, [['end', 'returned']]);
  assert.deepEqual(watched(new Uint8Array(1e6)).log, [['end', 'returned']]);
});

test('the first source near the top is taken, and no accessor is run', async () => {
  const near = generator();
  const { log } = watched({ deep: { source: generator() }, near, later: generator() });
  await drain(near);
  assert.deepEqual(log, drained);

  let runs = 0;
  const get = () => {
    runs += 1;
    return web();
  };
  const list = Object.defineProperty([], 0, { get, enumerable: true });
  const names = ['then', 'next', 'getReader', 'on', 'arrayBuffer', Symbol.asyncIterator];
  const record = Object.defineProperties(
    {},
    Object.fromEntries(names.map((name) => [name, { get, enumerable: true }])),
  );
  for (const value of [list, record, { list, record }, Object.create(record)])
    assert.deepEqual(watched(value).log, [['end', 'returned']]);
  assert.equal(runs, 0);
});

test('not everything is looked at', () => {
  const far = { a: { b: { source: web() } } };
  const wide = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`m${i}`, i < 64 ? {} : web()]));
  const cyclic = {};
  cyclic.self = [cyclic];
  for (const value of [far, wide, cyclic]) assert.deepEqual(watched(value).log, [['end', 'returned']]);
});

test('promises in records and lists: complete when all have settled', async () => {
  for (const put of [(...promises) => promises, (a, b) => ({ a, id: 7, more: { b } })]) {
    const later = Promise.withResolvers?.() ?? deferred();
    const failed = Promise.reject(new Error('one failed'));
    const holder = put(later.promise, failed);
    const { log, kinds } = watched(holder);
    assert.deepEqual(kinds, ['promise']);
    await turn();
    assert.deepEqual(log, []);
    later.resolve('done');
    await turn();
    assert.deepEqual(log, [
      ['resolved', holder],
      ['end', 'returned'],
    ]);
    await assert.rejects(failed);
  }
});

function deferred() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

test('a promise in a result that is rejected fails its span, and the rest is shown', async () => {
  const { tracer, finish } = recording();
  const lost = async (why) => {
    throw new Error(why);
  };
  const { promise, resolve } = deferred();
  tracer.tool(() => ({ id: 7, answer: lost('first'), more: lost('second'), text: promise }), { name: 'record' })();
  const source = Promise.resolve(generator());
  tracer.tool(() => ({ usage: lost('usage'), source }), { name: 'with a source' })();
  tracer.tool(() => [lost('nothing else')], { name: 'list' })();
  resolve('Rotate the key.');
  await drain(await source);
  await turn();
  const spans = Object.fromEntries((await finish()).map((span) => [span.name, span]));
  const { record } = spans;
  assert.deepEqual(record.status, { code: 'error', message: 'first' });
  assert.deepEqual(JSON.parse(record.output), {
    id: 7,
    answer: '[Promise]',
    more: '[Promise]',
    text: 'Rotate the key.',
  });
  assert.deepEqual(
    ['with a source', 'list'].map((name) => [spans[name].status.message, spans[name].output]),
    [
      ['usage', 'a'],
      ['nothing else', '["[Promise]"]'],
    ],
  );
});

test('a proxy that refuses to be looked at hides nothing beside it', async () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const refuse = () => {
    throw new Error('refused');
  };
  const traps = { has: refuse, getPrototypeOf: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse };
  for (const odd of [proxy, new Proxy({}, traps), new Proxy({}, { ownKeys: refuse }), new Proxy([], { get: refuse })]) {
    for (const put of [(source) => ({ odd, source }), (source) => [odd, { source }]]) {
      const source = web();
      const { log } = watched(put(source));
      await drain(source);
      assert.deepEqual(log, drained);
    }
    const holder = { odd: Promise.resolve({ proxy: odd }), last: Promise.resolve(odd) };
    const { log } = watched(holder);
    await turn();
    assert.deepEqual(log.at(-1), ['end', 'returned']);
  }
});

test('a result of a promise in a record is found by it', async () => {
  const result = { text: 'found' };
  const promise = Promise.resolve(result);
  watched({ promise });
  await promise;
  const found = settledResult(promise);
  assert.equal(found?.value ?? found, result);
});

test('a promise in a record that settles to a stream', async () => {
  const stream = web();
  const { log, kinds } = watched({ stream: Promise.resolve(stream), usage: Promise.resolve(7) });
  await turn();
  assert.deepEqual(kinds, ['promise', 'stream']);
  assert.deepEqual(log, []);
  await drain(stream);
  assert.deepEqual(log, drained);
});

test('a record whose promises never settle: expire()', async () => {
  const { promise, resolve } = deferred();
  const { log, watch } = watched({ promise });
  watch.expire();
  resolve(1);
  await turn();
  assert.deepEqual(log, [['end', 'timeout']]);
});

test('where there is a stream, promises beside it are left alone', async () => {
  const stream = web();
  const promise = new Promise(() => {});
  const { log } = watched({ promise, stream });
  await drain(stream);
  assert.deepEqual(log, drained);
});

test('spans of records end with what their members gave', async () => {
  const { tracer, finish } = recording();
  const stream = tracer.llm(async () => ({ docs: ['d'], stream: generator() }), { name: 'stream' });
  await drain((await stream()).stream);
  const { promise, resolve } = deferred();
  tracer.llm(() => ({ id: 7, text: promise }), { name: 'promise' })();
  resolve('Rotate the key.');
  await turn();
  const [first, second] = await finish();
  assert.equal(first.output, 'a');
  assert.deepEqual(JSON.parse(second.output), { id: 7, text: 'Rotate the key.' });
});

test('a result that can no longer be read ends, one that is being read does not', async () => {
  const program = `
    import { createServer } from 'node:http';
    import { Readable } from 'node:stream';
    import { watchResult } from ${JSON.stringify(new URL('../../../js/results/index.js', import.meta.url).href)};
    const observe = (name, value) => watchResult(value, {
      value() {}, item() {},
      watching(kind, watch, promise) { if (promise) watch.endWith(promise); },
      end(how) {
        ended += 1;
        console.log(name, how);
      },
    });
    let ended = 0;
    let last;
    const server = createServer((request, response) => {
      response.write('a');
      last = response;
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const get = (path) => fetch('http://127.0.0.1:' + server.address().port + path);
    const waits = () => new Readable({ read() {} });
    await (async () => {
      observe('Node stream', waits());
      observe('event stream', { on() {}, _emit() {}, done() {} });
      observe('record of a stream', { stream: waits() });
      observe('record of promises', { promise: new Promise(() => {}) });
    })();
    // Its body is cancelled when it is garbage-collected, as the body of an unwatched response is.
    await (async () => { observe('response', await get('/')); })();
    const reader = (() => observe('being read', waits())[Symbol.asyncIterator]())();
    const body = await (async () => observe('response being read', await get('/read')).body.getReader())();
    const settle = (() => { let settle; observe('promise to settle', { promise: new Promise((resolve) => { settle = resolve; }) }); return settle; })();
    for (let i = 0; i < 1000 && ended < 5; i++) { gc(); await new Promise((resolve) => setTimeout(resolve, 5)); }
    last.end('b');
    while (!(await body.read()).done);
    settle();
    await reader.return();
    server.closeAllConnections();
    server.close();
  `;
  const args = ['--expose-gc', '--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const lines = stdout.trim().split('\n');
  assert.deepEqual(lines.slice(0, -3).sort(), [
    'Node stream collected',
    'event stream collected',
    'record of a stream collected',
    'record of promises collected',
    'response cancelled',
  ]);
  assert.deepEqual(lines.slice(-3).sort(), [
    'being read cancelled',
    'promise to settle returned',
    'response being read drained',
  ]);
});

test('an answer of a model ends with its last item, even if nothing reads on', async () => {
  const parts = [
    { type: 'text-delta', text: 'a' },
    { type: 'finish', finishReason: 'stop' },
  ];
  const stream = () =>
    new ReadableStream({ start: (controller) => parts.forEach((part) => void controller.enqueue(part)) });
  for (const [held, isOver] of /** @type {const} */ ([
    [true, true],
    [false, false],
  ])) {
    const source = stream();
    const { log } = watched(held ? new Result({ baseStream: source }) : source);
    const reader = source.getReader();
    for (const _ of parts) await reader.read();
    await turn();
    assert.equal(
      log.some(([what, how]) => what === 'end' && how === 'drained'),
      isOver,
    );
  }
});
