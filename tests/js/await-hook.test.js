// The hook against AsyncLocalStorage, which is always right: both are asked after every step of random programs.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { hookAwait } from '../../js/context/await-hook.js';
import { keepOverThen } from '../../js/context/await-thenable.js';
import createContext from '../../js/context/sync-stack.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const Native = Promise;
const plain = Object.getOwnPropertyDescriptor(Promise.prototype, 'constructor');
const context = createContext();
const storage = new AsyncLocalStorage();

before(() => hookAwait());
after(() => void Object.defineProperty(Promise.prototype, 'constructor', plain));

const activate = (name, fn) => context.run(name, () => storage.run(name, fn), undefined, []);
const timer = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A step of a flow; `see` notes what is active. Each leaves the context as `await` of a native promise does. */
const STEPS = {
  timer: () => timer(1),
  settled: async () => void (await Promise.resolve()),
  rejected: async ({ see }) => {
    try {
      await Promise.reject(new Error('wanted'));
    } catch {
      see('catch');
    } finally {
      await timer(0);
      see('finally');
    }
  },
  callback: ({ see }) =>
    timer(0)
      .then(() => see('callback'))
      .catch(assert.fail)
      .finally(() => see('finally')),
  all: ({ flow, below }) => Promise.all(below.map((steps) => flow(steps))),
  race: ({ flow, below }) => Promise.race([timer(0), ...below.map((steps) => flow(steps))]),
  nested: ({ flow, below, name }) =>
    name.startsWith('flow') ? activate(`${name}+`, () => flow(below.flat(), `${name}+`)) : flow(below.flat()),
  unwrapped: async ({ flow, below }) => {
    for (const steps of below) await flow(steps);
  },
  generator: async ({ see }) => {
    async function* numbers() {
      await timer(0);
      see('in the generator');
      yield 1;
      await timer(0);
      see('in the generator again');
    }
    for await (const _ of numbers()) see('in the loop');
  },
  shared: ({ shared }) => shared,
  signal: ({ signals, see }) => {
    Promise.resolve().then(() => see('beside'));
    for (const resolve of signals.splice(0)) resolve();
    return new Promise((resolve) => {
      signals.push(resolve);
      setTimeout(resolve, 1);
    });
  },
};

/** Behind these nothing may be active; but never what is another's. */
const LOSSY = {
  value: async ({ see }) => {
    await 1;
    see('behind a value');
  },
  thenable: async ({ see }) => {
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
    await { then: (resolve) => resolve() };
    see('behind a thenable');
  },
  microtask: ({ see }) =>
    new Promise((resolve) => {
      queueMicrotask(() => resolve(see('in a microtask')));
    }),
  /** Lets others go on between an await that is settled and the end of its job. */
  between: ({ signals }) => {
    const twice = (async () => {
      await Promise.resolve();
      await Promise.resolve();
    })();
    for (const resolve of signals.splice(0)) resolve();
    return twice;
  },
};

const programs = (steps) =>
  fc.array(
    fc.letrec((tie) => ({
      steps: fc.array(fc.tuple(fc.constantFrom(...Object.keys(steps)), tie('below')), { maxLength: 4 }),
      below: fc.oneof({ maxDepth: 2 }, fc.constant([]), fc.array(tie('steps'), { maxLength: 2 })),
    })).steps,
    { minLength: 1, maxLength: 6 },
  );

/** Runs flows at once; returns where the two differed, and all that was seen in order. */
async function run(programs, isActive) {
  const [wrong, order] = [[], []];
  const shared = timer(2);
  const signals = [];
  const start = async (steps, name) => {
    const see = (where) => {
      order.push(`${name} ${where}`);
      if (isActive && context.get() !== storage.getStore()) wrong.push([where, context.get(), storage.getStore()]);
    };
    see('start');
    for (const [kind, below] of steps) {
      await { ...STEPS, ...LOSSY }[kind]({
        see,
        below,
        name,
        shared,
        signals,
        flow: (inner, as = name) => start(inner, as),
      });
      see(kind);
    }
  };
  await Promise.all(
    programs.map((steps, i) =>
      isActive && i % 3 < 2 ? activate(`flow ${i}`, () => start(steps, `flow ${i}`)) : start(steps, `bystander ${i}`),
    ),
  );
  await timer(1);
  return { wrong, order };
}

test('behind every native await, the right one of many flows is active', async () => {
  await fc.assert(
    fc.asyncProperty(programs(STEPS), async (flows) => {
      const { wrong } = await run(flows, true);
      assert.deepEqual(wrong, []);
      assert.equal(context.get(), undefined);
    }),
    { numRuns: 150 },
  );
});

test('whatever is awaited, never a wrong one is', async () => {
  await fc.assert(
    fc.asyncProperty(programs({ ...STEPS, ...LOSSY }), async (flows) => {
      const { wrong } = await run(flows, true);
      assert.deepEqual(
        wrong.filter(([, active]) => active !== undefined),
        [],
      );
      assert.equal(context.get(), undefined);
    }),
    { numRuns: 400 },
  );
});

