// The promise in place of a traced function's own, where the runtime keeps nothing across `await`.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { realm } from '../../../js/base/realm.js';
import createContext from '../../../js/context/sync-stack.js';
import { createTracer, memory } from '../../../js/index.js';
import { isNativePromise, passThrough } from '../../../js/reading/native-promise.js';
import fc from '../support/fast-check.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const context = createContext();
const timer = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
const activate = (/** @type {unknown} */ store, /** @type {() => any} */ fn) => context.run(store, fn, undefined, []);

/** @param {Promise<any>} promise */
const ours = (promise) => passThrough(promise, undefined, undefined, { context, store: {} });
/** @param {Promise<any>} promise */
const languages = (promise) => passThrough(promise);

/** How code ends that has waited `turns` times. @type {Record<string, (log: (what: string) => void) => any>} */
const ENDS = {
  value: () => 'value',
  error: () => {
    throw new Error('expected');
  },
  promise: () => Promise.resolve('of a promise'),
  thenable: (log) => ({
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
    get then() {
      log('then was read');
      return (/** @type {(value: unknown) => void} */ resolve) => resolve('of a thenable');
    },
  }),
};

/** Who waits. @type {Record<string, (promise: Promise<any>, log: (what: string) => void) => unknown>} */
const WAITS = {
  await: async (promise, log) => {
    try {
      log(await promise);
    } catch (error) {
      log(error.message);
    }
  },
  handlers: (promise, log) => promise.then(log, (error) => log(error.message)),
  all: (promise, log) => Promise.all([promise, 1]).then(String, String).then(log),
  race: (promise, log) => Promise.race([promise, promise]).then(String, String).then(log),
  finally: (promise, log) => promise.finally(() => log('finally')).catch(() => log('caught')),
  given: (promise, log) => (async () => promise)().then(String, String).then(log),
  iterated: async (promise, log) => {
    try {
      for await (const value of [promise]) log(value);
    } catch (error) {
      log(error.message);
    }
  },
};

