// What programs in other realms give: `vm` contexts here, iframes in pages, Node itself in Jest.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import vm from 'node:vm';
import createSyncStack from '../../../js/context/sync-stack.js';
import { createTracer, memory } from '../../../js/index.js';
import { items, turn, watched } from '../support/watched.js';

/** @param {Record<string, unknown>} [globals] */
const realmWith = (globals = {}) => {
  const context = vm.createContext(globals);
  return (/** @type {string} */ code) => vm.runInContext(code, context);
};

const CONTEXTS = { 'async storage': () => ({}), 'a sync stack': () => ({ context: createSyncStack() }) };

test('a promise is returned itself, untouched, and its value is reported before its awaiters in both realms go on', async () => {
  const run = realmWith();
  const promise = run('globalThis.promise = (async () => ({ a: 1 }))()');
  const { result, log, kinds, promises } = watched(promise);
  assert.equal(result, promise);
  assert.deepEqual(Object.getOwnPropertyNames(promise), []);
  const seen = [];
  const theirs = run('async (seen, log) => { await promise; seen.push(log.length); }')(seen, log);
  const ours = (async () => {
    await promise;
    seen.push(log.length);
  })();
  await Promise.all([theirs, ours]);
  assert.deepEqual(seen, [2, 2]);
  assert.deepEqual(log, [
    ['resolved', await promise],
    ['end', 'returned'],
  ]);
  assert.deepEqual([kinds, promises], [['promise'], [promise]]);
});

test('the promise of an async function is followed by one of its realm', async () => {
  const run = realmWith();
  const made = run('(async () => "done")()');
  const { result, log } = watched(made, { isOwnPromise: true });
  assert.ok(result !== made && result instanceof run('Promise') && !(result instanceof Promise));
  assert.equal(await result, 'done');
  assert.deepEqual(log.at(-1), ['end', 'returned']);
});

test('a rejection is passed on as it is', async () => {
  const run = realmWith();
  for (const isOwnPromise of [false, true]) {
    const error = run('new Error("no")');
    const { result, log } = watched(run('(error) => Promise.reject(error)')(error), { isOwnPromise });
    await assert.rejects(result, (thrown) => thrown === error);
    assert.deepEqual(log, [['end', 'error', error]]);
  }
});

test('an unhandled rejection of an async function stays unhandled, that of another promise counts as handled', async () => {
  const output = async (/** @type {boolean} */ isOwn, /** @type {string} */ fn, rest = '') => {
    const program = `
      import vm from 'node:vm';
      import { watchResult } from ${JSON.stringify(new URL('../../../js/results/index.js', import.meta.url).href)};
      const observer = { value() {}, item() {}, end() {}, watching() {} };
      process.on('unhandledRejection', (error) => console.log('unhandled', error.message));
      watchResult(vm.runInNewContext('(${fn})()'), observer, ${isOwn})${rest};`;
    return (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])).stdout.trim();
  };
  const fail = 'async () => { throw new Error("mine"); }';
  assert.equal(await output(true, fail), 'unhandled mine');
  assert.equal(await output(true, fail, '.catch(() => {})'), '');
  assert.equal(await output(false, fail), '');
  const steps = 'async function* () { throw new Error("mine"); }';
  assert.equal(await output(false, steps, '.next()'), 'unhandled mine');
  assert.equal(await output(false, steps, '.next().catch(() => {})'), '');
});

test('records and lists are complete when the promises in them are', async () => {
  const run = realmWith();
  for (const hold of [
    (p) => ({ p }),
    (p) => [p, p],
    (p) => ({ of: [p] }),
    run('(p) => ({ p })'),
    run('(p) => [p, p]'),
  ]) {
    let fulfil;
    const promise = run('(take) => new Promise(take)')((given) => {
      fulfil = given;
    });
    const holder = hold(promise);
    const { result, log } = watched(holder);
    assert.equal(result, holder);
    await turn();
    assert.deepEqual(log, []);
    fulfil('late');
    await turn();
    assert.deepEqual(log, [
      ['resolved', holder],
      ['end', 'returned'],
    ]);
  }
});

test('generators and iterators', async () => {
  const run = realmWith();
  const drained = [...items('a', 'b'), ['end', 'drained']];
  for (const code of [
    '(async function* () { yield "a"; yield "b"; })()',
    '(function* () { yield "a"; yield "b"; })()',
    '({ left: ["a", "b"], async next() { const value = this.left.shift(); return { done: !value, value }; }, [Symbol.asyncIterator]() { return this; } })',
    '({ async *[Symbol.asyncIterator]() { yield "a"; yield "b"; } })',
  ]) {
    const given = run(code);
    const { result, log } = watched(given);
    assert.equal(result, given);
    for await (const _ of result);
    assert.deepEqual(log, drained, code);
  }
});

