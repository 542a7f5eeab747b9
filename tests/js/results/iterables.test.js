// Iterables that hand out iterators: database cursors, the streams of API clients.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { items, turn, watched } from '../support/watched.js';

const drained = ['end', 'drained'];
const cancelled = ['end', 'cancelled'];

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
