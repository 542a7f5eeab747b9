// Several copies of the package in one realm: bundled apart, of two versions, or evaluated again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inspect } from 'node:util';
import vm from 'node:vm';
import { build } from 'esbuild';
import { copies, warnings } from '../support/copies.js';
import { linksOf, named } from '../support/spans.js';

const KEY = Symbol.for('spanloom');
const LONG = 'a sentence that is long enough to be found again wherever it turns up';

const folder = copies();
after(folder.remove);

/** The name of each span's parent. @param {import('../../../js/index.js').FinishedSpan[]} spans */
const parents = (spans) =>
  Object.fromEntries(
    spans.map(({ name, parentSpanId }) => [name, spans.find(({ spanId }) => spanId === parentSpanId)?.name]),
  );

test('a copy without init uses the tracer of the one that has it, in one tree with links, and says so once', async () => {
  const [app, lib] = [await folder.load(), await folder.load()];
  const console = warnings();
  const sink = app.memory();
  const search = lib.tool(async (/** @type {string} */ q) => [`${LONG}: ${q}`], { name: 'search' });
  assert.deepEqual(await search('untraced'), [`${LONG}: untraced`]);
  assert.equal(lib.currentSpan(), undefined);
  assert.equal(lib.stats(), undefined);

  app.init({ exporters: [sink] });
  const use = app.task((/** @type {string} */ text) => text.length, { name: 'use' });
  const ask = app.workflow(
    async (/** @type {string} */ q) => {
      use((await search(q))[0]);
      assert.equal(lib.currentSpan(), app.currentSpan());
      lib.annotate({ tags: ['from the library'] });
      const { traceparent } = lib.inject(/** @type {any} */ ({}));
      assert.match(traceparent, new RegExp(`${lib.currentSpan()?.traceId}-${lib.currentSpan()?.spanId}`));
      lib.trace({ name: 'block', kind: 'agent' }, (span) => span.annotate({ metadata: { is: 'there' } }));
      lib.startSpan('by hand').end();
      return lib.extract({ traceparent }).run(() => lib.llm(() => 'answer', { name: 'remote child' })());
    },
    { name: 'ask' },
  );
  await ask('how?');
  await lib.flush();
  assert.deepEqual(parents(sink.spans), {
    search: 'ask',
    use: 'ask',
    block: 'ask',
    'by hand': 'ask',
    'remote child': 'ask',
    ask: undefined,
  });
  assert.deepEqual(linksOf(named(sink.spans, 'use'), sink.spans), ['search.output -> input']);
  assert.match(JSON.stringify(named(sink.spans, 'ask').attributes), /from the library/);
  assert.deepEqual(lib.stats(), app.stats());
  assert.equal(console.told.length, 1, console.told.join());
  console.restore();
  await app.shutdown();
});

test('it goes on with the next tracer when that one is shut down, and with its own as soon as it has one', async () => {
  const [one, two, none] = [await folder.load(), await folder.load(), await folder.load()];
  const sinks = [one.memory(), two.memory(), none.memory()];
  one.init({ exporters: [sinks[0]] });
  two.init({ exporters: [sinks[1]] });
  const step = none.task(() => 1, { name: 'step' });
  step();
  await one.shutdown();
  step();
  none.init({ exporters: [sinks[2]] });
  step();
  await Promise.all([two.shutdown(), none.shutdown()]);
  step();
  assert.deepEqual(
    sinks.map(({ spans }) => spans.length),
    [1, 1, 1],
  );
});

test('copies that have init each export what they wrapped, as one trace in which values are followed', async () => {
  const [app, lib] = [await folder.load(), await folder.load()];
  const [sink, own] = [app.memory(), lib.memory()];
  app.init({ exporters: [sink] });
  lib.init({ exporters: [own] });
  const find = app.tool(() => ({ text: LONG }), { name: 'find' });
  const use = app.tool((/** @type {object} */ found) => Object.keys(found), { name: 'use' });
  const middle = lib.agent((/** @type {object} */ found) => use(found), { name: 'middle' });
  const other = lib.task(() => {}, { name: 'other' });
  app.workflow(
    () => {
      middle(find());
      other();
    },
    { name: 'root' },
  )();
  await Promise.all([app.flush(), lib.flush()]);
  const all = [...sink.spans, ...own.spans];
  assert.deepEqual(
    sink.spans.map(({ name }) => name),
    ['find', 'use', 'root'],
  );
  assert.deepEqual(parents(all), { find: 'root', use: 'middle', root: undefined, middle: 'root', other: 'root' });
  assert.equal(new Set(all.map(({ traceId }) => traceId)).size, 1);
  assert.ok(linksOf(named(all, 'use'), all).includes('find.output -> input'));
  assert.equal(lib.currentSpan(), undefined);
  await Promise.all([app.shutdown(), lib.shutdown()]);
});

