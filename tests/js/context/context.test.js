import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import createEdge from '../../../js/context/edge-light.js';
import createNode from '../../../js/context/node.js';
import createSyncStack from '../../../js/context/sync-stack.js';
import createWorkerd from '../../../js/context/workerd.js';
import { turn } from '../support/watched.js';

/** Runs `body` with a global of that name. */
async function withGlobal(name, value, body) {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true });
  try {
    return await body();
  } finally {
    delete globalThis[name];
    if (before) Object.defineProperty(globalThis, name, before);
  }
}

const storages = { node: createNode, workerd: createWorkerd };
const factories = { ...storages, 'edge-light': createEdge, 'sync-stack': createSyncStack };

for (const [name, create] of Object.entries(factories)) {
  test(`${name}: nests, passes this and arguments, and restores after a throw`, () => {
    const context = create();
    assert.equal(context.get(), undefined);
    const self = { id: 'self' };
    const result = context.run(
      'outer',
      function (...args) {
        assert.equal(this, self);
        assert.equal(context.get(), 'outer');
        assert.throws(() => context.run('inner', () => assert.fail(context.get()), undefined, []), /inner/);
        context.run(undefined, () => assert.equal(context.get(), undefined), undefined, []);
        assert.equal(context.get(), 'outer');
        return args;
      },
      self,
      [1, 2],
    );
    assert.deepEqual(result, [1, 2]);
    assert.equal(context.get(), undefined);
  });
}

for (const [name, create] of Object.entries(storages)) {
  test(`${name}: two contexts, and the user's own storage, do not meet`, () => {
    const [one, two] = [create(), create()];
    const own = new AsyncLocalStorage();
    own.run('user', () => {
      one.run(
        1,
        () => two.run(2, () => assert.deepEqual([one.get(), two.get(), own.getStore()], [1, 2, 'user']), null, []),
        null,
        [],
      );
    });
  });
}

const keepsOverAwait = async (context) => {
  const flow = async (store) => {
    await turn();
    return context.get() === store;
  };
  const kept = await Promise.all(['a', 'b'].map((store) => context.run(store, flow, undefined, [store])));
  return kept.every(Boolean);
};

test('async storage keeps concurrent flows apart over await', async () => {
  assert.equal(await keepsOverAwait(createNode()), true);
  assert.equal(await keepsOverAwait(createWorkerd()), true);
  await withGlobal('AsyncLocalStorage', AsyncLocalStorage, async () => {
    assert.equal(await keepsOverAwait(createEdge()), true);
  });
});

test("the language's AsyncContext is used where it exists", async () => {
  class Variable {
    #storage = new AsyncLocalStorage();
    get() {
      return this.#storage.getStore();
    }
    run(store, fn, ...args) {
      return this.#storage.run(store, fn, ...args);
    }
  }
  await withGlobal('AsyncContext', { Variable }, async () => {
    assert.equal(await keepsOverAwait(createSyncStack()), true);
  });
});

test('without it, active means until the function returns', async () => {
  const context = createSyncStack();
  const flow = context.run(
    'span',
    async () => {
      assert.equal(context.get(), 'span');
      await turn();
      return context.get();
    },
    undefined,
    [],
  );
  assert.equal(context.get(), undefined);
  assert.equal(await flow, undefined);
});