test('what is no native promise loses the context, and never brings a wrong one', async () => {
  const seen = new Set();
  const look = () => seen.add(context.get() ?? 'nothing').add(storage.getStore());
  const flow = async (name) => {
    await name.length;
    look();
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
    await { then: (resolve) => resolve(1) };
    look();
    await timer(1);
    setTimeout(() => assert.equal(context.get(), undefined));
    assert.ok([undefined, name].includes(context.get()));
  };
  await Promise.all(['a', 'b', 'c'].map((name) => activate(name, () => flow(name))));
  assert.deepEqual([...seen].sort(), ['a', 'b', 'c', 'nothing']);
});

test('behind the await of a thenable that is watched, too, and in its handlers', async () => {
  class Query extends Promise {}
  const lazy = () => ({
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
    then(resolve, reject) {
      return timer(1).then(() => resolve('row'), reject);
    },
  });
  const kept = (thenable) => {
    keepOverThen(thenable);
    return thenable;
  };
  const flow = async (name) => {
    for (const make of [
      lazy,
      () => Query.resolve('row'),
      () => new Query((resolve) => setTimeout(resolve, 1, 'row')),
    ]) {
      const thenable = kept(make());
      assert.equal(await thenable, 'row');
      assert.equal(context.get(), name);
      assert.equal(await thenable, 'row');
      assert.equal(context.get(), name);
      const seen = [];
      thenable.then(() => seen.push(context.get()));
      await timer(3);
      assert.deepEqual(seen, [name]);
      await assert.rejects(async () => void (await kept(Query.reject(new Error('no rows')))), /no rows/);
      assert.equal(context.get(), name);
    }
    await timer(0);
    assert.equal(context.get(), name);
  };
  const bystander = async () => {
    for (let i = 0; i < 50; i++) {
      await Promise.resolve();
      assert.equal(context.get(), undefined);
      if (i % 5 === 0) await timer(0);
    }
  };
  await Promise.all([...['a', 'b', 'c'].map((name) => activate(name, () => flow(name))), bystander()]);
});

test('the handlers of a watched thenable get all their arguments, and leave nothing active', async () => {
  const query = {
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
    then(resolve) {
      return resolve.call('this', 'data', { status: 200 });
    },
  };
  const { then } = query;
  keepOverThen(query);
  const seen = [];
  activate('span', () => {
    const result = query.then(function (...args) {
      seen.push(String(this), args, context.get());
      timer(0).then(() => {});
      return 'mapped';
    });
    assert.equal(result, 'mapped');
  });
  assert.equal(query.then, then);
  assert.deepEqual(seen, ['this', ['data', { status: 200 }], 'span']);
  await activate('other', async () => {
    await query;
    query.then(async () => void (await timer(1)));
  });
  await timer(5);
  assert.equal(context.get(), undefined);
});

test('promises stay what they were', async () => {
  class Sub extends Promise {}
  await activate('span', async () => {
    const promise = timer(0);
    assert.equal(promise.constructor, Native);
    assert.equal(Promise.prototype.constructor, Native);
    assert.ok(!Object.hasOwn(promise, 'constructor'));
    assert.deepEqual(Object.entries(promise), []);
    const sub = Sub.resolve(1);
    assert.equal(sub.constructor, Sub);
    assert.ok(sub.then(() => {}) instanceof Sub);
    const owned = Promise.resolve(2);
    owned.constructor = Sub;
    assert.equal(owned.constructor, Sub);
    assert.equal(Object.create(Promise.prototype).constructor, Native);
    assert.equal(await promise, undefined);
  });
});

test('nothing runs in another order because something is active', async () => {
  const ticks = async (isActive) => {
    const order = [];
    const flow = async (name) => {
      for (let i = 0; i < 3; i++) {
        await null;
        order.push(`${name}${i}`);
        await Promise.resolve(i);
        order.push(`${name}${i}+`);
        await Promise.all([Promise.resolve(1), (async () => {})()]);
        order.push(`${name}${i}*`);
        await Promise.reject(i).catch(() => order.push(`${name}${i}!`));
      }
    };
    const start = (name) => (isActive ? activate(name, () => flow(name)) : flow(name));
    await Promise.all([start('a'), start('b'), flow('c')]);
    return order;
  };
  assert.deepEqual(await ticks(true), await ticks(false));
});

test('a rejection that nobody handles is still reported', () => {
  const program = `
    import { hookAwait } from './js/context/await-hook.js';
    import createContext from './js/context/sync-stack.js';
    process.on('unhandledRejection', (reason) => console.log(reason));
    hookAwait();
    createContext().run('span', async () => {
      Promise.reject('never looked at');
      Promise.reject('only followed').then(() => {});
      await Promise.reject('handled').catch(() => {});
    }, undefined, []);`;
  const out = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  assert.deepEqual(out.trim().split('\n').sort(), ['never looked at', 'only followed']);
});
