// How a page knows its proxies, and what it reads of those that libraries make.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, test } from 'node:test';
import { noticing } from '../support/noticing.js';
import { pageModules } from '../support/page-modules.js';

const { Proxy: Own } = globalThis;
const { revocable } = Own;
const wasm = readFileSync(new URL('../../../dist/spanloom.wasm', import.meta.url));
const PARTS = ['index.js', 'reading/proxy-registry.js', 'reading/observed.js', 'capture/plain.js'];
const page = await pageModules(...PARTS);
const { noteProxies, readable, copyOf } = page;
const shown = (/** @type {unknown} */ value) => copyOf(value, 1000)?.data;

/** @param {() => unknown} act */
function noted(act) {
  const stop = noteProxies();
  try {
    return act();
  } finally {
    stop();
  }
}

afterEach(() => assert.deepEqual([globalThis.Proxy, Own.revocable], [Own, revocable]));

test('the global looks as it did', () => {
  const describe = () => [
    Proxy.name,
    Proxy.length,
    typeof Proxy,
    'prototype' in Proxy,
    Proxy.revocable.name,
    Proxy.revocable.length,
    Reflect.ownKeys(Proxy),
    Object.getPrototypeOf(Proxy),
    /native code/.test(Function.prototype.toString.call(Proxy)),
    ...['Proxy', 'Reflect'].map((key) => {
      const { value, ...rest } = /** @type {any} */ (Object.getOwnPropertyDescriptor(globalThis, key));
      return rest;
    }),
    ...[
      () => Reflect.apply(Proxy, undefined, [{}, {}]),
      () => new /** @type {any} */ (Proxy)(1, {}),
      () => new /** @type {any} */ (Proxy)({}),
      () => class extends Proxy {},
      () => ({}) instanceof Proxy,
      () => new Proxy.revocable(),
    ].map((act) => {
      try {
        return typeof act();
      } catch (error) {
        return /** @type {any} */ (error).name;
      }
    }),
    new Proxy({ a: 1 }, {}).a,
    Reflect.construct(Proxy, [{ a: 2 }, {}], Object).a,
    Proxy.revocable([3], {}).proxy[0],
  ];
  const before = describe();
  assert.deepEqual(noted(describe), before);
  assert.notEqual(
    noted(() => Proxy),
    Own,
  );
});

test('the original is restored after the last tracer, unless other code has replaced it since', () => {
  const [one, two] = [noteProxies(), noteProxies()];
  one();
  one();
  assert.notEqual(Proxy, Own);
  two();
  assert.equal(Proxy, Own);
  const stop = noteProxies();
  const Another = class {};
  globalThis.Proxy = /** @type {any} */ (Another);
  stop();
  assert.equal(Proxy, Another);
  globalThis.Proxy = Own;
});

test('where the global cannot be replaced, nothing happens', () => {
  const { value, ...rest } = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(globalThis, 'Proxy'));
  const sealed = { ...rest, value, writable: false, configurable: true };
  Object.defineProperty(globalThis, 'Proxy', sealed);
  noted(() => assert.equal(Proxy, Own));
  Object.defineProperty(globalThis, 'Proxy', { ...rest, value });
});

test('it is replaced by a tracer that is on, for as long as one is open, once for all copies of the package', async () => {
  const copy = await pageModules(...PARTS);
  const options = () => ({ exporters: [page.memory()], wasm });
  page.createTracer({ ...options(), enabled: false });
  assert.equal(Proxy, Own);
  const [one, two] = [page.createTracer(options()), copy.createTracer(options())];
  const { proxy, noticed } = noticing({ a: 1 });
  const first = Proxy;
  await one.shutdown();
  assert.equal(Proxy, first);
  await two.shutdown();
  for (const modules of [page, copy]) assert.equal(modules.copyOf(proxy, 99).data, '[Proxy]');
  assert.deepEqual(noticed, []);
});

const raw = () => ({ text: 'x', part: { deep: [1] } });

/** Proxies as libraries make them. @type {Record<string, (target: any) => object>} */
const LIBRARIES = {
  Vue: (target) =>
    new Proxy(target, {
      get: (_, key) => (key === '__v_raw' ? target : assert.fail()),
      has: () => assert.fail(),
      ownKeys: () => assert.fail(),
    }),
  'Vue, of a class': (target) =>
    new Proxy(
      target,
      new (class {
        get(/** @type {any} */ _, /** @type {any} */ key) {
          return key === '__v_raw' ? target : assert.fail();
        }
      })(),
    ),
  'TanStack Query': (target) =>
    new Proxy(target, {
      get: (_, key) => {
        LIBRARIES.trackProp(key);
        return assert.fail();
      },
    }),
  Solid(target) {
    const proxy = new Proxy(target, {
      get: () => assert.fail(),
      ownKeys: () => assert.fail(),
      getOwnPropertyDescriptor: () => assert.fail(),
    });
    return Object.defineProperty(target, Symbol('solid-proxy'), { value: proxy }) && proxy;
  },
  Valtio: (target) => new Proxy(target, { set: () => assert.fail(), deleteProperty: () => assert.fail() }),
};

