import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { items, turn, watched } from '../support/watched.js';

const drained = ['end', 'drained'];
const cancelled = ['end', 'cancelled'];

function* count(n) {
  for (let i = 0; i < n; i++) yield i;
}
async function* countLater(n) {
  for (let i = 0; i < n; i++) yield i;
}

test('a generator is itself, and each item is seen once', () => {
  const generator = count(3);
  const { result, log, kinds } = watched(generator);
  assert.equal(result, generator);
  assert.equal(Object.getPrototypeOf(result), count.prototype);
  assert.deepEqual(Object.keys(result), []);
  assert.deepEqual(kinds, ['iterator']);
  assert.deepEqual(log, []);
  assert.deepEqual([...result], [0, 1, 2]);
  assert.deepEqual(log, [...items(0, 1, 2), drained]);
  assert.deepEqual([...result], []);
  assert.equal(log.length, 4);
});

test('an item is seen before its reader gets it', async () => {
  const { result, log } = watched(countLater(2));
  for await (const item of result) assert.deepEqual(log.at(-1), ['item', item]);
  assert.deepEqual(log.at(-1), drained);
});

test('break', async () => {
  const sync = watched(count(9));
  for (const item of sync.result) if (item === 1) break;
  const later = watched(countLater(9));
  for await (const item of later.result) if (item === 1) break;
  for (const { log } of [sync, later]) assert.deepEqual(log, [...items(0, 1), cancelled]);
});

test('a destructured beginning', () => {
  const { result, log } = watched(count(9));
  const [first] = result;
  assert.equal(first, 0);
  assert.deepEqual(log, [...items(0), cancelled]);
});

test('return before the first step', async () => {
  const sync = watched(count(9));
  assert.deepEqual(sync.result.return('r'), { value: 'r', done: true });
  const later = watched(countLater(9));
  assert.deepEqual(await later.result.return('r'), { value: 'r', done: true });
  for (const { log } of [sync, later]) assert.deepEqual(log, [cancelled]);
});

test('a generator that goes on after return', () => {
  const { result, log } = watched(
    (function* () {
      try {
        yield 1;
      } finally {
        yield 'cleaning';
      }
    })(),
  );
  result.next();
  assert.deepEqual(result.return('r'), { value: 'cleaning', done: false });
  assert.deepEqual(log, items(1, 'cleaning'));
  assert.deepEqual(result.next(), { value: 'r', done: true });
  assert.deepEqual(log.slice(2), [['completed', 'r'], drained]);
});

test('the value of return', async () => {
  const sync = watched(
    (function* () {
      yield 1;
      return { total: 1 };
    })(),
  );
  assert.deepEqual([...sync.result], [1]);
  const later = watched(
    (async function* () {
      yield 1;
      return { total: 1 };
    })(),
  );
  for await (const _ of later.result);
  for (const { log } of [sync, later]) assert.deepEqual(log, [...items(1), ['completed', { total: 1 }], drained]);
});

test('errors of the body', async () => {
  const error = new Error('body');
  const sync = watched(
    (function* () {
      yield 1;
      throw error;
    })(),
  );
  assert.throws(() => [...sync.result], error);
  const later = watched(
    (async function* () {
      yield 1;
      throw error;
    })(),
  );
  await assert.rejects(async () => {
    for await (const _ of later.result);
  }, error);
  for (const { log } of [sync, later]) assert.deepEqual(log, [...items(1), ['end', 'error', error]]);
});

test('throw from the consumer: caught by the body, or not', async () => {
  const body = async function* () {
    for (;;) {
      try {
        yield 'waiting';
      } catch (error) {
        if (error !== 'soft') throw error;
        yield 'caught';
      }
    }
  };
  const { result, log } = watched(body());
  await result.next();
  assert.deepEqual(await result.throw('soft'), { value: 'caught', done: false });
  await result.next();
  await assert.rejects(result.throw('hard'), (error) => error === 'hard');
  assert.deepEqual(log, [...items('waiting', 'caught', 'waiting'), ['end', 'error', 'hard']]);
});

test('what is sent in arrives', () => {
  const { result } = watched(
    (function* () {
      const sent = yield 'ask';
      yield `got ${sent}`;
    })(),
  );
  result.next();
  assert.equal(result.next('answer').value, 'got answer');
});

