// Functions that are wrapped again, as when a module is evaluated again, and the metadata that other code attached to them.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createTracer, flush, init, memory, shutdown, task, tool } from '../../../js/index.js';

const sink = memory();
init({ exporters: [sink] });
after(() => shutdown());

/** The spans of a call, as `kind name`. @param {Function} fn */
async function spansOf(fn) {
  sink.reset();
  fn();
  await flush();
  return sink.spans.map(({ kind, name }) => `${kind} ${name}`);
}

test('the same way: one span, with the options that came last', async () => {
  let calls = 0;
  const create = () => ++calls;
  const client = { create };
  for (let i = 0; i < 3; i++) client.create = tool(client.create, { metadata: { reload: i } });
  const before = client.create;
  client.create = tool(client.create, { metadata: { reload: 3 } });
  assert.deepEqual(await spansOf(client.create), ['tool create']);
  assert.match(JSON.stringify(sink.spans[0].attributes), /\\"reload\\":3/);
  assert.equal(client.create.name, 'create');
  // Who holds the one before still has it.
  assert.deepEqual(await spansOf(before), ['tool create']);
  assert.equal(calls, 2);
});

test('a method that is decorated again, too', async () => {
  class Bot {
    answer() {}
  }
  const reload = () => {
    const descriptor = /** @type {any} */ (Object.getOwnPropertyDescriptor(Bot.prototype, 'answer'));
    Object.defineProperty(Bot.prototype, 'answer', tool(Bot.prototype, 'answer', descriptor));
    const method = tool(
      Bot.prototype.answer,
      /** @type {any} */ ({ kind: 'method', name: 'answer', addInitializer() {} }),
    );
    Object.defineProperty(Bot.prototype, 'answer', { value: method, configurable: true });
  };
  reload();
  reload();
  assert.deepEqual(await spansOf(() => new Bot().answer()), ['tool answer']);
});

test('another way: one span each', async () => {
  const other = memory();
  const tracer = createTracer({ exporters: [other] });
  const fn = () => {};
  assert.deepEqual(await spansOf(tool(task(fn))), ['task fn', 'tool fn']);
  assert.deepEqual(await spansOf(tool(tool(fn), { name: 'other' })), ['tool fn', 'tool other']);
  assert.deepEqual(await spansOf(tool(tool(fn).bind(undefined))), ['tool fn', 'tool bound fn']);
  assert.deepEqual(await spansOf(tracer.tool(tool(fn))), ['tool fn']);
  assert.deepEqual(await spansOf(tool(tracer.tool(tracer.tool(fn)))), ['tool fn']);
  await tracer.shutdown();
  assert.equal(other.spans.length, 2);
});

/** A small stand-in for reflect-metadata. */
function metadataApi() {
  /** @type {WeakMap<object, Map<unknown, unknown>>} */
  const all = new WeakMap();
  const of = (/** @type {object} */ target) => all.get(target) ?? new Map();
  return {
    defineMetadata: (/** @type {unknown} */ key, /** @type {unknown} */ value, /** @type {object} */ target) =>
      void all.set(target, of(target).set(key, value)),
    getOwnMetadata: (/** @type {unknown} */ key, /** @type {object} */ target) => of(target).get(key),
    getOwnMetadataKeys: (/** @type {object} */ target) => [...of(target).keys()],
  };
}

/** @param {object} api @param {(reflect: any) => void} body */
function withReflect(api, body) {
  Object.assign(Reflect, api);
  try {
    body(Reflect);
  } finally {
    for (const key of Object.keys(api)) Reflect.deleteProperty(Reflect, key);
  }
}

test('metadata of `Reflect` stays with the function, also when it is wrapped again', () => {
  withReflect(metadataApi(), (reflect) => {
    const handler = () => {};
    const token = Symbol('token');
    reflect.defineMetadata('roles', ['admin'], handler);
    const wrapped = tool(handler);
    reflect.defineMetadata(token, 'set on the wrapper', wrapped);
    for (const last of [tool(wrapped), task(tool(wrapped)), tool(wrapped, { name: 'other' })]) {
      assert.deepEqual(reflect.getOwnMetadata('roles', last), ['admin']);
      assert.equal(reflect.getOwnMetadata(token, last), 'set on the wrapper');
    }
    assert.deepEqual(reflect.getOwnMetadataKeys(handler), ['roles']);
  });
});

test('another API of that name harms nothing', () => {
  const fails = () => {
    throw new Error('not this one');
  };
  for (const api of [
    { getOwnMetadataKeys: fails },
    { getOwnMetadataKeys: () => 1 },
    { getOwnMetadataKeys: () => ['a'] },
  ])
    withReflect(api, () => assert.equal(tool(() => 1)(), 1));
});
