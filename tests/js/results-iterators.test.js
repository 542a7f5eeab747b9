import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { items, turn, watched } from './support/watched.js';

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

test('steps asked for ahead of time', async () => {
  const { result, log } = watched(countLater(2));
  const steps = await Promise.all([result.next(), result.next(), result.next(), result.next()]);
  assert.deepEqual(
    steps.map(({ done }) => done),
    [false, false, true, true],
  );
  assert.deepEqual(log, [...items(0, 1), drained]);
});

test('a generator that asks itself while it runs is refused and goes on', () => {
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

test('a database cursor: rows from next, items from its iterator, each once', async () => {
  class Rows {
    left = [{ id: 1 }, { id: 2 }];
    async next() {
      return this.left.shift() ?? null;
    }
    async *[Symbol.asyncIterator]() {
      for (let row = await this.next(); row; row = await this.next()) yield row;
    }
  }
  const { result, log } = watched(new Rows());
  for await (const _ of result);
  assert.deepEqual(log, [...items({ id: 1 }, { id: 2 }), drained]);
});

/** Built like the streams of the OpenAI and Anthropic clients. */
class ClientStream {
  #client = 'client';
  constructor(iterator, controller = new AbortController()) {
    this.iterator = iterator;
    this.controller = controller;
  }
  static of(values, fails) {
    const controller = new AbortController();
    let isConsumed = false;
    return new ClientStream(async function* () {
      if (isConsumed) throw new Error('consumed');
      isConsumed = true;
      let isDone = false;
      try {
        for (const value of values) {
          await turn();
          if (controller.signal.aborted) return;
          yield value;
        }
        if (fails) throw new Error('network');
        isDone = true;
      } finally {
        if (!isDone) controller.abort();
      }
    }, controller);
  }
  [Symbol.asyncIterator]() {
    return this.iterator();
  }
  tee() {
    const left = [];
    const right = [];
    const iterator = this.iterator();
    const branch = (queue) => ({
      next: () => {
        if (queue.length === 0) {
          const result = iterator.next();
          left.push(result);
          right.push(result);
        }
        return queue.shift();
      },
    });
    return [
      new ClientStream(() => branch(left), this.controller),
      new ClientStream(() => branch(right), this.controller),
    ];
  }
  get client() {
    return this.#client;
  }
}

test('a client stream keeps its extras', async () => {
  const stream = ClientStream.of(['a', 'b']);
  const keys = Object.keys(stream);
  let runs = 0;
  const run = (fn, thisArg, args) => {
    runs += 1;
    return Reflect.apply(fn, thisArg, args);
  };
  const { result, log } = watched(stream, { run });
  assert.equal(result, stream);
  assert.equal(result.client, 'client');
  assert.deepEqual(Object.keys(result), keys);
  for await (const _ of result);
  assert.equal(runs, 5);
  assert.deepEqual(log, [...items('a', 'b'), drained]);
});

test('the branches of a client stream', async () => {
  const { result, log } = watched(ClientStream.of(['a', 'b']));
  const [left, right] = result.tee();
  const seen = [];
  for (const branch of [left, right]) for await (const item of branch) seen.push(item);
  assert.deepEqual(seen, ['a', 'b', 'a', 'b']);
  assert.deepEqual(log, [...items('a', 'b'), drained]);
});

test('a client stream: break, failure, abort', async () => {
  const broken = watched(ClientStream.of(['a', 'b']));
  for await (const _ of broken.result) break;
  assert.deepEqual(broken.log, [...items('a'), cancelled]);

  const failed = watched(ClientStream.of(['a'], true));
  await assert.rejects(async () => {
    for await (const _ of failed.result);
  }, /network/);
  assert.deepEqual(failed.log.slice(0, 1), items('a'));
  assert.equal(failed.log[1][1], 'error');

  const aborted = watched(ClientStream.of(['a', 'b', 'c']));
  for await (const _ of aborted.result) aborted.result.controller.abort();
  assert.deepEqual(aborted.log, [...items('a'), cancelled]);

  const waiting = watched(ClientStream.of(['a']));
  const step = waiting.result[Symbol.asyncIterator]().next();
  waiting.result.controller.abort();
  assert.deepEqual(waiting.log, []);
  assert.equal((await step).done, true);
  assert.deepEqual(waiting.log, [cancelled]);

  const unread = watched(ClientStream.of(['a']));
  unread.result.controller.abort();
  assert.deepEqual(unread.log, [cancelled]);
});

test('a second iterator that is refused does not end the first', async () => {
  const { result, log } = watched(ClientStream.of(['a', 'b']));
  const iterator = result[Symbol.asyncIterator]();
  await iterator.next();
  await assert.rejects(async () => {
    for await (const _ of result);
  }, /consumed/);
  assert.deepEqual(log, items('a'));
  await iterator.next();
  await iterator.next();
  assert.deepEqual(log, [...items('a', 'b'), drained]);
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

test('what nobody can read any more ends, what is being read does not', async () => {
  const program = `
    import { watchResult } from ${JSON.stringify(new URL('../../js/results/index.js', import.meta.url).href)};
    const observe = (name, value) => watchResult(value, {
      value() {}, item() {}, watching() {}, run: (fn, self, args) => Reflect.apply(fn, self, args), bind: (fn) => fn,
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
