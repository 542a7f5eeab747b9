// What a thrown value says about itself.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import vm from 'node:vm';
import { describeFailure } from '../../../js/failures/describe-failure.js';

const type = (/** @type {unknown} */ thrown, /** @type {any} */ mask = undefined) => describeFailure(thrown, mask).type;

class OwnError extends Error {
  name = 'Alice';
}
class CodeError extends Error {
  get name() {
    return 'CodeError';
  }
}
class Failure {
  name = 'Alice';
  constructor() {
    Object.defineProperty(this, 'constructor', { value: { name: 'Alice' } });
  }
}

test('only errors name themselves', () => {
  for (const [thrown, expected] of /** @type {[unknown, string][]} */ ([
    [new RangeError('x'), 'RangeError'],
    [new CodeError('x'), 'CodeError'],
    [new OwnError('x'), 'Alice'],
    [new DOMException('x', 'AbortError'), 'AbortError'],
    [vm.runInNewContext("new TypeError('x')"), 'TypeError'],
    [{ name: 'Alice' }, 'Object'],
    [{ name: 'Alice', constructor: { name: 'Alice' } }, 'Object'],
    [new Failure(), 'Failure'],
    [{ __proto__: null, name: 'Alice' }, 'object'],
    [new Response('x'), 'Response'],
    ['Alice', 'string'],
    [undefined, 'undefined'],
    [null, 'object'],
    [Object.assign(new Error('x'), { name: '' }), 'Error'],
  ]))
    assert.equal(type(thrown), expected);
});

test('a name that stands on the instance passes the mask, one of a class does not', () => {
  const mask = (/** @type {string} */ text) => (text === 'drop' ? undefined : '***');
  assert.equal(type(new OwnError('x'), mask), '***');
  assert.equal(type(Object.assign(new Error('x'), { name: 'drop' }), mask), 'Error');
  assert.equal(type(new RangeError('x'), mask), 'RangeError');
  const { message, stack } = describeFailure(new Error('Alice'), mask);
  assert.deepEqual([message, stack], ['***', '***']);
});

test('the mask sees all of a message, which is cut afterwards', () => {
  /** @type {number[]} */
  const seen = [];
  const mask = (/** @type {string} */ text) => {
    seen.push(text.length);
    return text;
  };
  const { message, stack } = describeFailure(
    Object.assign(new Error('x'.repeat(9000)), { stack: 'y'.repeat(30_000) }),
    mask,
  );
  assert.deepEqual([seen, message.length, stack?.length], [[9000, 30_000], 4096, 16_384]);
});

test('a proxy is not looked at', () => {
  const { proxy, revoke } = Proxy.revocable(new Error('no'), {});
  const expected = { type: 'object', message: '[Proxy]', stack: undefined, code: undefined, status: undefined };
  assert.deepEqual(describeFailure(proxy), expected);
  revoke();
  assert.deepEqual(describeFailure(proxy), expected);
});

test('a name that no class gave passes the mask', () => {
  const typeOf = (/** @type {unknown} */ thrown) => describeFailure(thrown, () => 'masked').type;
  const late = new Error('late');
  Object.setPrototypeOf(late, Object.assign(Object.create(Error.prototype), { name: 'CANARY' }));
  for (const thrown of [new DOMException('m', 'CANARY'), late]) assert.equal(typeOf(thrown), 'masked');
  class Quota extends Error {}
  Quota.prototype.name = 'Quota';
  assert.deepEqual([new Quota(), new TypeError(), vm.runInNewContext('new RangeError()')].map(typeOf), [
    'Quota',
    'TypeError',
    'RangeError',
  ]);
  // No errors, and no names.
  const posing = { [Symbol.toStringTag]: 'Error', name: 'CANARY' };
  assert.deepEqual([posing, Object.create({ constructor: { name: 'CANARY' } })].map(typeOf), ['Object', 'object']);
});

test('a message tells what caused it, and a stack where', () => {
  const deep = new Error('step failed', { cause: new Error('request failed', { cause: new Error('expired') }) });
  const { message, stack } = describeFailure(deep);
  assert.equal(message, 'step failed: request failed: expired');
  assert.match(
    String(stack),
    /^Error: step failed\n +at .*\nCaused by: Error: request failed\n +at .*\nCaused by: Error: exp/s,
  );
  const own = new TypeError('alone');
  assert.equal(describeFailure(own).stack, own.stack);
});

