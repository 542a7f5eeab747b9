// Calls that find nothing active belong to the span of the code that waits for them, read from V8's stack, or to no span.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { realm } from '../../../js/base/realm.js';
import createContext from '../../../js/context/sync-stack.js';
import { createTracer, memory } from '../../../js/index.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

/** Runs `program`; returns "child in parent, how" for every span. */
async function parents(program, options) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], context: createContext(), ...options });
  const wrap = (kind, name, fn) => tracer[kind](fn, { name });
  const step = wrap('tool', 'step', () => 1);
  await program({ tracer, wrap, step });
  await tracer.flush();
  const names = new Map(sink.spans.map(({ spanId, name }) => [spanId, name]));
  const told = sink.spans.map(({ name, parentSpanId, attributes }) =>
    [`${name} in ${names.get(parentSpanId) ?? 'nothing'}`, attributes['spanloom.context']].filter(Boolean).join(', '),
  );
  return { told: told.sort(), stats: tracer.stats().context };
}

/** How code comes to its step, once what is active is lost. @type {Record<string, (step: () => unknown) => any>} */
const WAYS = {
  'its own code': (step) => step(),
  helpers: async (step) => {
    const helper = async (left) => {
      await pause();
      return left > 0 ? await helper(left - 1) : step();
    };
    await helper(30);
  },
  'Promise.all': async (step) => {
    const branch = async () => {
      await pause();
      step();
    };
    await Promise.all([pause(), branch(), pause()]);
  },
  'a handler': (step) => pause().then(step),
  'a handler behind another': (step) =>
    pause()
      .then(() => Promise.reject(new Error()))
      .catch(step),
  'an adopted promise': async (step) => {
    const helper = async () => {
      await pause();
      step();
    };
    await (async () => helper())();
  },
  'a generator': async (step) => {
    async function* items() {
      await pause();
      step();
      yield 1;
    }
    for await (const _ of items()) await pause();
  },
  'the await of a thenable': async (step) => {
    // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
    await { then: (resolve) => setTimeout(resolve, 1) };
    step();
  },
  'the await of a value': async (step) => {
    await 1;
    step();
  },
};

for (const [name, way] of Object.entries(WAYS)) {
  test(`found in many flows at once: ${name}`, async () => {
    const { told, stats } = await parents(async ({ wrap }) => {
      const flow = wrap('workflow', 'flow', async (i) => {
        const step = wrap('tool', `step ${i}`, () => 1);
        await pause();
        await wrap('task', `inner ${i}`, async () => {
          await pause();
          await way(step);
        })();
      });
      await Promise.all(Array.from({ length: 20 }, (_, i) => flow(i)));
    });
    const wanted = Array.from({ length: 20 }, (_, i) => [
      `inner ${i} in flow, recovered`,
      `step ${i} in inner ${i}, recovered`,
    ]);
    assert.deepEqual(
      told.filter((line) => !line.startsWith('flow')),
      wanted.flat().sort(),
    );
    assert.deepEqual(stats, { recovered: 40, unknown: 0 });
  });
}

test('the code of a traced generator, and of who reads it', async () => {
  const { told } = await parents(async ({ wrap, step }) => {
    const items = wrap('tool', 'items', async function* () {
      await pause();
      step();
      yield 1;
    });
    const read = wrap('task', 'read', async () => {
      await pause();
      for await (const _ of items()) wrap('tool', 'use', () => 1)();
    });
    await read();
  });
  assert.deepEqual(told, [
    'items in read, recovered',
    'read in nothing',
    'step in items, recovered',
    'use in read, recovered',
  ]);
});

