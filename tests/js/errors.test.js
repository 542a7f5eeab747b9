// What a thrown value says about itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import { describeFailure } from '../../js/tracer/errors.js';

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

test('what cannot be read is an error of no name', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  assert.deepEqual(describeFailure(proxy), { type: 'Error', message: '' });
});

test('a name that no class gave passes the mask', () => {
  const typeOf = (/** @type {unknown} */ thrown) => describeFailure(thrown, () => 'masked').type;
  class Named extends Error {
    get name() {
      return 'CANARY';
    }
  }
  const late = new Error('late');
  Object.setPrototypeOf(late, Object.assign(Object.create(Error.prototype), { name: 'CANARY' }));
  for (const thrown of [new DOMException('m', 'CANARY'), new Named(), late]) assert.equal(typeOf(thrown), 'masked');
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
