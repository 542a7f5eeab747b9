// A linker that was deleted, or whose module failed: each later call says so by name, and other linkers go on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLinker, LinkerDeletedError, LinkerFailedError } from '../../../js/linker/index.js';
import { Linker } from '../../../js/linker/linker.js';

const TRACE = '0123456789abcdef0123456789abcdef';
const SPAN = '0123456789abcdef';

/** Every method that does something. @type {Record<string, (linker: any) => unknown>} */
const CALLS = {
  add: (linker) => linker.add('{}'),
  links: (linker) => linker.links(TRACE),
  explain: (linker) => linker.explain(TRACE, SPAN),
  contents: (linker) => linker.contents(TRACE, SPAN),
  kinds: (linker) => linker.kinds(TRACE),
  take: (linker) => linker.take(),
  process: (linker) => linker.process(),
  stats: (linker) => linker.stats(),
  withoutContent: (linker) => linker.withoutContent(),
};

/** Whatever it throws or rejects with. @param {() => unknown} call */
const failureOf = async (call) => {
  try {
    await call();
  } catch (error) {
    return /** @type {any} */ (error);
  }
};

test('the calls are all the methods', () => {
  const methods = Object.getOwnPropertyNames(Linker.prototype);
  assert.deepEqual(methods.sort(), [...Object.keys(CALLS), 'constructor', 'delete'].sort());
});

for (const [name, call] of Object.entries(CALLS)) {
  test(`${name}() after delete() throws a LinkerDeletedError`, async () => {
    const linker = await createLinker();
    linker.delete();
    const error = await failureOf(() => call(linker));
    assert.ok(error instanceof LinkerDeletedError);
    assert.equal(error.name, 'LinkerDeletedError');
  });
}

test('delete() twice does nothing', async () => {
  const linker = await createLinker();
  linker.delete();
  linker.delete();
});

test('`using` deletes it', async () => {
  const linker = /** @type {any} */ (await createLinker());
  linker[Symbol.dispose]();
  assert.throws(() => linker.stats(), LinkerDeletedError);
});

test('one that is deleted while it works rejects', async () => {
  const { linker } = faking({ work: () => true });
  const working = linker.process({ done: true });
  await new Promise((resolve) => setTimeout(resolve, 10));
  linker.delete();
  await assert.rejects(working, LinkerDeletedError);
});

/** A linker whose engine does nothing, except for these methods. @param {Record<string, (...args: any[]) => unknown>} methods */
function faking(methods) {
  /** @type {Record<string, (...args: any[]) => unknown>} */
  const engine = {
    problem: () => '',
    reserve: (size) => new Uint8Array(size),
    addTraces: () => ({ what: '' }),
    has: () => true,
    links() {},
    explain() {},
    contents() {},
    kinds() {},
    work: () => false,
    take: () => 0,
    withoutContent() {},
    result: () => new Uint8Array(0),
    stats: () => ({}),
    ...methods,
  };
  const module = { Encoding: {}, Linker: Object.assign(function Engine() {}, { prototype: engine }) };
  return { linker: new Linker(/** @type {any} */ (module), /** @type {any} */ ({}), () => 0), engine };
}

const TRAPPING = {
  add: ['reserve', 'addTraces'],
  links: ['has', 'links', 'result'],
  explain: ['has', 'explain'],
  contents: ['has', 'contents', 'result'],
  kinds: ['has', 'kinds', 'result'],
  take: ['take'],
  process: ['work'],
  stats: ['stats', 'result'],
  withoutContent: ['withoutContent', 'result'],
};

for (const [name, methods] of Object.entries(TRAPPING))
  for (const method of methods) {
    test(`${name}(): a trap in ${method} is a LinkerFailedError, and so is every later call`, async () => {
      const trap = new WebAssembly.RuntimeError('unreachable');
      const { linker, engine } = faking({
        [method]() {
          throw trap;
        },
      });
      const error = await failureOf(() => CALLS[name](linker));
      assert.ok(error instanceof LinkerFailedError);
      assert.deepEqual([error.name, error.cause], ['LinkerFailedError', trap]);
      assert.match(error.message, /what it held is lost: unreachable/);
      for (const method of Object.keys(engine)) engine[method] = () => assert.fail('it was called again');
      for (const call of Object.values(CALLS)) assert.equal(await failureOf(() => call(linker)), error);
      linker.delete();
      assert.ok((await failureOf(() => CALLS[name](linker))) instanceof LinkerDeletedError);
    });
  }

test('options that the core refuses are a ConfigurationError', () => {
  assert.throws(
    () =>
      new Linker(
        /** @type {any} */ ({
          Linker: class {
            problem = () => 'conventions[0]: no name';
          },
        }),
        /** @type {any} */ ({}),
        () => 0,
      ),
    {
      name: 'ConfigurationError',
      message: 'createLinker(): conventions[0]: no name',
    },
  );
});

test('process() does a bounded part at a time, and yields in between', async () => {
  /** @type {number[]} */
  const units = [];
  let turns = 0;
  const { linker } = faking({ work: (count) => units.push(count) < 50 });
  const timer = setInterval(() => turns++, 0);
  await linker.process({ done: true });
  clearInterval(timer);
  assert.equal(units.length, 50);
  assert.ok(units.every((count) => count >= 1 && count <= 2048));
  assert.ok(turns > 0);
});