test('two consumers share one generator', async () => {
  const { result, log } = watched(countLater(4));
  const got = [];
  const consume = async () => {
    for await (const item of result) got.push(item);
  };
  await Promise.all([consume(), consume()]);
  assert.deepEqual(got.toSorted(), [0, 1, 2, 3]);
  assert.deepEqual(log, [...items(0, 1, 2, 3), drained]);
});

test('steps requested ahead of time', async () => {
  const { result, log } = watched(countLater(2));
  const steps = await Promise.all([result.next(), result.next(), result.next(), result.next()]);
  assert.deepEqual(
    steps.map(({ done }) => done),
    [false, false, true, true],
  );
  assert.deepEqual(log, [...items(0, 1), drained]);
});

test('a generator that calls itself while it runs gets an error and goes on', () => {
  let refused;
  const { result, log } = watched(
    (function* () {
      yield 1;
      try {
        result.next();
      } catch (error) {
        refused = error;
      }
      yield 2;
    })(),
  );
  assert.deepEqual([...result], [1, 2]);
  assert.ok(refused instanceof TypeError);
  assert.deepEqual(log, [...items(1, 2), drained]);
});

test('yield* passes through', async () => {
  const sync = watched(count(2));
  assert.deepEqual(
    [
      ...(function* () {
        yield* sync.result;
      })(),
    ],
    [0, 1],
  );
  const later = watched(countLater(2));
  const outer = watched(
    (async function* () {
      yield* later.result;
    })(),
  );
  for await (const _ of outer.result);
  for (const { log } of [sync, later, outer]) assert.deepEqual(log, [...items(0, 1), drained]);
});

test('the body runs in the context of its span, whoever pulls it', async () => {
  const storage = new AsyncLocalStorage();
  const run = (fn, thisArg, args) => storage.run('span', () => Reflect.apply(fn, thisArg, args));
  const contexts = [];
  const { result } = watched(
    (async function* () {
      try {
        contexts.push(storage.getStore());
        await turn();
        contexts.push(storage.getStore());
        yield 1;
        contexts.push(storage.getStore());
        yield 2;
      } finally {
        contexts.push(storage.getStore());
      }
    })(),
    { run },
  );
  await storage.run('consumer', async () => {
    for await (const item of result) {
      contexts.push(storage.getStore());
      if (item === 2) break;
    }
  });
  assert.deepEqual(contexts, ['span', 'span', 'consumer', 'span', 'consumer', 'span']);
});

test('returned by two functions: both hear, the inner one is nearest', () => {
  const order = [];
  const run = (name) => (fn, thisArg, args) => {
    order.push(name);
    return Reflect.apply(fn, thisArg, args);
  };
  const inner = watched(count(1), { run: run('inner') });
  const outer = watched(inner.result, { run: run('outer') });
  assert.equal(outer.result.next().value, 0);
  assert.deepEqual(order, ['outer', 'inner']);
  inner.watch.expire();
  outer.result.next();
  assert.deepEqual(inner.log, [...items(0), ['end', 'timeout']]);
  assert.deepEqual(outer.log, [...items(0), drained]);
  assert.deepEqual(watched(outer.result).log, [drained]);
});

test('iterators that are no generators', async () => {
  const map = watched(new Map([['k', 1]]).values());
  assert.deepEqual([...map.result], [1]);
  assert.deepEqual(map.log, [...items(1), drained]);

  class Countdown {
    #left = 2;
    next() {
      return this.#left-- > 0 ? { value: this.#left } : { done: true };
    }
    [Symbol.asyncIterator]() {
      return this;
    }
  }
  let runs = 0;
  const run = (fn, thisArg, args) => {
    runs += 1;
    return Reflect.apply(fn, thisArg, args);
  };
  const custom = watched(new Countdown(), { run });
  for await (const _ of custom.result);
  assert.equal(runs, 4);
  assert.deepEqual(custom.log, [...items(1, 0), drained]);
  assert.equal('return' in custom.result, false);
});