test('what an error gathers is told, each once, and not what its message says already', () => {
  const both = new AggregateError(
    [new Error('a: 429'), new Error('b: 503', { cause: new Error('full') })],
    'all failed',
  );
  const same = new Error('refused');
  const again = (/** @type {string} */ text) => new AggregateError([same, same, new Error('refused')], text);
  for (const [thrown, expected] of /** @type {[unknown, string][]} */ ([
    [both, 'all failed: a: 429; b: 503: full'],
    [again(''), 'refused'],
    [again('all refused'), 'all refused'],
    [
      Object.assign(new Error('3 attempts'), { lastError: same, errors: [new Error('late'), same] }),
      '3 attempts: refused; late',
    ],
    [new Error('', { cause: 'a string' }), 'a string'],
    [new Error('no', { cause: null }), 'no'],
    [new Error('no', { cause: { code: 'E1', detail: 2 } }), 'no: {"code":"E1","detail":2}'],
    [new Error('no', { cause: [1, new Error('two')] }), 'no: 1; two'],
    [{ message: 'told', cause: new Error('why') }, 'told: why'],
  ]))
    assert.equal(describeFailure(thrown).message, expected);
});

test('code and status are those of the nearest error that has one', () => {
  const fields = (/** @type {unknown} */ thrown) => {
    const { type, code, status } = describeFailure(thrown);
    return [type, code, status];
  };
  const error = (/** @type {object} */ own, /** @type {unknown} */ cause = undefined) =>
    Object.assign(new Error('x', { cause }), own);
  class RateLimitError extends Error {}
  class t extends Error {}
  for (const [thrown, ...expected] of /** @type {[unknown, string, string?, number?][]} */ ([
    [error({ code: 'E1', status: 400 }), 'Error', 'E1', 400],
    [error({ code: 42, statusCode: 503, status: 'failed' }), 'Error', '42', 503],
    [error({ code: null, status: 7 }, error({ code: 'INNER', status: 404 })), 'Error', 'INNER', 404],
    [new AggregateError([error({ code: 'ONE', status: 500 })]), 'AggregateError'],
    [error({ code: { a: 1 }, statusCode: 2.5 }), 'Error'],
    [new RateLimitError(), 'RateLimitError'],
    [new t(), 'Error'],
    [new DOMException('x', 'TimeoutError'), 'TimeoutError'],
    [new Response('quota', { status: 429 }), 'Response', undefined, 429],
    [{ code: 'rate_limited', status: 429 }, 'rate_limited', 'rate_limited', 429],
    [{ type: 'overloaded_error', message: 'Overloaded' }, 'overloaded_error', 'overloaded_error'],
    [{ code: 7, type: 'x' }, '7', '7'],
    [
      new (class Quota {
        code = 'Q';
      })(),
      'Quota',
      'Q',
    ],
    ['text', 'string'],
  ]))
    assert.deepEqual(fields(thrown), [...expected, undefined, undefined].slice(0, 3));
});

test('issues stand for a message that would have to be made', () => {
  let made = 0;
  const message = { get: () => `made ${++made}` };
  const issues = [{ path: ['city'], message: 'required' }];
  const thrown = Object.defineProperty(Object.assign(new Error(), { issues }), 'message', message);
  assert.equal(describeFailure(thrown).message, '[{"path":["city"],"message":"required"}]');
  assert.equal(describeFailure(Object.defineProperty(new Error(), 'message', message)).message, '');
  assert.equal(made, 0);
});

