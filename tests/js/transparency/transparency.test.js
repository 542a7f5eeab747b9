// Nothing that spanloom does may change what the user's function returns, throws, or when it settles.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { execFile } from 'node:child_process';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { currentSpan, init, memory, task } from '../../../js/index.js';
import { recording } from '../support/spans.js';

const LIBRARY = new URL('../../../js/index.js', import.meta.url).href;
const early = task((/** @type {number} */ x) => [x, currentSpan()?.name], { name: 'early' });

/** @param {string} code a module, given `LIBRARY` as `spanloom` */
const runInChild = (code) =>
  promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    `import * as spanloom from '${LIBRARY}';\n${code}`,
  ]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code: exitCode, stdout, stderr }) => ({ code: exitCode, stdout, stderr }),
  );

const { tracer, finish } = recording();
after(finish);

test('wrapping and calling come before init: untraced until then, traced afterwards', async () => {
  assert.deepEqual(early(1), [1, undefined]);
  const exporter = memory();
  const first = init({ exporters: [exporter] });
  assert.deepEqual(early(2), [2, 'early']);
  await first.shutdown();
  assert.deepEqual(
    exporter.spans.map(({ name }) => name),
    ['early'],
  );
  assert.deepEqual(early(3), [3, undefined]);
});

test('name, length, own properties, this and new.target are those of the function', () => {
  /** @this {unknown} */
  function original(/** @type {unknown} */ a, /** @type {unknown} */ b) {
    return [this, a, b];
  }
  original.version = { major: 1 };
  const wrapped = tracer.task(original);
  const receiver = {};
  assert.equal(wrapped.name, 'original');
  assert.equal(wrapped.length, 2);
  assert.equal(wrapped.version, original.version);
  assert.deepEqual(Reflect.ownKeys(wrapped), Reflect.ownKeys(original));
  assert.equal(typeof wrapped, 'function');
  const [self, a, b] = wrapped.call(receiver, receiver, original);
  assert.ok(self === receiver && a === receiver && b === original);
  assert.throws(() => Reflect.construct(wrapped, []), TypeError);
  assert.throws(() => tracer.task(/** @type {any} */ (class {})), TypeError);
});

test('results and errors come through as the very same values', async () => {
  const things = [
    {},
    [],
    () => {},
    new Map(),
    Object.freeze({ a: 1 }),
    new Proxy({}, {}),
    Object.create(null),
    Symbol('s'),
    -0,
    Number.NaN,
    10n,
    null,
    undefined,
  ];
  for (const thing of things) {
    assert.ok(Object.is(tracer.task(() => thing)(), thing));
    assert.ok(Object.is(await tracer.task(async () => thing)(), thing));
    assert.throws(
      tracer.task(() => {
        throw thing;
      }),
      (error) => Object.is(error, thing),
    );
    await assert.rejects(
      tracer.task(async () => {
        throw thing;
      }),
      (error) => Object.is(error, thing),
    );
  }
});

test('a promise that others may hold is returned itself, and a rejection can be handled where it was', async () => {
  const given = Promise.resolve(1);
  assert.equal(tracer.task(() => given)(), given);
  const rejected = Promise.reject(new Error('mine'));
  assert.equal(tracer.task(() => rejected)(), rejected);
  await assert.rejects(rejected, /mine/);
});

test('lazy, hostile and cyclic values are looked at without being disturbed', () => {
  let reads = 0;
  const cyclic = { self: /** @type {unknown} */ (undefined) };
  cyclic.self = cyclic;
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const hostile = [
    cyclic,
    proxy,
    {
      get broken() {
        throw new Error('getter');
      },
    },
    {
      toJSON() {
        throw new Error('toJSON');
      },
    },
    {
      // biome-ignore lint/suspicious/noThenProperty: a query builder runs when `then` is called
      then() {
        reads += 1;
      },
    },
    new Proxy(
      {},
      {
        ownKeys() {
          throw new Error('ownKeys');
        },
      },
    ),
    Array.from({ length: 1e6 }),
    'x'.repeat(5e6),
  ];
  for (const value of hostile) {
    assert.equal(tracer.task((/** @type {unknown} */ x) => x)(value), value);
    assert.throws(
      tracer.task(() => {
        throw value;
      }),
      (error) => error === value,
    );
  }
  assert.equal(reads, 0);
});

test("the user's AsyncLocalStorage keeps its stores, before and after each await, and in generators", async () => {
  const storage = new AsyncLocalStorage();
  const inner = tracer.tool(async () => {
    const before = storage.getStore();
    await sleep(1);
    return [before, storage.getStore()];
  });
  const items = tracer.task(function* () {
    yield storage.getStore();
    yield storage.run('own', () => storage.getStore());
    yield storage.getStore();
  });
  await storage.run('user', async () => {
    await tracer.trace('outer', async () => {
      assert.equal(storage.getStore(), 'user');
      assert.deepEqual(await storage.run('nested', inner), ['nested', 'nested']);
      assert.equal(storage.getStore(), 'user');
      assert.deepEqual([...items()], ['user', 'own', 'user']);
    });
    assert.equal(storage.getStore(), 'user');
    assert.equal(tracer.currentSpan(), undefined);
  });
  assert.equal(storage.getStore(), undefined);
});

test('parallel calls each have their own active span', async () => {
  const names = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      tracer.trace(`span ${i}`, async () => {
        await sleep(i % 3);
        return tracer.currentSpan()?.name;
      }),
    ),
  );
  assert.deepEqual(
    names,
    names.map((_, i) => `span ${i}`),
  );
});

test('a rejection of an async function that nobody handles still ends the process, with the same error', async () => {
  const call =
    "spanloom.task(async () => { throw new RangeError('nobody listens'); })(); setTimeout(() => console.log('went on'), 50);";
  const { code, stdout, stderr } = await runInChild(`spanloom.init({ exporters: [spanloom.memory()] });\n${call}`);
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /RangeError: nobody listens/);
});