test('what one leaves out by sampling, so does the other; what came with a trace is passed on', async () => {
  const [app, lib] = [await folder.load(), await folder.load()];
  const own = lib.memory();
  app.init({ sample: 0, exporters: [app.memory()] });
  lib.init({ exporters: [own] });
  const step = lib.task(() => lib.inject(/** @type {any} */ ({})), { name: 'step' });
  const { traceparent } = app.task(step)();
  assert.match(traceparent, /-0[02]$/);
  const carrier = { traceparent: `00-${'a1'.repeat(16)}-${'b2'.repeat(8)}-01`, tracestate: 'vendor=1' };
  const carried = app.extract(carrier).run(step);
  assert.equal(carried.tracestate, 'vendor=1');
  await lib.flush();
  assert.deepEqual(
    own.spans.map(({ traceId, parentSpanId }) => [traceId, parentSpanId]),
    [['a1'.repeat(16), 'b2'.repeat(8)]],
  );
  await Promise.all([app.shutdown(), lib.shutdown()]);
});

test('independent tracers stay independent, whatever copy they come from', async () => {
  const [app, lib] = [await folder.load(), await folder.load()];
  const sink = lib.memory();
  app.init({ exporters: [app.memory()] });
  const tracer = lib.createTracer({ exporters: [sink] });
  const inner = tracer.task(() => {}, { name: 'inner' });
  const outer = tracer.task(() => app.task(inner, { name: 'between' })(), { name: 'outer' });
  app.task(outer, { name: 'around' })();
  await tracer.shutdown();
  assert.deepEqual(parents(sink.spans), { inner: 'outer', outer: undefined });
  await app.shutdown();
});

test('what exporters of one copy call is not traced by another', async () => {
  const [app, lib] = [await folder.load(), await folder.load()];
  const sink = lib.memory();
  lib.init({ exporters: [sink] });
  const send = lib.tool(async () => {}, { name: 'send' });
  app.init({ exporters: [{ name: 'calls the other', export: () => send() }] });
  app.task(() => {})();
  await app.shutdown();
  await lib.shutdown();
  assert.deepEqual(sink.spans, []);
});

test('a wrapped function that another copy wraps again the same way gives one span', async () => {
  const [app, lib] = [await folder.load(), await folder.load()];
  const [sink, own] = [app.memory(), lib.memory()];
  app.init({ exporters: [sink] });
  const client = { create: () => 'answer' };
  client.create = app.llm(client.create);
  client.create = lib.llm(client.create);
  client.create();
  await app.flush();
  assert.equal(sink.spans.length, 1);
  lib.init({ exporters: [own] });
  client.create = lib.llm(client.create);
  client.create();
  await Promise.all([app.shutdown(), lib.shutdown()]);
  assert.deepEqual([sink.spans.length, own.spans.length], [1, 1]);
});

test('an exporter of two copies is shut down by the last', async () => {
  const [app, lib] = [await folder.load(), await folder.load()];
  let shut = 0;
  const exporter = { export() {}, shutdown: () => void shut++ };
  app.init({ exporters: [exporter] });
  lib.init({ exporters: [exporter] });
  await app.shutdown();
  assert.equal(shut, 0);
  await lib.shutdown();
  assert.equal(shut, 1);
});

test('copies that come and go leave nothing behind', async () => {
  const listeners = () => ['beforeExit', 'exit'].map((event) => process.listenerCount(event));
  const loaded = await Promise.all(Array.from({ length: 12 }, folder.load));
  loaded[0].init();
  const before = listeners();
  for (const copy of loaded) {
    copy.init();
    copy.task(() => 1, { name: 'step' })();
    await copy.shutdown();
  }
  assert.deepEqual(listeners(), before);
  loaded[0].init();
  assert.equal(/** @type {any} */ (globalThis)[KEY].tracers.length, 1);
  await loaded[0].shutdown();
});

