// Where a step goes that is called after something. Each feature runs in two workflows at once, so that nothing is told by there being only one.
import { clientPromise, lazyThenable } from './thenables.js';
import { named, recording, sleep } from './tracing.js';

/** @typedef {(step: () => unknown, call: () => Promise<unknown>) => Promise<unknown>} Body `call` is traced */

/** How the steps that `body` calls found their workflow. @param {Body} body @returns {Promise<string>} */
async function placed(body) {
  const { tracer, spans } = recording();
  const call = tracer.task(async () => sleep(1), { name: 'call' });
  let running = 2;
  const run = tracer.workflow(
    async (name) => {
      const step = tracer.tool(() => name, { name: `step of ${name}` });
      await body(step, call);
      running -= 1;
      while (running > 0) await sleep(1);
    },
    { name: 'run' },
  );
  await Promise.all(['one', 'two'].map((name) => run(name)));
  const found = await spans();
  const workflows = new Map(found.filter(({ name }) => name === 'run').map((span) => [span.input, span]));
  const steps = found.filter(({ name }) => name.startsWith('step'));
  const ways = new Set(steps.map((span) => way(span, workflows.get(span.name.slice('step of '.length)))));
  if (steps.length < 2) throw new Error('steps are missing');
  return [...ways].join(', ');
}

/** @param {import('spanloom').FinishedSpan} step @param {import('spanloom').FinishedSpan | undefined} workflow */
function way({ parentSpanId, traceId, attributes }, workflow) {
  if (parentSpanId === workflow?.spanId && traceId === workflow?.traceId)
    return attributes['spanloom.context'] === 'recovered' ? 'recovered' : 'yes';
  if (parentSpanId === undefined) return attributes['spanloom.context'] === 'unknown' ? 'unknown' : 'a new trace';
  throw new Error('a step is below the wrong span');
}

async function helper(/** @type {Function} */ step) {
  await sleep(1);
  return step();
}

/** @type {Record<string, Body>} */
const BODIES = {
  'context within the call': async (step) => step(),
  'after `await` of a promise': async (step) => {
    for (let turn = 0; turn < 3; turn++) {
      await Promise.resolve();
      step();
    }
  },
  'after `await` of a traced call': async (step, call) => {
    for (let turn = 0; turn < 3; turn++) {
      await call();
      step();
    }
  },
  'after `await` of a timer': async (step) => {
    await sleep(1);
    step();
  },
  'after `await` of a plain value': async (step) => {
    await 1;
    step();
  },
  'in a `catch` after `await`': async (step) => {
    try {
      await Promise.reject(new Error('expected'));
    } catch {
      step();
    }
  },
  'in `Promise.all`': async (step) => {
    const branch = async (/** @type {number} */ ms) => {
      await sleep(ms);
      step();
    };
    await Promise.all([branch(3), branch(1), branch(2)]);
    step();
  },
  'in an unwrapped helper': async (step) => {
    await helper(step);
    step();
  },
  'after `await` of fetch': async (step) => {
    const response = await fetch('data:text/plain,hello');
    await response.text();
    step();
  },
  "in a timer's callback": (step) =>
    new Promise((resolve) => {
      setTimeout(() => resolve(step()), 1);
    }),
};

/** Where a step is that is called in `then` of what a traced call returned, and where one that is called after `await` of it. @param {(inside: () => unknown) => any} make */
async function aroundThenable(make) {
  const { tracer, spans } = recording();
  const inside = tracer.tool(() => 1, { name: 'inside' });
  const call = tracer.llm(() => make(inside), { name: 'call' });
  const after = tracer.tool(() => 2, { name: 'after' });
  const run = tracer.workflow(
    async () => {
      const value = await call();
      after();
      return value;
    },
    { name: 'run' },
  );
  const other = tracer.workflow(async () => sleep(5), { name: 'other' });
  const [value] = await Promise.all([run(), other()]);
  if (value !== 'value') throw new Error(`it resolved to ${value}`);
  const found = await spans();
  return {
    inside: () => way(named(found, 'inside'), named(found, 'call')),
    after: () => way(named(found, 'after'), named(found, 'run')),
  };
}

/** @type {Record<string, import('./tracing.js').Feature>} */
export const CONTEXT = {
  ...Object.fromEntries(Object.entries(BODIES).map(([name, body]) => [name, () => placed(body)])),
  "after `await` of a client's promise": async () => (await aroundThenable(clientPromise)).after(),
  "within a client's promise": async () => (await aroundThenable(clientPromise)).inside(),
  'after `await` of a lazy thenable': async () => (await aroundThenable(lazyThenable)).after(),
  'within a lazy thenable': async () => (await aroundThenable(lazyThenable)).inside(),
  async 'within a thenable that an async function returns'() {
    const { tracer, spans } = recording();
    const inside = tracer.tool(() => 1, { name: 'inside' });
    const call = tracer.llm(
      async () => {
        await Promise.resolve();
        return lazyThenable(inside);
      },
      { name: 'call' },
    );
    await call();
    const found = await spans();
    return way(named(found, 'inside'), named(found, 'call'));
  },
  async '`span.run`'() {
    const { tracer, spans } = recording();
    const step = tracer.tool(() => 1, { name: 'step' });
    await tracer.trace('root', async (span) => {
      await sleep(1);
      span.run(step);
    });
    const found = await spans();
    return way(named(found, 'step'), named(found, 'root'));
  },
};
