import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { watchResult } from '../../../js/results/index.js';
import { turn, watched } from '../support/watched.js';

test('values are over at once', () => {
  for (const value of [undefined, null, 0, 'text', [1], { a: 1 }, new Map(), new Set(), () => {}, new Response('x')]) {
    const { result, log, stages, kinds } = watched(value);
    assert.equal(result, value);
    assert.deepEqual(log, [['end', 'returned']]);
    assert.deepEqual(stages, [['returned', value]]);
    assert.deepEqual(kinds, []);
  }
});

test('a promise is returned itself, and its value is reported before its awaiter goes on', async () => {
  const promise = Promise.resolve({ a: 1 });
  const { result, log, promises, kinds } = watched(promise);
  assert.equal(result, promise);
  assert.equal(Object.getOwnPropertyNames(promise).length, 0);
  assert.deepEqual(log, []);
  const value = await result;
  assert.deepEqual(log, [
    ['resolved', value],
    ['end', 'returned'],
  ]);
  assert.equal(log[0][1], value);
  assert.deepEqual(promises, [promise]);
  assert.deepEqual(kinds, ['promise']);
});

test('a rejection is passed on as it is', async () => {
  for (const isOwnPromise of [false, true]) {
    const error = new Error('no');
    const { result, log } = watched(Promise.reject(error), { isOwnPromise });
    await assert.rejects(result, (thrown) => thrown === error);
    assert.deepEqual(log, [['end', 'error', error]]);
  }
});

test('the promise of an async function is followed, and the one that is returned is the one that is noted', async () => {
  const { result, stages, promises } = watched((async () => 'done')(), { isOwnPromise: true });
  assert.equal(stages[0][1], result);
  assert.equal(await result, 'done');
  assert.deepEqual(promises, [result]);
});

test('a promise of a stream ends with the stream', async () => {
  async function* words() {
    yield 'a';
  }
  const { result, log, kinds } = watched(Promise.resolve(words()));
  const stream = await result;
  assert.deepEqual(kinds, ['promise', 'iterator']);
  for await (const _ of stream);
  assert.deepEqual(log.slice(1), [
    ['item', 'a'],
    ['end', 'drained'],
  ]);
});

test('an unhandled rejection of an async function stays unhandled, a handled one stays handled', async () => {
  const program = (statement) => `
    import { watchResult } from ${JSON.stringify(new URL('../../../js/results/index.js', import.meta.url).href)};
    const observer = { value() {}, item() {}, end() { throw new Error('observer'); }, watching() {} };
    const follow = (promise) => watchResult(promise, observer, true);
    const keep = (promise) => watchResult(promise, observer, false);
    const fail = async () => { throw new Error('mine'); };
    process.on('unhandledRejection', (error) => console.log('unhandled', error.message));
    ${statement}
  `;
  const output = async (statement) =>
    (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program(statement)])).stdout.trim();
  assert.equal(await output('follow(fail())'), 'unhandled mine');
  assert.equal(await output('follow(fail()).catch(() => {})'), '');
  assert.equal(await output('keep(fail()).then(() => {})'), 'unhandled mine');
  assert.equal(await output('keep(fail()).catch(() => {})'), '');
  assert.equal(await output('keep(Promise.resolve(1))'), '');
  const stream = 'const stream = keep(new ReadableStream({ pull() { throw new Error("mine"); } }));';
  assert.equal(await output(`${stream} stream.pipeTo(new WritableStream())`), 'unhandled mine');
  assert.equal(await output(`${stream} stream.pipeTo(new WritableStream()).catch(() => {})`), '');
  assert.equal(await output(`${stream} stream.pipeThrough(new TransformStream())`), '');
});

test('timeout', async () => {
  const { watch, log, result } = watched(Promise.resolve(1));
  watch.expire();
  assert.equal(await result, 1);
  watch.expire();
  assert.deepEqual(log, [['end', 'timeout']]);
});