test('the global object has one property more: fixed, not enumerable, and without content', async () => {
  const before = new Set(Reflect.ownKeys(globalThis));
  const app = await folder.load();
  const sink = app.memory();
  const canary = 'CANARY-7391';
  app.init({ service: canary, exporters: [sink], resource: { [canary]: canary } });
  const { value: shared, ...rest } = Object(Object.getOwnPropertyDescriptor(globalThis, KEY));
  assert.deepEqual(rest, { writable: false, enumerable: false, configurable: false });
  assert.deepEqual(
    Reflect.ownKeys(globalThis).filter((key) => !before.has(key) && key !== KEY),
    [],
  );
  /** @type {Set<unknown>} */
  const seen = new Set();
  /** @param {any} value */
  const walk = (value) => {
    if (typeof value === 'string') assert.ok(!value.includes(canary));
    if (Object(value) !== value || seen.has(value) || value === globalThis) return;
    seen.add(value);
    walk(Object.getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      walk(key);
      try {
        walk(value[key]);
      } catch (error) {
        // Accessors of prototypes throw on these.
        if (error instanceof assert.AssertionError) throw error;
      }
    }
  };
  const step = app.tool(
    (/** @type {unknown} */ _) => {
      app.annotate({ metadata: { secret: canary }, sessionId: canary, userId: canary, tags: [canary] });
      walk(shared);
      const frames = shared.context.get();
      walk(frames);
      assert.match(frames[0].ids.spanId, /^[0-9a-f]{16}$/);
      assert.ok(!inspect(shared, { depth: 20, showHidden: true }).includes(canary));
      return { text: canary };
    },
    { name: 'step', metadata: { canary } },
  );
  step({ question: canary });
  assert.ok(seen.size > 20);
  await app.shutdown();
});

/** Runs a program in a process of its own and returns what it wrote as JSON. @param {string} program @param {string[]} [flags] */
function run(program, flags = []) {
  const args = [...flags, '--input-type=module', '--eval', program];
  const out = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return JSON.parse(out.trim().split('\n').at(-1) ?? '');
}

/** Traces a step, and tells its spans and how often the user was warned. @param {string} before what runs first @param {string[]} [flags] */
const traced = (before, flags) =>
  run(
    `let warned = 0;
    console.warn = () => warned++;
    ${before}
    const { init, memory, flush, task } = await import('${folder.place()}');
    const { createTracer } = await import('${folder.place()}');
    const sink = memory();
    init({ exporters: [sink] });
    task(() => task(() => {}, { name: 'inner' })(), { name: 'outer' })();
    await flush();
    const { tracer } = { tracer: createTracer() };
    await tracer.shutdown();
    console.log(JSON.stringify({ names: sink.spans.map(({ name }) => name), warned }));`,
    flags,
  );

const OTHERS = {
  'another protocol': `{ value: { protocol: 2, tracers: [], wrapped: new WeakMap() } }`,
  'nothing of ours': `{ value: 'spanloom' }`,
  nothing: `{ value: undefined }`,
  'a value whose members throw': `{ value: new Proxy({}, { get() { throw new Error('no'); } }) }`,
  'a revoked proxy': `{ value: (() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })() }`,
  'an accessor': `{ get() { throw new Error('no'); }, configurable: true }`,
  'half of it': `{ value: { protocol: 1 } }`,
};

for (const [name, descriptor] of Object.entries(OTHERS)) {
  test(`where ${name} is found, a copy is alone and warns once`, () => {
    const { names, warned } = traced(`Object.defineProperty(globalThis, Symbol.for('spanloom'), ${descriptor});`);
    assert.deepEqual(names, ['inner', 'outer']);
    // Two copies are loaded.
    assert.equal(warned, 2);
  });
}

test('what is not whole under the symbol is passed over', async () => {
  const copy = folder.place();
  for (const found of [
    '{ protocol: 1, wrapped: new WeakMap() }',
    'Object.freeze({ protocol: 1, tracers: [], wrapped: new WeakMap(), exporters: new WeakMap() })',
  ]) {
    const program = `
      globalThis[Symbol.for('spanloom')] = ${found};
      const { init, memory, task, flush } = await import('${copy}');
      const sink = memory();
      init({ exporters: [sink] });
      task(() => 1, { name: 'step' })();
      await flush();
      console.log(sink.spans.length);`;
    const stdout = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    assert.equal(stdout.toString().trim(), '1');
  }
});

test('where the global object takes no property, each copy is alone', () => {
  assert.deepEqual(traced('Object.preventExtensions(globalThis);'), { names: ['inner', 'outer'], warned: 0 });
});

