// Results that report their contents by events: Node's streams and the event streams of API clients.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter, once } from 'node:events';
import { createServer, get } from 'node:http';
import { addAbortSignal, PassThrough, Readable, Writable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { recording } from '../support/spans.js';
import { items, turn, watched } from '../support/watched.js';

const OURS = new URL('../../../js/results/', import.meta.url).href;
const WORDS = ['Rotate ', 'the ', 'key.'];

const slowly = () =>
  Readable.from(
    (async function* () {
      for (const word of WORDS) {
        await turn();
        yield word;
      }
    })(),
  );

const sink = () => new Writable({ objectMode: true, write: (_chunk, _encoding, done) => done() });

const ways = {
  'for await': async (stream) => {
    for await (const _ of stream);
  },
  text,
  pipeline: (stream) => pipeline(stream, sink()),
  pipe: (stream) => once(stream.pipe(sink()), 'finish'),
  "'data'": async (stream) => {
    stream.on('data', () => {});
    await once(stream, 'end');
  },
  "'readable' and read()": async (stream) => {
    stream.on('readable', () => {
      while (stream.read() !== null);
    });
    await once(stream, 'end');
  },
  toWeb: async (stream) => {
    for await (const _ of Readable.toWeb(stream));
  },
};

for (const [name, consume] of Object.entries(ways)) {
  test(`a Node stream read by ${name}`, async () => {
    const { result, log, kinds } = watched(slowly());
    await consume(result);
    await turn();
    assert.deepEqual(log, [...items(...WORDS), ['end', 'drained']]);
    assert.deepEqual(kinds, ['stream']);
  });
}

test('bytes, text in an encoding, and objects are reported as they are read', async () => {
  const bytes = watched(Readable.from([Buffer.from('é')], { objectMode: false }));
  await buffer(bytes.result);
  assert.deepEqual(bytes.log[0], ['item', Buffer.from('é')]);

  const encoded = new PassThrough();
  encoded.setEncoding('utf8');
  const { log } = watched(encoded);
  encoded.end('é');
  await text(encoded);
  assert.deepEqual(log, [...items('é'), ['end', 'drained']]);

  const record = { n: 1 };
  const objects = watched(Readable.from([record]));
  for await (const _ of objects.result);
  assert.equal(objects.log[0][1], record);
});

test('a Node stream that is left, destroyed or fails', async () => {
  const left = watched(slowly());
  for await (const _ of left.result) break;
  await turn();
  assert.deepEqual(left.log[0], ['item', 'Rotate ']);
  assert.equal(left.log[1][1], 'cancelled');
  assert.equal(left.log.length, 2);

  const destroyed = watched(slowly());
  destroyed.result.destroy();
  await once(destroyed.result, 'close');
  assert.deepEqual(destroyed.log, [['end', 'cancelled']]);

  const error = new Error('socket died');
  const failed = watched(slowly());
  failed.result.once('data', () => failed.result.destroy(error));
  await once(failed.result, 'error');
  await turn();
  assert.deepEqual(failed.log, [...items('Rotate '), ['end', 'error', error]]);
});

test('a message of HTTP that is left by its reader is not one that broke off', async () => {
  const server = createServer((request, response) => {
    response.write('a');
    if (request.url === '/broken') setImmediate(() => response.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receive = async (path) => {
    const [message] = await once(get(`http://127.0.0.1:${server.address().port}${path}`), 'response');
    return watched(message);
  };
  const left = await receive('/');
  for await (const _ of left.result) break;
  await turn();
  assert.deepEqual(left.log, [...items(Buffer.from('a')), ['end', 'cancelled']]);
  const broken = await receive('/broken');
  const error = await text(broken.result).catch((thrown) => thrown);
  assert.deepEqual(broken.log.slice(1), [['end', 'error', error]]);
  server.close();
});

test('a Node stream that a signal ends', async () => {
  const controller = new AbortController();
  const { result, log } = watched(addAbortSignal(controller.signal, slowly()));
  const failed = once(result, 'error').catch((error) => error);
  controller.abort();
  await failed;
  assert.deepEqual(log, [['end', 'cancelled']]);
});

test('a Node stream is neither started nor listened to, and an error without a listener is still thrown', async () => {
  let reads = 0;
  const stream = new Readable({
    read() {
      reads += 1;
    },
  });
  watched(stream);
  await turn();
  assert.equal(reads, 0);
  assert.equal(stream.readableFlowing, null);
  for (const event of ['data', 'end', 'error', 'close', 'readable']) assert.equal(stream.listenerCount(event), 0);
  const error = new Error('nobody hears');
  assert.throws(
    () => stream.emit('error', error),
    (thrown) => thrown === error,
  );
});

test('what a Node stream reads from runs in the span, and its listeners do not', async () => {
  const storage = new AsyncLocalStorage();
  const seen = {};
  const stream = new Readable({
    read() {
      seen.source = storage.getStore();
      this.push('a');
      this.push(null);
    },
  });
  const { result } = watched(stream, {
    run: (fn, self, args) => storage.run('span', () => Reflect.apply(fn, self, args)),
  });
  await storage.run('reader', async () => {
    result.on('data', () => {
      seen.reader = storage.getStore();
    });
    await once(result, 'end');
  });
  assert.equal(seen.source, 'span');
});

test('a Node stream that is over when it is returned ends at once', async () => {
  const read = slowly();
  await text(read);
  assert.deepEqual(watched(read).log, [['end', 'drained']]);
  const destroyed = slowly().destroy();
  await once(destroyed, 'close');
  assert.deepEqual(watched(destroyed).log, [['end', 'cancelled']]);
  const again = watched(slowly());
  await text(again.result);
  assert.deepEqual(watched(again.result).log, [['end', 'drained']]);
});

test('a Node stream that two functions return, and one that is frozen', async () => {
  const inner = watched(slowly());
  const outer = watched(inner.result);
  assert.equal(outer.result, inner.result);
  await text(outer.result);
  for (const { log } of [inner, outer]) assert.deepEqual(log, [...items(...WORDS), ['end', 'drained']]);
  assert.deepEqual(watched(Object.freeze(slowly())).log, [['end', 'unobservable']]);
});

test('a Node stream without a reader: expire()', async () => {
  const { result, log, watch } = watched(slowly());
  await new Promise((resolve) => result.once('data', resolve));
  watch.expire();
  result.resume();
  await once(result, 'end');
  assert.deepEqual(log, [...items('Rotate '), ['end', 'timeout']]);
});

test('what never says that it is over ends at once', () => {
  for (const emitter of [new EventEmitter(), sink(), new EventTarget()]) {
    const { log, kinds } = watched(emitter);
    assert.deepEqual(log, [['end', 'returned']]);
    assert.deepEqual(kinds, []);
    assert.deepEqual(Object.keys(emitter).includes('emit'), false);
  }
});

/** Made like the event streams of API clients. */
class EventStream {
  #listeners = new Map();
  ended = false;
  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }
  async done() {
    if (!this.ended) await new Promise((resolve) => this.on('end', resolve));
  }
  _emit(event, ...args) {
    if (this.ended) return;
    if (event === 'end') this.ended = true;
    for (const listener of this.#listeners.get(event) ?? []) listener(...args);
    if (event === 'error' || event === 'abort') this._emit('end');
  }
  play(...events) {
    for (const [event, ...args] of events) this._emit(event, ...args);
    return this;
  }
}

test('an event stream: pieces, whoever listens', async () => {
  for (const piece of ['chunk', 'event', 'streamEvent']) {
    const { result, log } = watched(new EventStream());
    const heard = [];
    result.on(piece, (item) => heard.push(item));
    result.play(['connect'], [piece, 1, 'snapshot'], ['text', 'x'], [piece, 2], ['chatCompletion', 'all'], ['end']);
    await result.done();
    assert.deepEqual(heard, [1, 2]);
    assert.deepEqual(log, [...items(1, 2), ['end', 'drained']]);
  }
});

test('an event stream of answers without pieces', () => {
  const { result, log } = watched(new EventStream());
  result.play(
    ['connect'],
    ['chatCompletion', 'first'],
    ['message', 'm'],
    ['connect'],
    ['chatCompletion', 'last'],
    ['end'],
  );
  assert.deepEqual(log, [...items('first', 'last'), ['end', 'drained']]);
});

test('an event stream that began before it was returned, or is over: its answers', () => {
  for (const member of ['receivedMessages', '_chatCompletions']) {
    const begun = Object.assign(new EventStream(), { [member]: [] });
    begun.play(['connect'], ['chunk', 1]);
    const { log } = watched(begun);
    begun.play(['chunk', 2]);
    begun[member].push('answer');
    begun.play(['end']);
    assert.deepEqual(log, [...items('answer'), ['end', 'drained']]);
    assert.deepEqual(watched(begun).log, log);
    const over = Object.assign(new EventStream().play(['end']), { [member]: ['answer'] });
    assert.deepEqual(watched(over).log, [...items('answer'), ['end', 'drained']]);
  }
});

test('an event stream that fails or is aborted', () => {
  const error = new Error('overloaded');
  const failed = watched(new EventStream());
  failed.result.play(['connect'], ['chunk', 1], ['error', error]);
  assert.deepEqual(failed.log, [...items(1), ['end', 'error', error]]);
  const aborted = watched(new EventStream());
  aborted.result.play(['connect'], ['chunk', 1], ['abort', error]);
  assert.equal(aborted.log[1][1], 'cancelled');
});

test('events of any name and kind pass', () => {
  const { result, log } = watched(new EventStream());
  let asked = 0;
  const answer = () => {
    asked += 1;
    return 'end';
  };
  for (const event of [Symbol('s'), undefined, 7, '__proto__', 'toString', 'hasOwnProperty', { toString: answer }])
    result._emit(event, 1);
  assert.deepEqual(log, []);
  assert.equal(asked, 0);
});

test('at most two frames of ours stand between an event and its listener', async () => {
  const frames = (listen, tell) => {
    let stack = '';
    const { result } = watched(listen);
    result.on('data', () => {
      stack = new Error().stack;
    });
    result.on('chunk', () => {
      stack = new Error().stack;
    });
    tell(result);
    return stack.split('\n').filter((line) => line.includes(OURS)).length;
  };
  assert.ok(frames(new PassThrough(), (stream) => stream.emit('data', 1)) <= 2);
  assert.ok(frames(new EventStream(), (stream) => stream._emit('chunk', 1)) <= 2);
});

test('what a reader puts back is reported once', async () => {
  const bytes = () => Readable.from([Buffer.from('head:bo'), Buffer.from('dy')], { objectMode: false });
  const told = async (stream, read) => {
    const { result, log } = watched(stream);
    await once(result, 'readable');
    await read(result);
    await drain(result);
    await turn();
    assert.deepEqual(log.pop(), ['end', 'drained']);
    return log.map(([, item]) => item);
  };
  const drain = async (stream) => {
    for await (const _ of stream);
  };
  const textOf = async (...call) => Buffer.concat(await told(...call)).toString();
  assert.equal(await textOf(bytes(), (stream) => stream.unshift(stream.read())), 'head:body');
  assert.equal(await textOf(bytes(), (stream) => stream.unshift(stream.read().subarray(5))), 'head:body');
  assert.equal(await textOf(bytes(), (stream) => stream.unshift(stream.read().toString('hex'), 'hex')), 'head:body');
  const words = (stream) => stream.setEncoding('utf8');
  assert.equal((await told(words(bytes()), (stream) => stream.unshift(stream.read(4)))).join(''), 'head:body');
  const objects = [{ id: 1 }, { id: 2 }];
  assert.deepEqual(await told(Readable.from(objects), (stream) => stream.unshift(stream.read())), objects);
  // What was never read is no second time.
  assert.equal(await textOf(bytes(), (stream) => stream.unshift('more ')), 'more head:body');

  const { result, log } = watched(bytes());
  let isHead = true;
  result.on('data', (chunk) => {
    if (isHead) result.unshift(chunk.subarray(5));
    isHead = false;
  });
  await once(result, 'end');
  assert.equal(Buffer.concat(log.slice(0, -1).map(([, item]) => item)).toString(), 'head:body');
});

test('a span of a Node stream ends with what was read', async () => {
  const { tracer, finish } = recording();
  const open = tracer.llm(() => slowly(), { name: 'download' });
  await pipeline(open(), sink());
  await turn();
  const over = slowly();
  await text(over);
  tracer.llm(() => over, { name: 'over' })();
  const [download, ended] = await finish();
  assert.equal(download.output, 'Rotate the key.');
  assert.equal(ended.output, undefined);
});
