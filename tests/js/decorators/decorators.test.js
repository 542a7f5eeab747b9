import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { transform } from 'esbuild';
import { createTracer, DecoratorError, memory } from '../../../js/index.js';

const sink = memory();
const tracer = createTracer({ exporters: [sink] });
after(() => tracer.shutdown());

/** Compiles classes with decorators of one kind and hands them the tracer's functions. */
async function compiled(source, experimentalDecorators) {
  const { code } = await transform(source, {
    loader: 'ts',
    format: 'esm',
    target: 'es2022',
    tsconfigRaw: { compilerOptions: { experimentalDecorators } },
  });
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return module.default(tracer);
}

async function spanNames(run) {
  sink.reset();
  const result = await run();
  await tracer.flush();
  return { result, names: sink.spans.map(({ kind, name }) => `${kind} ${name}`) };
}

const METHODS = `export default ({ task, tool, agent }) => {
  class Bot {
    base = 10;
    @task add(n) { return this.base + n; }
    @tool({ name: 'search' }) async find(q) { return [q, this.base]; }
    @agent static make() { return new this(); }
    @task({ model: 'm' }) *count() { yield this.base; }
    PRIVATE
  }
  return Bot;
}`;

for (const [style, isLegacy] of [
  ['TC39', false],
  ['legacy', true],
]) {
  test(`${style} decorators, bare and called, on methods and static methods`, async () => {
    const secret = isLegacy ? '' : '@task #secret() { return this.base; } reveal() { return this.#secret(); }';
    const Bot = await compiled(METHODS.replace('PRIVATE', secret), isLegacy);
    const { result, names } = await spanNames(async () => {
      const bot = Bot.make();
      const out = [bot.add(1), await bot.find('q'), [...bot.count()]];
      if (!isLegacy) out.push(bot.reveal());
      return out;
    });
    assert.deepEqual(result.slice(0, 3), [11, ['q', 10], [10]]);
    assert.deepEqual(names.slice(0, 4), ['agent make', 'task add', 'tool search', 'task count']);
    if (!isLegacy) assert.deepEqual([result[3], names[4]], [10, 'task #secret']);
    assert.equal(Bot.prototype.add.name, 'add');
    assert.equal(Bot.prototype.add.length, 1);
  });

  test(`${style} decorators say what to do when they cannot decorate`, async () => {
    const misuses = { field: '@task run = () => 1;', accessor: '@task get size() { return 1; }' };
    for (const [what, member] of Object.entries(misuses)) {
      await assert.rejects(
        compiled(`export default ({ task }) => { class Bot { ${member} } return Bot; }`, isLegacy),
        (error) => error instanceof DecoratorError && /wrap the function/.test(error.message),
        what,
      );
    }
    const whole = 'export default ({ workflow }) => { @workflow class Whole {} return Whole; }';
    await assert.rejects(
      compiled(whole, isLegacy),
      (error) => error instanceof DecoratorError && /decorate its methods/.test(error.message),
    );
  });
}

test('kind(options) is a higher-order function too', async () => {
  const { names } = await spanNames(() => tracer.tool({ name: 'hof' })(() => 1)());
  assert.deepEqual(names, ['tool hof']);
});

test('what is no function gets a named error', () => {
  for (const wrong of [1, null, undefined, 'x', Symbol('s'), Promise.resolve(() => 1)])
    assert.throws(() => tracer.task(wrong), DecoratorError);
  assert.throws(() => tracer.task(class Widget {}), /cannot wrap the class Widget/);
  assert.throws(() => tracer.task({ name: 'x' })(undefined), DecoratorError);
  assert.throws(() => new (tracer.task(function Make() {}))(), TypeError);
});

test('what is wrapped is not looked into, and may be a method named class', () => {
  const { class: method } = {
    class: () => 0,
    ...{
      class() {
        return 1;
      },
    },
  };
  let runs = 0;
  const odd = Object.defineProperty(() => 2, 'name', { get: () => ++runs });
  assert.deepEqual([tracer.tool(method)(), tracer.tool(odd)(), runs], [1, 2, 0]);
});