test('what runs by itself is unknown, whatever its kind and however often it ran before; in the job of the first span it is not', async () => {
  const { told, stats } = await parents(async ({ wrap, step }) => {
    const ask = wrap('workflow', 'ask', pause);
    step();
    const flow = wrap('agent', 'agent', async () => {
      setTimeout(step);
      queueMicrotask(step);
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    await Promise.all([ask(), ask(), flow().then(() => {}), pause().then(ask)]);
  });
  assert.deepEqual(told, [
    'agent in nothing',
    'ask in nothing',
    'ask in nothing',
    'ask in nothing, unknown',
    'step in nothing',
    'step in nothing, unknown',
    'step in nothing, unknown',
  ]);
  assert.equal(stats.unknown, 3);
});

test('code that others wait for than at first is unknown', async () => {
  const { told } = await parents(async ({ wrap, step }) => {
    const load = wrap('retrieval', 'load', async () => new Promise((resolve) => setTimeout(resolve, 9)));
    const stranger = (async () => {
      await load();
      step();
    })();
    const flow = wrap('workflow', 'flow', async () => {
      await pause();
      await stranger;
    });
    await flow();
  });
  assert.deepEqual(told, ['flow in nothing', 'load in nothing', 'step in nothing, unknown']);
});

test('what span.run began is below that span, or unknown, and never below the one around it', async () => {
  const { told } = await parents(async ({ tracer, wrap, step }) => {
    const helper = async () => {
      await pause();
      step();
    };
    const flow = wrap('workflow', 'flow', async () => {
      const seen = tracer.startSpan('seen');
      await seen.run(async () => {
        await pause();
        step();
      });
      seen.end();
      const unseen = tracer.startSpan('unseen');
      await unseen.run(() => helper());
      unseen.end();
      step();
    });
    await flow();
  });
  assert.deepEqual(told, [
    'flow in nothing',
    'seen in flow',
    'step in flow, recovered',
    'step in nothing, unknown',
    'step in seen, recovered',
    'unseen in flow, recovered',
  ]);
});

test('a flow that is left out by sampling stays left out', async () => {
  const { told } = await parents(
    async ({ wrap, step }) => {
      const flow = wrap('workflow', 'flow', async () => {
        await pause();
        step();
        await wrap('task', 'inner', async () => {
          await pause();
          step();
        })();
      });
      await flow();
    },
    { sample: ({ name }) => name !== 'flow' },
  );
  assert.deepEqual(told, []);
});

test('so do thousands of them at once', async () => {
  const sink = memory();
  const sample = (/** @type {{ name: string }} */ { name }) => name !== 'flow';
  const tracer = createTracer({ exporters: [sink], context: createContext(), sample });
  const step = tracer.tool(async () => {}, { name: 'step' });
  const flow = tracer.workflow(
    async () => {
      await pause();
      await step();
    },
    { name: 'flow' },
  );
  await Promise.all(Array.from({ length: 3000 }, () => flow()));
  await tracer.flush();
  assert.equal(sink.spans.length, 0);
  await tracer.shutdown();
});

test('what is left out and gives a plain value is over', async () => {
  const sink = memory();
  const sample = (/** @type {{ name: string }} */ { name }) => name !== 'load';
  const tracer = createTracer({ exporters: [sink], context: createContext(), sample });
  const kept = tracer.tool(() => ({ config: [1] }), { name: 'load' })();
  await pause();
  tracer.trace('root', () => kept);
  await tracer.flush();
  assert.equal(sink.spans[0].attributes['spanloom.context'], undefined);
  await tracer.shutdown();
});

test('currentSpan and annotate find the span, too', async () => {
  const tracer = createTracer({ exporters: [], context: createContext() });
  const flow = tracer.workflow(async () => {
    await pause();
    return tracer.currentSpan()?.name;
  });
  assert.equal(await flow(), 'workflow');
  assert.equal(tracer.currentSpan(), undefined);
  await tracer.shutdown();
});

test('markers are used again', async () => {
  const tracer = createTracer({ exporters: [], context: createContext() });
  const flow = tracer.workflow(pause);
  await Promise.all(Array.from({ length: 100 }, () => flow()));
  const { markers } = realm().sync;
  for (let i = 0; i < 20; i++) await Promise.all(Array.from({ length: 100 }, () => flow()));
  assert.equal(realm().sync.markers, markers);
  await tracer.shutdown();
});

test('a recursion that is too deep ends as it does untraced', async () => {
  const tracer = createTracer({ exporters: [], context: createContext(), onError() {} });
  const sum = tracer.task(async (n) => (n === 0 ? 0 : 1 + (await sum(n - 1))), { name: 'sum' });
  for (let n = 200; n < 10_000; n += 3000) {
    const result = await Promise.race([sum(n).catch((error) => error), pause().then(pause).then(pause)]);
    assert.ok(result === n || result instanceof RangeError, `${n}: ${result}`);
  }
  await tracer.shutdown();
});

/** What a program may do to errors. */
const ERRORS = {
  'formats stacks itself': 'Error.prepareStackTrace = () => { throw new Error("called") }; before();',
  'wants no stacks': 'Error.stackTraceLimit = 0; before();',
  'has deleted the limit': 'delete Error.stackTraceLimit; before();',
  'guards its formatter': `Object.defineProperty(Error, 'prepareStackTrace', { get() { console.log('asked') }, configurable: true }); before();`,
};

const PROGRAM = (/** @type {string} */ errors) => `
  import createContext from './js/context/sync-stack.js';
  import { createTracer } from './js/index.js';
  import { memory } from './js/exporters/memory.js';
  const look = () => JSON.stringify(Object.getOwnPropertyDescriptors(Error), (_, each) => typeof each === 'function' ? String(each) : each);
  let seen;
  const before = () => { seen = look() };
  ${errors}
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], context: createContext() });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 1));
  const step = tracer.tool(() => 1, { name: 'step' });
  await tracer.workflow(async () => { await pause(); step(); }, { name: 'flow' })();
  if (look() !== seen) console.log('changed', look());
  await tracer.flush();
  const { attributes } = sink.spans.find(({ name }) => name === 'step');
  console.log(attributes['spanloom.context']);`;

/** @param {string} errors @param {string[]} flags */
const run = (errors, flags = []) =>
  execFileSync(process.execPath, [...flags, '--input-type=module', '--eval', PROGRAM(errors)], {
    cwd: ROOT,
    encoding: 'utf8',
  }).trim();

for (const [name, errors] of Object.entries(ERRORS)) {
  test(`a program that ${name} does not notice`, () => assert.equal(run(errors), 'recovered'));
}

test('where Error is frozen, ten frames are what there is, and a formatter is not called', () => {
  assert.equal(run('delete Error.prepareStackTrace; Object.freeze(Error); before();'), 'recovered');
  assert.equal(
    run('Error.prepareStackTrace = () => console.log("called"); Object.freeze(Error); before();'),
    'unknown',
  );
});

test('with frozen intrinsics it works as without', () => {
  const freeze = `for (const each of [Object, Function, Array, Promise, Error, Map, Set, WeakMap, Symbol, Reflect, RegExp, String,
      (async () => {}).constructor, (async function* () {}).constructor]) { Object.freeze(each); if (each.prototype) Object.freeze(each.prototype); }`;
  assert.equal(run(`delete Error.prepareStackTrace; ${freeze} before();`), 'recovered');
});