test('another realm of the process is another world', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { createTracer, task } from ${JSON.stringify(folder.place().slice('file://'.length))};
        createTracer({ enabled: false }); task(() => {})();`,
      resolveDir: folder.dir,
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'silent',
  });
  const app = await folder.load();
  app.init();
  const inside = vm.createContext({ console, performance, crypto, TextEncoder, TextDecoder, URL });
  vm.runInContext(outputFiles[0].text, inside);
  const [here, there] = [globalThis, vm.runInContext('globalThis', inside)].map((realm) => realm[KEY]);
  assert.equal(there.protocol, here.protocol);
  assert.notEqual(there, here);
  await app.shutdown();
});

for (const platform of /** @type {const} */ (['node', 'browser'])) {
  test(`bundles that each have a copy are one program (${platform})`, async () => {
    const wasm = new URL('../../../dist/spanloom.wasm', import.meta.url).href;
    const bundle = async (/** @type {string} */ name, /** @type {string} */ contents) => {
      const outfile = join(folder.dir, `${platform}-${name}.mjs`);
      await build({
        stdin: { contents, resolveDir: new URL('../../../', import.meta.url).pathname },
        bundle: true,
        outfile,
        minify: true,
        format: 'esm',
        platform,
        target: 'es2022',
        logLevel: 'silent',
      });
      return `file://${outfile}`;
    };
    const instrumentation = await bundle(
      'instrumentation',
      `import { init, memory, workflow, flush } from 'spanloom';
      export { flush };
      export const sink = memory();
      export const start = (wasm) => init({ exporters: [sink], wasm });
      export const handle = (fn) => workflow(fn, { name: 'handle' });`,
    );
    const route = await bundle(
      'route',
      `import { tool, currentSpan } from 'spanloom';
      export { currentSpan };
      export const search = tool(async (q) => { await Promise.resolve(); await new Promise((r) => setTimeout(r, 1)); return inner(q); }, { name: 'search' });
      const inner = tool((q) => [q], { name: 'inner' });`,
    );
    const main = join(folder.dir, `${platform}-main.mjs`);
    writeFileSync(
      main,
      `import { readFileSync } from 'node:fs';
      import { flush, handle, sink, start } from '${instrumentation}';
      import { currentSpan, search } from '${route}';
      console.warn = () => {};
      start(readFileSync(new URL('${wasm}')));
      const hook = () => Object.getOwnPropertyDescriptor(Promise.prototype, 'constructor').get;
      const before = hook();
      const seen = [];
      const ask = handle(async (q) => {
        await new Promise((r) => setTimeout(r, 1));
        const found = await search(q);
        seen.push(currentSpan()?.name);
        return found;
      });
      await Promise.all([ask('one'), ask('two')]);
      await flush();
      const parent = ({ parentSpanId }) => sink.spans.find(({ spanId }) => spanId === parentSpanId)?.name;
      console.log(JSON.stringify({ tree: sink.spans.map((span) => [span.name, parent(span)]).sort(), seen, isOneHook: hook() === before }));`,
    );
    const out = execFileSync(process.execPath, [main], { encoding: 'utf8' });
    const { tree, seen, isOneHook } = JSON.parse(out);
    const twice = [
      ['handle', null],
      ['inner', 'search'],
      ['search', 'handle'],
    ].flatMap((line) => [line, line]);
    assert.deepEqual(tree, twice);
    assert.deepEqual([seen, isOneHook], [['handle', 'handle'], true]);
  });
}

test('where the public names alone are evaluated again, the tracer is the same', async () => {
  const url = folder.place();
  const [first, again] = [await import(url), await import(`${url}?hot=1`)];
  const sinks = [first.memory(), first.memory()];
  first.init({ exporters: [sinks[0]] });
  again.task(() => 1, { name: 'after the reload' })();
  again.init({ exporters: [sinks[1]] });
  first.task(() => 2, { name: 'of the first' })();
  await first.shutdown();
  assert.deepEqual(
    sinks.map(({ spans }) => spans.map((/** @type {{ name: string }} */ { name }) => name)),
    [['after the reload'], ['of the first']],
  );
});

test('a step of the second copy has two frames of the package in a stack', async () => {
  const [app, lib] = [await folder.load(), await folder.load()];
  app.init();
  const console = warnings();
  const step = lib.task(() => String(new Error('here').stack), { name: 'step' });
  step();
  const own = step()
    .split('\n')
    .filter((line) => line.includes('/js/') && !line.includes('copies.test'));
  assert.equal(own.length, 2, own.join('\n'));
  console.restore();
  await app.shutdown();
});