/** Built like the promises of the OpenAI and Anthropic clients. */
class ApiPromise extends Promise {
  #client = 'client';
  calls = 0;
  constructor(response, hasParts = true) {
    super((resolve) => resolve(null));
    this.response = response;
    if (!hasParts) this.asResponse = undefined;
  }
  asResponse() {
    return this.response;
  }
  async withResponse() {
    const [data, response] = await Promise.all([this.parse(), this.asResponse()]);
    return { data, response };
  }
  parse() {
    this.parsed ??= this.response.then((response) => {
      this.calls += 1;
      return { response, client: this.#client };
    });
    return this.parsed;
  }
  // biome-ignore lint/suspicious/noThenProperty: that is how these clients are built
  then(onFulfilled, onRejected) {
    return this.parse().then(onFulfilled, onRejected);
  }
  catch(onRejected) {
    return this.parse().catch(onRejected);
  }
  finally(onFinally) {
    return this.parse().finally(onFinally);
  }
}

for (const hasParts of [true, false]) {
  const name = hasParts ? 'an API promise' : 'a promise whose catch and finally do not use then';
  const make = (response) => watched(new ApiPromise(response, hasParts));
  const succeeded = (value) => [
    ['resolved', value],
    ['end', 'returned'],
  ];

  test(`${name} is itself and lazy`, async () => {
    const promise = new ApiPromise(Promise.resolve('r'), hasParts);
    const keys = Object.keys(promise);
    const { result, log, kinds } = watched(promise);
    assert.equal(result, promise);
    assert.ok(result instanceof ApiPromise);
    assert.deepEqual(Object.keys(promise), keys);
    await turn();
    assert.equal(promise.calls, 0);
    assert.deepEqual(log, []);
    assert.deepEqual(kinds, ['thenable']);
  });

  test(`${name}: await, then, catch, finally`, async () => {
    for (const use of [
      (promise) => promise,
      (promise) => promise.then((value) => value),
      (promise) => promise.then(undefined, undefined),
      (promise) => promise.catch(() => 'never'),
      (promise) => promise.finally(() => 'ignored'),
      (promise) => Promise.all([promise]).then(([value]) => value),
    ]) {
      const { result, log } = make(Promise.resolve('r'));
      const value = await use(result);
      assert.deepEqual(value, { response: 'r', client: 'client' });
      assert.deepEqual(log, succeeded(value));
      await result;
      assert.equal(result.calls, 1);
      assert.equal(log.length, 2);
    }
  });

  test(`${name}: failures`, async () => {
    const error = new Error('429');
    for (const use of [
      (promise) => promise.then((value) => value),
      (promise) =>
        promise.then(
          () => 'never',
          (thrown) => Promise.reject(thrown),
        ),
      (promise) => promise.catch((thrown) => Promise.reject(thrown)),
      (promise) => promise.finally(() => {}),
      (promise) => promise.then(() => {}).catch((thrown) => Promise.reject(thrown)),
    ]) {
      const { result, log } = make(Promise.reject(error));
      await assert.rejects(use(result), (thrown) => thrown === error);
      assert.deepEqual(log, [['end', 'error', error]]);
    }
    const { result, log } = make(Promise.reject(error));
    assert.equal(await result.catch(() => 'saved'), 'saved');
    assert.deepEqual(log, [['end', 'error', error]]);
  });
}

test('an API promise: the first call decides, and a parsed value counts more than its response', async () => {
  const raw = watched(new ApiPromise(Promise.resolve('r')));
  assert.equal(await raw.result.asResponse(), 'r');
  assert.equal(raw.result.calls, 0);
  assert.deepEqual(raw.log, [
    ['resolved', 'r'],
    ['end', 'returned'],
  ]);
  const both = watched(new ApiPromise(Promise.resolve('r')));
  const { data, response } = await both.result.withResponse();
  assert.equal(response, 'r');
  assert.deepEqual(both.log, [
    ['resolved', data],
    ['end', 'returned'],
  ]);
  const error = new Error('overloaded');
  const failed = watched(new ApiPromise(Promise.reject(error)));
  await assert.rejects(failed.result.asResponse());
  assert.deepEqual(failed.log, [['end', 'error', error]]);
});

test('a query is not run by watching it, and runs as often as it is called', async () => {
  let runs = 0;
  const query = {
    // biome-ignore lint/suspicious/noThenProperty: a lazy query builder
    then(resolve) {
      runs += 1;
      resolve?.(`rows ${runs}`);
    },
  };
  const { result, log } = watched(query);
  await turn();
  assert.equal(runs, 0);
  result.then();
  assert.equal(runs, 1);
  assert.deepEqual(log, []);
  assert.equal(await result, 'rows 2');
  assert.equal(await result, 'rows 3');
  assert.deepEqual(log, [
    ['resolved', 'rows 2'],
    ['end', 'returned'],
  ]);
  assert.deepEqual(Object.keys(query), ['then']);
});

test('a thenable that follows a promise, without a handler for failures', async () => {
  const error = new Error('down');
  class Query {
    // biome-ignore lint/suspicious/noThenProperty: a lazy query builder
    then(onFulfilled, onRejected) {
      return Promise.reject(error).then(onFulfilled, onRejected);
    }
  }
  const { result, log } = watched(new Query());
  await assert.rejects(
    result.then(() => 'never'),
    error,
  );
  assert.deepEqual(log, [['end', 'error', error]]);
});

test('a thenable that throws', async () => {
  const error = new Error('no connection');
  const { result, log } = watched({
    // biome-ignore lint/suspicious/noThenProperty: a foreign thenable
    then() {
      throw error;
    },
  });
  await assert.rejects(async () => result, error);
  assert.deepEqual(log, [['end', 'error', error]]);
});

test('a thenable that lacks handlers gets none', () => {
  const given = [];
  const { result } = watched({
    // biome-ignore lint/suspicious/noThenProperty: a foreign thenable
    then: (...handlers) => given.push(...handlers),
  });
  result.then(undefined, null, 'progress');
  assert.deepEqual(given, [undefined, null, 'progress']);
});

test('catch with a filter keeps its filter', () => {
  let given;
  const { result, log } = watched({
    // biome-ignore lint/suspicious/noThenProperty: built like Bluebird's promises
    then() {},
    catch(...args) {
      given = args;
      return args.at(-1)('failed');
    },
  });
  assert.equal(
    result.catch(TypeError, (error) => `handled ${error}`),
    'handled failed',
  );
  assert.equal(given[0], TypeError);
  assert.deepEqual(log, [['end', 'error', 'failed']]);
});

test('subclasses and promises of other realms', async () => {
  class Sub extends Promise {}
  const sub = watched(Sub.resolve('s'));
  assert.ok(sub.result.then((value) => value) instanceof Sub);
  assert.equal(await sub.result, 's');
  const foreign = watched(vm.runInNewContext('Promise.resolve("f")'));
  assert.equal(await foreign.result, 'f');
  for (const { log } of [sub, foreign]) assert.deepEqual(log.at(-1), ['end', 'returned']);
});

test('a thenable that resolves to a stream', async () => {
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue('chunk');
      controller.close();
    },
  });
  const { result, log } = watched(new ApiPromise(Promise.resolve(stream)));
  const { response } = await result;
  assert.equal(response, stream);
  assert.equal(log.length, 1);

  class StreamPromise extends ApiPromise {
    parse() {
      return this.response;
    }
  }
  const streamed = watched(new StreamPromise(Promise.resolve(stream)));
  for await (const _ of await streamed.result);
  assert.deepEqual(streamed.log.slice(1), [
    ['item', 'chunk'],
    ['end', 'drained'],
  ]);
});