test('what a step gives by accessors is computed for its reader alone', async () => {
  let runs = 0;
  const source = (/** @type {boolean} */ isAsync) => {
    const left = [1, 2];
    const give = () => ({
      get done() {
        runs += 1;
        return left.length === 0;
      },
      get value() {
        runs += 1;
        return left.shift();
      },
    });
    const step = isAsync ? async () => give() : give;
    const own = () => iterator;
    const iterator = { next: step, return: step, [Symbol.iterator]: own, [Symbol.asyncIterator]: own };
    return iterator;
  };
  for (const isAsync of [false, true]) {
    for (const watch of [(/** @type {any} */ made) => made, (/** @type {any} */ made) => watched(made).result]) {
      runs = 0;
      const seen = [];
      for await (const item of isAsync ? watch(source(true)) : [...watch(source(false))]) seen.push(item);
      assert.deepEqual([seen, runs], [[1, 2], 5]);
    }
  }
  runs = 0;
  const { result, log } = watched(source(false));
  const given = result.next();
  result.return();
  // A row of a database may compute its fields: it is the item.
  assert.equal(log[0][1], given);
  assert.deepEqual([log.length, log[1], runs], [2, cancelled, 0]);
});

test('methods and signals that are computed are left alone', async () => {
  let runs = 0;
  const counted = {
    get() {
      runs += 1;
      return undefined;
    },
  };
  const made = Object.defineProperties(
    {
      *[Symbol.iterator]() {},
      async *[Symbol.asyncIterator]() {
        yield 1;
      },
    },
    { controller: counted, iterator: counted },
  );
  const { result, log } = watched(made);
  for await (const _ of result);
  assert.deepEqual([log, runs], [[...items(1), drained], 0]);
  watched(Object.defineProperties({ next() {}, [Symbol.iterator]() {} }, { return: counted, throw: counted }));
  assert.equal(runs, 0);
});

test('return may answer with anything', async () => {
  const { result, log } = watched({
    next: () => ({ value: 1, done: false }),
    return: () => ({}),
    [Symbol.iterator]() {
      return this;
    },
  });
  for (const _ of result) break;
  assert.deepEqual(log, [...items(1), cancelled]);
});

test('frozen iterators are left alone, and said to be', () => {
  const { result, log } = watched(Object.freeze(count(2)));
  assert.deepEqual([...result], [0, 1]);
  assert.deepEqual(log, [['end', 'unobservable']]);
});

test('next gives the very promise of the original', () => {
  const promise = new Promise(() => {});
  const { result } = watched({ next: () => promise, [Symbol.asyncIterator]() {} });
  assert.equal(result.next(), promise);
});

test('timeout: the consumer reads on unobserved', async () => {
  const { result, log, watch } = watched(countLater(2));
  watch.expire();
  const got = [];
  for await (const item of result) got.push(item);
  assert.deepEqual(got, [0, 1]);
  assert.deepEqual(log, [['end', 'timeout']]);
});

test('a result that can no longer be read ends, one that is being read does not', async () => {
  const program = `
    import { watchResult } from ${JSON.stringify(new URL('../../../js/results/index.js', import.meta.url).href)};
    const observe = (name, value) => watchResult(value, {
      value() {}, item() {}, watching() {},
      end: (how) => console.log(name, how),
    });
    const iterable = () => ({ [Symbol.asyncIterator]: async function* () { for (;;) yield 1; } });
    (() => {
      observe('generator', (async function* () {})());
      observe('stream', new ReadableStream());
      observe('thenable', { then() {} });
      observe('iterable', iterable());
    })();
    const lazy = (name) => {
      const stream = iterable();
      return observe(name, { then(resolve) { resolve(stream); } });
    };
    const resolved = await (() => lazy('resolved'))();
    const iterator = (() => observe('being read', iterable())[Symbol.asyncIterator]())();
    for (let i = 0; i < 20; i++) { await iterator.next(); gc(); await new Promise((resolve) => setTimeout(resolve, 5)); }
    await iterator.return();
    for await (const _ of resolved) break;
  `;
  const args = ['--expose-gc', '--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const lines = stdout.trim().split('\n');
  assert.deepEqual(lines.slice(0, 4).sort(), [
    'generator collected',
    'iterable collected',
    'stream collected',
    'thenable collected',
  ]);
  assert.deepEqual(lines.slice(4), ['being read cancelled', 'resolved cancelled']);
});
