// Objects that wrap a value or refer to a whole application, with the shapes that frameworks use. tests/pages uses the real frameworks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureForLater } from '../../../js/capture/capture-value.js';
import { objectId } from '../../../js/log/object-ids.js';
import { notedObjects } from '../support/noted.js';

const shown = (/** @type {unknown} */ value, /** @type {any} */ ignore) =>
  JSON.parse(String(captureForLater(value, 100_000, { ignore, isLinked: true })));

const failing = () => assert.fail('an accessor ran');
const world = () => Object.defineProperty({ secret: 'the world' }, 'more', { get: failing, enumerable: true });

class Signal {
  v;
  targets = world();
  constructor(value) {
    this.v = value;
  }
  get value() {
    return failing();
  }
}
Object.assign(Signal.prototype, { brand: Symbol.for('preact-signals') });

class Ref {
  dep = world();
  __v_isRef = true;
  constructor(value) {
    this._rawValue = value;
    this._value = value;
  }
  get value() {
    return failing();
  }
}

class Observed {
  enhancer_ = failing;
  atom_ = world();
  constructor(members) {
    Object.assign(this, members);
  }
  get size() {
    return failing();
  }
}

const element = (type, props, more) => ({
  $$typeof: Symbol.for('react.element'),
  type,
  key: null,
  ref: null,
  props,
  _owner: world(),
  ...more,
});

const doc = { id: 1 };

/** @type {Record<string, [value: any, shown: unknown]>} each holds `doc`, where it is shown */
const HOLDERS = {
  'an element': [element('p', { doc }), { type: 'p', props: { doc } }],
  'an element of a component': [
    element(function Row() {}, { doc }, { key: 'k' }),
    { type: 'Row', key: 'k', props: { doc } },
  ],
  'an element of what wraps a component': [
    element({ $$typeof: Symbol(), type: function Row() {} }, { doc }),
    { type: 'Row', props: { doc } },
  ],
  'a vnode of Preact': [
    { type: 'p', props: { doc }, key: 1, ref: undefined, __: world(), __c: world(), constructor: undefined },
    { type: 'p', key: 1, props: { doc } },
  ],
  'a vnode of Vue': [
    { __v_isVNode: true, type: { __name: 'Row' }, props: { doc }, key: null, children: ['x'], appContext: world() },
    { type: 'Row', props: { doc }, children: ['x'] },
  ],
  'a signal': [new Signal(doc), doc],
  'a ref': [new Ref(doc), doc],
  'a ref to a member': [Object.assign(new Ref(undefined), { _object: { doc, world: world() }, _key: 'doc' }), doc],
  'a box': [new Observed({ value_: doc }), doc],
  'a map': [new Observed({ data_: new Map([['a', new Observed({ value_: doc })]]) }), { a: doc }],
  'a set': [new Observed({ data_: new Set([doc]) }), [doc]],
};

for (const [what, [value, expected]] of Object.entries(HOLDERS)) {
  test(`${what} is shown by its value, which links`, () => {
    assert.deepEqual(shown({ value }), { value: expected });
    assert.deepEqual(shown(value), expected);
    const noted = notedObjects([value]);
    assert.ok(noted.includes(objectId(value)) && noted.includes(objectId(doc)));
    assert.ok(noted.length <= 5, `${noted.length} objects are noted`);
  });
}

class Fiber {
  memoizedProps = { doc };
  return = world();
  constructor(type) {
    this.type = type;
  }
}
class Mine {
  props = { doc };
  _reactInternals = new Fiber();
}

/** @type {Record<string, [value: any, shown: string]>} */
const NAMED = {
  'a fiber': [new Fiber('p'), '[Fiber]'],
  'an instance of a component': [new Mine(), '[Component Mine]'],
  'an instance of Preact': [
    new (class Mine {
      props = { doc };
      __P = world();
    })(),
    '[Component Mine]',
  ],
  'an instance of Vue': [
    { uid: 1, vnode: world(), type: { name: 'Row' }, parent: null, emit() {}, root: world() },
    '[Component Row]',
  ],
  'a context': [
    { $$typeof: Symbol('react.context'), _currentValue: world(), a: 1, b: 2, c: 3 },
    '[Symbol(react.context)]',
  ],
};

for (const [what, [value, name]] of Object.entries(NAMED)) {
  test(`${what} has a name, and is not entered`, () => {
    assert.deepEqual(shown({ value }), { value: name });
    assert.deepEqual(notedObjects(value), [objectId(value)]);
  });
}

test('what came as JSON is data', () => {
  const records = [
    { $$typeof: 'Symbol(react.element)', type: 'p', key: null, props: {}, more: 1 },
    { type: 'p', props: {}, key: 1, ref: 2, constructor: 'x', __: 1, __k: 2 },
    { uid: 1, emit: 'x', vnode: {}, type: {}, parent: null },
    { _uid: 1, use: 'x', a: 1, b: 2, c: 3 },
    { install: 1, use: 'x', a: 1, b: 2, c: 3 },
    { __v_isRef: true, _value: 1, _rawValue: 2, dep: {}, more: 3 },
    { brand: 'x', v: 1 },
    { enhancer_: 1, data_: {}, value_: 2, memoizedProps: 3, _reactInternals: 4, __P: 5 },
  ];
  assert.deepEqual(shown(records), records);
});

test('what holds itself ends', () => {
  const signal = new Signal(undefined);
  signal.v = { signal };
  assert.deepEqual(shown(signal), { signal: '[Circular]' });
  const direct = new Signal(undefined);
  direct.v = direct;
  assert.equal(shown(direct), '[Circular]');
  const odd = new Observed({});
  Object.assign(odd, { data_: odd, value_: odd });
  assert.equal(shown(odd), '[Circular]');
  const props = {};
  const circular = element('p', props);
  Object.assign(props, { circular });
  assert.deepEqual(shown(circular), { type: 'p', props: { circular: '[Circular]' } });
  for (const value of [signal, direct, odd, circular]) assert.ok(notedObjects(value).length <= 3);
});

test('what is ignored is neither shown nor entered', () => {
  class Client {
    key = 'the key';
  }
  const client = new Client();
  const ignore = (/** @type {unknown} */ value) => value === client;
  for (const value of [new Ref(client), new Signal(client), new Observed({ value_: client })]) {
    assert.equal(shown(value, ignore), '[Object]');
    assert.deepEqual(notedObjects(value, { ignore }), [objectId(value)]);
  }
});