test('a thenable that can be iterated: awaited, iterated, or iterated by itself when it is awaited', async () => {
  class Query {
    async *[Symbol.asyncIterator]() {
      yield 'a';
      yield 'b';
    }
    async all() {
      let last;
      for await (const row of this) last = row;
      return last;
    }
    // biome-ignore lint/suspicious/noThenProperty: a lazy query
    then(onFulfilled, onRejected) {
      return this.all().then(onFulfilled, onRejected);
    }
  }
  const awaited = watched(new Query());
  assert.equal(await awaited.result, 'b');
  assert.deepEqual(awaited.log, [
    ['resolved', 'b'],
    ['end', 'returned'],
  ]);
  const drained = [
    ['item', 'a'],
    ['item', 'b'],
    ['end', 'drained'],
  ];
  const iterated = watched(new Query());
  for await (const _ of iterated.result);
  assert.deepEqual(iterated.log, drained);
  const asked = watched(new Query());
  assert.equal(await asked.result.all(), 'b');
  assert.deepEqual(asked.log, drained);
});

test('an API promise with a then that does not call parse', async () => {
  const page = new ApiPromise(Promise.resolve('r'));
  const guarded = new ApiPromise(Promise.resolve('guarded'));
  // biome-ignore lint/suspicious/noThenProperty: a client that tries again puts its own in place
  page.then = guarded.then.bind(guarded);
  const { result, log } = watched(page);
  const value = await result;
  assert.deepEqual(log, [
    ['resolved', value],
    ['end', 'returned'],
  ]);
});

test('frozen thenables are left alone, and said to be', async () => {
  // biome-ignore lint/suspicious/noThenProperty: a foreign thenable
  const frozen = Object.freeze({ then: (resolve) => resolve('ice') });
  const { result, log } = watched(frozen);
  assert.equal(result, frozen);
  assert.equal(await result, 'ice');
  assert.deepEqual(log, [['end', 'unobservable']]);
});

test('one object returned by many calls is shadowed once', async () => {
  // biome-ignore lint/suspicious/noThenProperty: a foreign thenable
  const shared = { then: (resolve) => resolve(new Error().stack.split('\n').length) };
  const logs = Array.from({ length: 5000 }, () => watched(shared).log);
  const depth = await shared;
  assert.ok(depth < 50);
  for (const log of logs) assert.deepEqual(log.at(-1), ['end', 'returned']);
});

test('an observer that throws has no effect', async () => {
  const fail = () => {
    throw new Error('observer');
  };
  const observer = {
    value: fail,
    item: fail,
    end: fail,
    watching: fail,
    place: fail,
  };
  assert.equal(watchResult(5, observer), 5);
  assert.equal(await watchResult(Promise.resolve(6), observer), 6);
  assert.equal(await watchResult(Promise.resolve(7), observer, true), 7);
  assert.deepEqual([...watchResult([8].values(), observer)], [8]);
  const throwing = new Proxy({}, { get: fail });
  assert.equal(watchResult(throwing, observer), throwing);
});