test('whatever hangs on an error, little of it is told and nothing of it runs', () => {
  let ran = 0;
  const trap = () => {
    ran += 1;
    throw new Error('no');
  };
  /** @type {any} */
  let chain = new Error('root');
  for (let i = 0; i < 1e5; i++) chain = new Error(`level ${i}`, { cause: chain });
  const { message, stack } = describeFailure(chain);
  assert.match(message, /^level 99999: level 99998: .*: level 99984: …$/);
  assert.ok(String(stack).length <= 16_384);
  const first = Array.from({ length: 99 }, (_, i) => new Error(`e${i}`));
  const many = describeFailure(
    new AggregateError(
      Array.from({ length: 1e6 }, (_, i) => first[i % 99]),
      'all',
    ),
  ).message;
  assert.match(many, /^all: e0; e1; .*; e14; …$/);
  const loop = new Error('loop');
  loop.cause = new Error('back', { cause: loop });
  assert.equal(describeFailure(loop).message, 'loop: back');
  const hidden = new Proxy(
    {},
    { get: trap, getOwnPropertyDescriptor: trap, ownKeys: trap, getPrototypeOf: trap, has: trap },
  );
  const odd = Object.defineProperties(new Error('odd', { cause: hidden }), {
    errors: { get: trap },
    code: { get: trap },
    status: { get: trap },
    statusCode: { value: hidden },
  });
  assert.deepEqual([describeFailure(odd).message, describeFailure(odd).code], ['odd: [Proxy]', undefined]);
  assert.equal(describeFailure(Object.assign(new Error('list'), { errors: hidden })).message, 'list');
  const list = Object.defineProperty([new Error('one')], 1, { get: trap });
  assert.equal(describeFailure(Object.assign(new Error('list'), { errors: list })).message, 'list: one');
  const long = Object.assign([new Error('one')], { length: 2 ** 32 - 1 });
  assert.equal(describeFailure(Object.assign(new Error('list'), { errors: long })).message, 'list: one');
  assert.equal(ran, 0);
});

test('a long message leaves room for what caused it', () => {
  const { message, stack } = describeFailure(new Error('x'.repeat(20_000), { cause: new Error('the cause') }));
  assert.deepEqual([message.length, message.slice(-12)], [4096, '…: the cause']);
  assert.match(String(stack), /^Error: x+…\nCaused by: Error: the cause\n/);
  const { message: causes } = describeFailure(new Error('x'.repeat(3000), { cause: new Error('y'.repeat(9000)) }));
  assert.deepEqual([causes.length, causes.indexOf('y')], [4096, 2048]);
});

test('the mask sees each text, and objects by their members', () => {
  /** @type {unknown[]} */
  const seen = [];
  const show = (/** @type {unknown} */ value) => {
    seen.push(value);
    return value === 'secret' || (typeof value === 'string' && value.includes('\n')) ? undefined : '***';
  };
  const detail = { token: 'x' };
  const thrown = Object.assign(new Error('secret', { cause: detail }), { code: 'C', status: 401 });
  assert.deepEqual(describeFailure(thrown, show), {
    type: 'Error',
    message: '***',
    stack: 'Error:\nCaused by: Object: ***',
    code: '***',
    status: 401,
  });
  assert.deepEqual(seen.at(-1), detail);
});

const SECRET = 'sk-SECRET';
const body = `{"ssn":"${SECRET}"}`;
const request = { headers: { authorization: SECRET }, body };

test('of what is no error, what is nested, long or written as JSON is not told', () => {
  const held = {
    ...request,
    list: [SECRET],
    page: `\n<p>${SECRET}</p>`,
    long: SECRET.repeat(40),
    fn() {},
    no: undefined,
  };
  const told = { code: 'E1', status: 429, detail: '[a] of project p1', retry: true, none: null };
  const shown = JSON.stringify({ ...told, detail: undefined });
  class Answer {
    constructor() {
      Object.assign(this, told, held, { detail: undefined });
    }
  }
  for (const [thrown, expected] of /** @type {[unknown, string][]} */ ([
    [new Error('no', { cause: { ...held, ...told, detail: undefined } }), `no: ${shown}`],
    [new AggregateError([request, { ...told, ...held, detail: undefined }], 'all'), `all: ${shown}`],
    [{ ...told, ...held, detail: undefined }, shown],
    [new Answer(), shown],
    [request, ''],
    [[request], ''],
    [new Error('no', { cause: request }), 'no'],
    [new Error('no', { cause: { message: { request } } }), 'no'],
    [Object.assign(new Error(), { message: request }), ''],
    [{ message: request, code: 7 }, '{"code":7}'],
    [new Map(Object.entries({ ...request, code: 7 })), '{"code":7}'],
    [{ error: { message: 'Too many', param: request }, request }, 'Too many'],
    [{ error: 'invalid_grant' }, '{"error":"invalid_grant"}'],
    [{ message: 'told', error: true }, 'told'],
    [Object.assign(new Error('no'), { error: { message: 'why' } }), 'no'],
    [new Response(body, { status: 429 }), '{"status":429,"url":""}'],
  ])) {
    const { message, stack, ...others } = describeFailure(thrown);
    assert.equal(message, expected);
    assert.doesNotMatch(`${message}${stack}${JSON.stringify(others)}`, /SECRET/);
  }
  assert.equal(describeFailure({ error: { code: 'rate_limit', message: 'm' } }).code, 'rate_limit');
});