test('a step that others hold is returned itself', () => {
  const run = realmWith();
  const step = run('Promise.resolve({ done: false, value: 1 })');
  const iterator = { next: () => step, [Symbol.asyncIterator]: () => undefined };
  for (const given of [iterator, Object.assign(run('(async function* () {})()'), { next: () => step })])
    assert.equal(watched(given).result.next(), step);
});

test('subclasses stay what they are', async () => {
  const run = realmWith();
  const Sub = run('(class Sub extends Promise {})');
  const { result, log } = watched(Sub.resolve('s'));
  assert.ok(result.then((value) => value) instanceof Sub);
  assert.equal(await result, 's');
  assert.deepEqual(log.at(-1), ['end', 'returned']);
  const failed = watched(Sub.reject('no'));
  await assert.rejects(
    failed.result.then(() => {}),
    (error) => error === 'no',
  );
  assert.deepEqual(failed.log, [['end', 'error', 'no']]);
});

test('finding out whether an object is a promise reads and calls nothing of it', async () => {
  const touched = [];
  const touch = (/** @type {string} */ name) => touched.push(name);
  const run = realmWith({ touch });
  const odd = run(`[
    Object.defineProperty(Promise.resolve(1), 'constructor', { get() { touch('constructor'); } }),
    Object.defineProperty(Promise.resolve(1), Symbol.toStringTag, { get() { touch('tag'); } }),
    Object.create(Promise.prototype, { [Symbol.toStringTag]: { value: 'Promise' } }),
    { constructor: Promise, get then() { touch('then'); } },
    new Proxy(Promise.resolve(1), { get() { touch('get'); }, has() { touch('has'); }, getPrototypeOf() { touch('proto'); return null; } }),
    Object.setPrototypeOf(Promise.resolve(1), null),
  ]`);
  for (const value of odd) assert.equal(watched(value).result, value);
  run(
    `Promise.prototype.then = () => touch('patched'); Object.defineProperty(Promise, Symbol.species, { value: undefined });`,
  );
  const { log } = watched(run('(async () => 1)()'));
  await turn();
  assert.deepEqual(log.at(-1), ['end', 'returned']);
  assert.deepEqual(touched, []);
});

for (const [name, options] of Object.entries(CONTEXTS)) {
  test(`functions that are called and awaited in their own realm: ${name}`, async () => {
    const exporter = memory();
    const tracer = createTracer({ exporters: [exporter], ...options() });
    const run = realmWith();
    const call = run(`async (wrap) => {
      const made = new Promise((fulfil) => { fulfil('made'); });
      const [fresh, held] = [wrap(async () => 'fresh'), wrap(() => made)];
      const first = fresh();
      const given = [first instanceof Promise, await first, held() === made, await held()];
      try { await wrap(async () => { throw new Error('failed'); })(); } catch (error) { given.push(error.message); }
      return given;
    }`);
    const given = await call((/** @type {Function} */ fn) => tracer.tool(/** @type {any} */ (fn), { name: 'step' }));
    assert.deepEqual([...given], [true, 'fresh', true, 'made', 'failed']);
    await tracer.flush();
    assert.deepEqual(
      exporter.spans.map(({ status }) => status.code),
      ['ok', 'ok', 'ok', 'error'],
    );
    await tracer.shutdown();
  });

  test(`a program in another realm runs in the same order: ${name}`, async () => {
    const tracer = createTracer({ exporters: [memory()], ...options() });
    const program = realmWith()(`(wrap) => async (log) => {
      const say = (what) => (value) => log.push(what + ' ' + value);
      const made = Promise.resolve('made');
      const failed = Promise.reject('failed');
      const [held, broken, record] = [wrap(() => made), wrap(() => failed), wrap(() => ({ made }))];
      const ticks = async () => { for (let i = 0; i < 8; i++) { await undefined; log.push('tick ' + i); } };
      await Promise.all([
        ticks(), held().then(say('then')), (async () => say('await')(await held()))(), broken().catch(say('catch')),
        (async () => { try { await broken(); } catch (error) { say('caught')(error); } })(),
        record().made.finally(say('finally')), Promise.resolve(held()).then(say('resolve')),
      ]);
    }`);
    const [traced, plain] = [[], []];
    await program((fn) => tracer.tool(fn, { name: 'step' }))(traced);
    await program((fn) => fn)(plain);
    assert.deepEqual(traced, plain);
    await tracer.shutdown();
  });
}