/** MobX keeps values in an administration. @param {any} values @param {any} target @param {() => void} [onRead] */
function mobx(values, target, onRead = () => assert.fail()) {
  const administration = { values_: values, proxy_: {} };
  Object.defineProperty(target, Symbol('mobx administration'), { value: administration });
  administration.proxy_ = new Proxy(target, {
    get(...args) {
      onRead();
      return Reflect.get(...args);
    },
    has: () => assert.fail(),
    ownKeys(...args) {
      onRead();
      return Reflect.ownKeys(...args);
    },
  });
  return administration.proxy_;
}

test('what libraries keep behind their proxies is read there', () => {
  noted(() => {
    for (const [name, make] of Object.entries(LIBRARIES)) {
      const target = raw();
      const proxy = make(target);
      assert.deepEqual(shown({ proxy, again: [proxy] }), { proxy: raw(), again: [raw()] }, name);
      assert.equal(readable(proxy), target);
      // Of a proxy of a proxy as well.
      assert.equal(readable(LIBRARIES.Vue(proxy)), target);
      assert.equal(readable(LIBRARIES.Vue(noticing(target).proxy)), undefined);
    }
  });
});

test("MobX's lists and records are read; what is computed is left out", () => {
  noted(() => {
    const list = mobx([1, 'x'], []);
    /** @type {Map<string, object>} */
    const values = new Map([
      ['list', { enhancer_() {}, value_: list }],
      ['__proto__', { enhancer_() {}, value_: 2 }],
      ['sum', { derivation: () => assert.fail(), value_: 3 }],
    ]);
    const record = mobx(values, Object.defineProperty({}, 'list', { get: () => assert.fail(), enumerable: true }));
    assert.equal(JSON.stringify(shown(record)), '{"list":[1,"x"],"__proto__":2}');
    values.delete('__proto__');
    values.set('self', { enhancer_() {}, value_: record });
    assert.deepEqual(shown([record]), [{ list: [1, 'x'], self: '[Circular]' }]);
  });
});

test('those of Vue, Svelte and MobX are known though they were made before', async () => {
  const { noteProxies: note, copyOf: copy } = await pageModules(...PARTS);
  const target = raw();
  const vue = LIBRARIES.Vue(target);
  const svelte = new Proxy(raw(), {
    get: () => assert.fail(),
    has: () => assert.fail(),
    ownKeys: () => assert.fail(),
    getOwnPropertyDescriptor: () => assert.fail(),
    setPrototypeOf() {
      throw new Error('state_prototype_fixed');
    },
  });
  const globals = { trackingDerivation: {} };
  Object.assign(globalThis, { __mobxGlobals: globals });
  const observed = mobx([1, { a: 2 }], [], () => assert.equal(globals.trackingDerivation, null));
  const stop = note();
  Reflect.deleteProperty(globalThis, '__mobxGlobals');
  for (const _ of [1, 2])
    assert.deepEqual(copy({ vue, svelte, observed, deep: [[vue]] }, 1000)?.data, {
      vue: raw(),
      svelte: '[Proxy]',
      observed: [1, { a: 2 }],
      deep: [[raw()]],
    });
  assert.notEqual(globals.trackingDerivation, null);
  stop();
});

test('other proxies are not read, whatever their target holds', () => {
  noted(() => {
    const target = raw();
    LIBRARIES.Solid(target);
    const hiding = new Proxy(target, { get: () => 'hidden', ownKeys: () => [] });
    assert.equal(shown(hiding), '[Proxy]');
    const { proxy: handler, noticed } = noticing({});
    assert.equal(shown(new Proxy({}, handler)), '[Proxy]');
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    assert.deepEqual(shown([proxy, Object.create(new Proxy({}, {}))]), ['[Proxy]', '[Proxy]']);
    assert.deepEqual(noticed, []);
  });
});

test('data that looks like a library is data', () => {
  const value = { __v_raw: { hidden: true }, left: [{ __v_raw: [1] }] };
  noted(() => assert.deepEqual(shown(value), value));
});

test('a traced function keeps its name', () => {
  noted(() => assert.equal(shown(page.task(function search() {})), '[Function search]'));
});

test('a value and what a library makes of it are one: each is found in the other', async () => {
  const exporter = page.memory();
  const tracer = page.createTracer({ exporters: [exporter], wasm, links: { structure: false, text: false } });
  for (const make of [LIBRARIES.Vue, LIBRARIES['Vue, of a class']]) {
    const [made, other] = [{ text: 'x' }, { text: 'y' }];
    tracer.workflow(() => {
      const given = tracer.task(() => [make(made), other], { name: 'make' })();
      tracer.task(() => {}, { name: 'use' })({ of: made });
      tracer.task(() => {}, { name: 'use' })({ of: make(other), both: [other, given[0]] });
    })();
  }
  await tracer.shutdown();
  const uses = exporter.spans.filter((/** @type {any} */ { name }) => name === 'use');
  assert.equal(uses.length, 4);
  for (const { links } of uses)
    assert.deepEqual(
      links.map((/** @type {any} */ { attributes }) => attributes['spanloom.via']),
      ['member'],
    );
});