test('where no content leaves, only the class of what is no error does', () => {
  const thrown = { message: SECRET, code: SECRET, type: SECRET, stack: SECRET, status: 429, cause: new Error(SECRET) };
  const closed = (/** @type {unknown} */ value) => describeFailure(value, (text) => text?.toString(), false);
  const nothing = { message: '', stack: undefined, code: undefined, status: undefined };
  for (const [value, type] of /** @type {[unknown, string][]} */ ([
    [thrown, 'Object'],
    [[thrown], 'Array'],
    [new Response(SECRET, { status: 429 }), 'Response'],
    [SECRET, 'string'],
    [null, 'object'],
    [new Proxy(thrown, {}), 'object'],
  ]))
    assert.deepEqual(closed(value), { type, ...nothing });
  const error = Object.assign(new TypeError('said', { cause: thrown }), {
    code: 'E1',
    errors: [SECRET, thrown, [SECRET]],
  });
  const { type, message, stack, code, status } = closed(error);
  assert.deepEqual([type, message, code, status], ['TypeError', 'said', 'E1', undefined]);
  assert.match(String(stack), /\nCaused by: Object:\nCaused by: string:\nCaused by: Array:$/);
  assert.doesNotMatch(String(stack), /SECRET/);
});

test('exit codes are no HTTP status, and SDKs say it in what they hold', () => {
  const failed = (/** @type {number} */ code) => {
    try {
      return execFileSync(process.execPath, ['-e', `process.exit(${code})`], { stdio: 'pipe' });
    } catch (error) {
      return error;
    }
  };
  const error = (/** @type {object} */ own, /** @type {unknown} */ cause = undefined) =>
    Object.assign(new Error('x', { cause }), own);
  for (const [thrown, expected] of /** @type {[unknown, number?][]} */ ([
    [failed(127)],
    [new Error('wrapped', { cause: failed(200) })],
    [error({ status: 137, signal: null })],
    [error({ status: 127, stderr: '' })],
    [{ status: 127, pid: 1 }],
    [error({ status: 200 }), 200],
    [error({ response: new Response('', { status: 503 }) }), 503],
    [error({ response: { status: 429, headers: {} }, config: {} }), 429],
    [error({ response: { statusCode: 502 } }), 502],
    [error({ status: 'failed', $metadata: { httpStatusCode: 400 } }), 400],
    [error({ $metadata: { httpStatusCode: 7 } }, error({ response: { status: 404 } })), 404],
    [error({ response: null, $metadata: 5 })],
    [error({ status: 200n, response: { status: '429' } })],
  ]))
    assert.equal(describeFailure(thrown).status, expected);
});

test('what is too long is cut between characters, and says so', () => {
  const long = '😀'.repeat(20_000);
  for (const pad of ['', 'x']) {
    const name = pad + long;
    const { type, code, message, stack } = describeFailure(
      Object.assign(new Error(name, { cause: new Error(name) }), { name, code: name }),
    );
    const own = describeFailure(Object.assign(new Error('x'), { stack: name })).stack;
    for (const text of [type, code, message, stack, own, describeFailure({ code: name }).type]) {
      assert.ok(text?.isWellFormed());
      assert.match(text, /😀…/u);
    }
    assert.deepEqual(
      [Math.max(type.length, Number(code?.length)) <= 256, message.length <= 4096, Number(stack?.length) <= 16_384],
      [true, true, true],
    );
  }
});