const programs = fc.array(
  fc.record({
    turns: fc.integer({ min: 0, max: 4 }),
    end: fc.constantFrom(...Object.keys(ENDS)),
    waits: fc.array(fc.tuple(fc.constantFrom(...Object.keys(WAITS)), fc.boolean()), { minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** @param {any[]} program @param {(promise: Promise<any>) => Promise<any>} follow */
async function order(program, follow) {
  /** @type {string[]} */
  const seen = [];
  for (const [i, { turns, end, waits }] of program.entries()) {
    const log = (/** @type {unknown} */ what) => seen.push(`${i} ${what}`);
    const promise = follow(
      (async () => {
        for (let turn = 0; turn < turns; turn++) await null;
        return ENDS[end](log);
      })(),
    );
    for (const [kind, isActive] of waits) {
      const wait = () => WAITS[kind](promise, log);
      if (isActive) activate(`flow ${i}`, wait);
      else wait();
    }
    (async () => {
      for (let turn = 0; turn < 9; turn++) {
        log(`turn ${turn}`);
        await null;
      }
    })();
  }
  await timer(0);
  return seen;
}

test('everything runs in the order in which the promise of `then` has it run', async () => {
  await activate('nobody', async () => {});
  await fc.assert(
    fc.asyncProperty(programs, async (program) => {
      assert.deepEqual(await order(program, ours), await order(program, languages));
    }),
    { numRuns: 400 },
  );
});

test('what was active is restored for the first waiter only', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          turns: fc.integer({ min: 0, max: 5 }),
          readers: fc.array(fc.option(fc.integer({ min: 0, max: 2 })), { minLength: 1, maxLength: 4 }),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      async (flows) => {
        const bystander = async () => {
          for (let turn = 0; turn < 20; turn++) {
            await null;
            assert.equal(context.get(), undefined);
          }
        };
        const all = flows.flatMap(({ turns, readers }) => {
          const promise = ours(
            (async () => {
              for (let turn = 0; turn < turns; turn++) await null;
            })(),
          );
          const [first] = readers;
          let isFirstAlone = true;
          return readers.map((reader) => {
            isFirstAlone &&= reader === first;
            const wanted = isFirstAlone && reader !== null ? `store ${reader}` : undefined;
            const wait = async () => {
              await promise;
              assert.equal(context.get(), wanted);
              await null;
              assert.equal(context.get(), undefined);
            };
            // Not by `run`, which gives a promise of its own.
            return reader === null ? wait() : activate(`store ${reader}`, () => wait());
          });
        });
        await Promise.all([...all, bystander(), bystander()]);
      },
    ),
    { numRuns: 300 },
  );
});

test('code that a value runs as it settles a promise does not let others in', async () => {
  /** @type {() => void} */
  let wake = () => {};
  const stranger = (async () => {
    await new Promise((resolve) => {
      wake = () => resolve(undefined);
    });
    return context.get();
  })();
  let reads = 0;
  const promise = ours(
    (async () => ({
      // biome-ignore lint/suspicious/noThenProperty: an accessor is what is tested
      get then() {
        // The function's own promise reads it first.
        if (++reads === 2) wake();
        return undefined;
      },
    }))(),
  );
  activate('store', () => promise.then(() => {}));
  assert.equal(await stranger, undefined);
});

test('it is a promise like any other', async () => {
  class Sub extends Promise {}
  const promise = ours((async () => 1)());
  assert.ok(promise instanceof Promise && isNativePromise(promise));
  assert.equal(promise.constructor, Promise);
  assert.equal(Object.prototype.toString.call(promise), '[object Promise]');
  assert.deepEqual(Object.getOwnPropertyNames(promise), []);
  const seen = [];
  for (const key in promise) seen.push(key);
  assert.deepEqual(seen, []);
  assert.equal(Object.getPrototypeOf(promise.then(() => {})), Promise.prototype);
  assert.equal(Object.create(promise).constructor, Promise);
  promise.constructor = Sub;
  assert.equal(promise.constructor, Sub);
  assert.ok(promise.then(() => {}) instanceof Sub);
});

test('an unhandled rejection is reported once, for the returned promise, even if that was passed on', () => {
  const program = `
    import createContext from './js/context/sync-stack.js';
    import { createTracer } from './js/index.js';
    const tracer = createTracer({ context: createContext(), onError() {} });
    const fail = tracer.tool(async () => { throw 'expected' }, { name: 'fail' });
    const given = new Set();
    process.on('unhandledRejection', (reason, promise) => console.log(reason, given.delete(promise)));
    tracer.trace('around', async () => { const promise = fail(); given.add(promise); promise.constructor; });
    given.add(tracer.tool(() => fail(), { name: 'handOn' })());
    fail().catch(() => {});
    tracer.trace('waits', async () => { try { await fail() } catch {} });`;
  const out = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  assert.equal(out, 'expected true\nexpected true\n');
});

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

test('it keeps nothing, however often it is awaited', () => {
  const promise = ours(new Promise(() => {}));
  const ask = () => {
    for (let i = 0; i < 1e5; i++) activate(i % 3, () => promise.constructor);
  };
  ask();
  gc();
  const before = process.memoryUsage().heapUsed;
  ask();
  gc();
  assert.ok(process.memoryUsage().heapUsed - before < 5e5);
});

test('of calls that never settle, no more is kept than of open spans', async () => {
  const tracer = createTracer({
    exporters: [memory()],
    context: createContext(),
    queue: { maxOpenSpans: 50 },
    onError() {},
  });
  const wait = tracer.tool(async () => new Promise(() => {}), { name: 'wait' });
  for (let i = 0; i < 5000; i++) wait();
  const { waiting } = /** @type {import('../../../js/context/sync.js').Slot} */ (realm().sync);
  assert.ok(waiting.size <= 2100, `${waiting.size} are waiting`);
  await tracer.shutdown();
});

test('one that is handed on by a function that is not async is not waited for: stacks keep their frames', async () => {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], context: createContext() });
  const fail = tracer.tool(
    async () => {
      await timer(1);
      throw new Error('expected');
    },
    { name: 'fail' },
  );
  const handOn = tracer.task(() => fail(), { name: 'handOn' });
  async function outermost() {
    await handOn();
  }
  await assert.rejects(outermost(), ({ stack }) => /async outermost/.test(stack));
  await tracer.flush();
  assert.deepEqual(
    sink.spans.map(({ name, status }) => `${name} ${status.code}`).sort(),
    ['fail', 'handOn'].map((name) => `${name} ${sink.spans[0].status.code}`),
  );
  await tracer.shutdown();
});

test('a page that has replaced what promises are made of gets its results all the same', async () => {
  const script = `
    import createContext from './js/context/sync-stack.js';
    import { createTracer, memory } from './js/index.js';
    const sink = memory();
    const tracer = createTracer({ context: createContext(), exporters: [sink] });
    const { resolve, prototype } = Promise;
    const { then } = prototype;
    const step = tracer.tool(async () => 1, { name: 'step' });
    const run = tracer.agent(async () => (await step()) + (await step()), { name: 'run' });
    Promise.resolve = () => ({ then() {} });
    const first = run();
    Promise.resolve = resolve;
    const results = [await first, await run()];
    const settling = run();
    prototype.then = () => { throw new Error('not now'); };
    const restored = (async () => { await undefined; await undefined; prototype.then = then; })();
    await restored;
    results.push(await settling, await run());
    await tracer.flush();
    console.log(results.join(), sink.spans.length, sink.spans.filter(({ status }) => status.code === 2).length);
    process.exit();
  `;
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, timeout: 20_000 });
  assert.equal(String(out).trim(), '2,2,2,2 12 0');
});
