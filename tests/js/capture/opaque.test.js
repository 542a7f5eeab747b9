// What holds sockets, headers or secrets is named wherever it stands; what only looks like it is shown.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { named, wholeOf } from '../../../js/capture/args.js';
import { copyOf } from '../../../js/capture/plain.js';
import { plainAttributes } from '../../../js/log/plain-attributes.js';
import { captureValue } from '../support/capture-value.js';

const shown = (/** @type {unknown} */ value) => JSON.parse(captureValue(value, 65_536)?.text ?? 'null');

class a {
  waitUntil() {}
  props = { key: 'hush' };
}
class b {
  req = { raw: new Request('https://a.example', { headers: { authorization: 'hush' } }) };
  env = { apiToken: 'hush' };
  json() {}
  get res() {
    throw new Error('reading it makes one');
  }
}
class c {
  req = {};
  res = {};
  app = {};
  toJSON() {
    return { request: { header: { authorization: 'hush' } } };
  }
}
class KvNamespace {
  get() {}
}
class D1Database {
  fetcher = 'hush';
}
class Ai {
  run() {}
}

class Client extends EventEmitter {
  password = 'hush';
}
class Application extends EventEmitter {
  keys = ['hush'];
  toJSON() {
    return { keys: this.keys };
  }
}
class Answers {
  messages = ['hush'];
  on() {}
  _emit() {}
}

function detached() {
  const message = new IncomingMessage(new Socket());
  message.headers.authorization = 'hush';
  message.rawHeaders.push('authorization', 'hush');
  return Object.assign(message, { socket: null, client: null });
}

const opaque = /** @type {const} */ ([
  ['[IncomingMessage]', detached()],
  ['[EventEmitter]', new EventEmitter()],
  ['[Client]', new Client()],
  ['[Answers]', new Answers()],
  ['[Application]', new Application()],
  ['[ExecutionContext]', new a()],
  ['[ExecutionContext]', { request: 'hush', env: { token: 'hush' }, waitUntil() {} }],
  ['[Context]', new b()],
  ['[Context]', new c()],
  ['[Env]', process.env],
  ['[Env]', { STAGE: 'test', API_KEY: 'hush' }],
  ['[Env]', new Map([['GITHUB_TOKEN', 'hush']])],
  ['[Env]', { apiToken: 'hush', users: new KvNamespace() }],
  ['[Env]', { AI: new Ai(), word: 'hush' }],
]);

test('alone, at any depth, and as an attribute', () => {
  process.env.SPANLOOM_TEST_WORD = 'hush';
  for (const [name, value] of opaque) {
    assert.deepEqual(shown(value), name);
    assert.deepEqual(shown({ list: [{ value }] }), { list: [{ value: name }] });
    assert.deepEqual(plainAttributes({ value, nested: { value } }), { value: name, nested: { value: name } });
  }
  delete process.env.SPANLOOM_TEST_WORD;
});

test('a binding is named, and what holds one is an environment', () => {
  assert.deepEqual(shown([new KvNamespace(), [new D1Database()]]), ['[KvNamespace]', ['[D1Database]']]);
  assert.deepEqual(shown({ deep: { db: new D1Database(), word: 'hush' } }), { deep: '[Env]' });
});

test("the environment among the arguments of a Worker's handler", () => {
  const env = { apiToken: 'hush' };
  const args = [{ cron: '* * * * *' }, env, new a()];
  const expected = [{ cron: '* * * * *' }, '[Env]', '[ExecutionContext]'];
  assert.deepEqual(shown(wholeOf(args)), expected);
  const names = ['event', 'env', 'ctx'];
  const { data } = named(copyOf(wholeOf(args), 65_536), 3, names);
  assert.deepEqual(data, { event: expected[0], env: '[Env]', ctx: '[ExecutionContext]' });
  assert.deepEqual(shown(wholeOf([1, env, {}])), [1, env, {}]);
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.deepEqual(shown(wholeOf([1, env, proxy])), [1, env, '[Proxy]']);
});

test('what only looks like it is shown', () => {
  class Row {
    id = 1;
    json() {}
    text() {}
  }
  class Exchange {
    req = 'question';
    res = 'answer';
  }
  class Guarded {
    id = 2;
    get nodeType() {
      throw new Error('no');
    }
  }
  for (const [value, expected] of /** @type {const} */ ([
    [new Row(), { id: 1 }],
    [new Exchange(), { req: 'question', res: 'answer' }],
    [new Guarded(), { id: 2 }],
    ...[
      { A: 'x', B: 'y' },
      { MONKEY: 'banana', TURKEY: 'corn' },
      { KEY_UP: 'ArrowUp' },
      { TOKEN_START: 1, TOKEN_END: 2 },
      { apiKey: 'shown' },
      { API_KEY: 1, other: 1 },
      { DATABASE_URL: 'postgres://db.example/app' },
      { req: { path: '/' }, res: { status: 200 } },
      { waitUntil: 'networkidle' },
      { env: 'test', ctx: 'unit' },
    ].map((value) => [value, value]),
  ]))
    assert.deepEqual(shown({ value }), { value: expected });
});

test('of a record that holds more than an environment, the secrets are named', () => {
  const value = {
    PATH: '/usr/bin',
    _: '/usr/bin/node',
    npm_config_registry: 'r',
    OPENAI_API_KEY: 'sk-1',
    AWS_ACCESS_KEY_ID: 'AK-2',
    PGPASSWORD: 'p-3',
    GH_PAT: 'g-4',
    DATABASE_URL: 'postgres://app:pw-5@db.example/app',
    password: 'of a form',
  };
  const hidden = Object.keys(value).filter((key) => /KEY|PASSWORD|PAT$|URL/.test(key));
  const expected = { ...value, ...Object.fromEntries(hidden.map((key) => [key, '[Secret]'])) };
  assert.deepEqual(shown({ value }), { value: expected });
});

test('the environment of a handler, whatever its shape', () => {
  const env = { apiKey: 'CANARY' };
  const ctx = { waitUntil() {}, passThroughOnException() {} };
  for (const args of [
    [{ cron: '*' }, env, ctx],
    [{ url: '/' }, env, ctx, 'more'],
    [{ storage: {}, waitUntil() {} }, env],
    [{ platform: { env, context: ctx } }],
  ])
    assert.doesNotMatch(JSON.stringify(shown(wholeOf(args))), /CANARY/);
  // Before the context alone stands what a function works on.
  assert.deepEqual(shown(wholeOf([{ job: 1 }, ctx]))[0], { job: 1 });
});

test('copies of messages, and passwords in URLs', () => {
  const request = Object.assign(new IncomingMessage(new Socket()), { rawHeaders: ['authorization', 'CANARY'] });
  assert.equal(shown({ ...request }), '[IncomingMessage]');
  assert.equal(shown(new URL('https://user:CANARY@host/path?q')), 'https://user:[Secret]@host/path?q');
  assert.equal(shown(new URL('https://host/a:b@c')), 'https://host/a:b@c');
});
