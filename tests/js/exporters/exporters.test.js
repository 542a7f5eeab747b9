// Exporters are checked at setup, get spans of their own, and their losses are reported.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ConfigurationError, createTracer, memory } from '../../../js/index.js';
import { hang, startServer } from '../support/http-server.js';

/** A tracer with these exporters, and the calls of `onError`. */
function tracing(/** @type {any[]} */ exporters, more = {}) {
  /** @type {any[]} */
  const errors = [];
  return { errors, tracer: createTracer({ exporters, onError: (error) => errors.push(error), ...more }) };
}

const exports = (/** @type {object} */ more) => ({ export() {}, ...more });
const throws = () => {
  throw new Error('no');
};

for (const [what, exporter, message] of /** @type {[string, any, RegExp][]} */ ([
  ['a symbol as its name', exports({ name: Symbol('x') }), /'name' must be a string/],
  ['a timeout that is no number', exports({ timeout: Number.NaN }), /'timeout' must be a number above 0, not NaN/],
  ['a timeout of 0', exports({ timeout: 0 }), /'timeout' must be/],
  ['an unknown encoding', exports({ encoding: 'xml' }), /'encoding' must be 'otlp-protobuf' or 'otlp-json', not "xml"/],
  ['an odd treeLinks', exports({ treeLinks: 'no' }), /'treeLinks' must be true or false/],
  ['an odd shutdown', exports({ shutdown: true }), /'shutdown' must be a function/],
  ['no export', {}, /exporters\[1\] must be an exporter, such as otlp\(\), not an object/],
  ['an export that is no function', { export: 1 }, /'export' must be a function/],
  ['the function that makes one', memory, /exporters\[1\] must be an exporter, such as otlp\(\), not a function/],
  ['a name that throws', Object.defineProperty(exports({}), 'name', { get: throws }), /'name' cannot be read/],
  ['members that throw', new Proxy({}, { get: throws }), /cannot be read/],
  ['nothing at all', undefined, /must be an exporter/],
  // biome-ignore lint/suspicious/noSparseArray: what is not there is no exporter either
  ['a hole', [,][0], /must be an exporter/],
])) {
  test(`an exporter with ${what} is refused at setup, by name`, () => {
    const isTold = (/** @type {any} */ error) => {
      assert.ok(error instanceof ConfigurationError, String(error));
      assert.match(error.message, message);
      return /exporters\[1\]/.test(error.message);
    };
    assert.throws(() => createTracer({ exporters: [memory(), exporter] }), isTold);
  });
}

test('each member is read once, and methods are called on the exporter', async () => {
  /** @type {Record<string, number>} */
  const reads = {};
  /** @type {any[]} */
  const calls = [];
  class Odd {
    name = 'odd';
    export() {
      calls.push(['export', this]);
    }
    shutdown() {
      calls.push(['shutdown', this]);
    }
  }
  const exporter = new Odd();
  const counting = new Proxy(exporter, {
    get(target, key, receiver) {
      reads[String(key)] = (reads[String(key)] ?? 0) + 1;
      return Reflect.get(target, key, receiver);
    },
  });
  const { tracer } = tracing([counting]);
  tracer.task(() => 1, { name: 'a' })();
  await tracer.shutdown();
  assert.deepEqual(new Set(Object.values(reads)), new Set([1]), JSON.stringify(reads));
  assert.deepEqual(
    calls.map(([name, self]) => [name, self === counting]),
    [
      ['export', true],
      ['shutdown', true],
    ],
  );
});

/** Destroys everything that it gets. @param {any} value */
function wreck(value) {
  if (value instanceof Uint8Array) value.fill(0);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const key of Object.keys(value)) {
    wreck(value[key]);
    delete value[key];
  }
  if (Array.isArray(value)) value.length = 0;
}

test('what an exporter does to its spans affects no other exporter, and no later batch', async () => {
  const [before, after] = [memory(), memory()];
  const vandal = { name: 'vandal', export: wreck };
  const { tracer } = tracing([before, vandal, after]);
  const made = tracer.task(() => ({ a: 1 }), { name: 'made', tags: ['x', 'y'], attributes: { list: [[1], 2] } });
  const used = tracer.task((/** @type {object} */ value) => value, { name: 'used', tags: ['x', 'y'] });
  for (let i = 0; i < 2; i++) {
    tracer.trace('all', () => used(made()));
    await tracer.flush();
  }
  assert.equal(after.spans.length, 6);
  for (const spans of [before.spans, after.spans]) {
    const [, , , first, second] = spans;
    assert.deepEqual(first.attributes.list, [[1], 2]);
    assert.deepEqual(second.attributes['spanloom.tags'] ?? second.attributes['tag.tags'], ['x', 'y']);
    assert.ok(second.links.length > 0);
  }
  assert.deepEqual(before.spans, after.spans);
  assert.notEqual(before.spans[0], after.spans[0]);
});

for (const encoding of /** @type {const} */ (['otlp-protobuf', 'otlp-json'])) {
  test(`the same for bytes: ${encoding}`, async () => {
    /** @type {Uint8Array[]} */
    const bodies = [];
    const keep = { encoding, export: (/** @type {any} */ { body }) => void bodies.push(body) };
    const { tracer } = tracing([{ ...keep }, { encoding, export: wreck }, { ...keep }]);
    tracer.task(() => 1, { name: 'a' })();
    await tracer.flush();
    assert.equal(bodies.length, 2);
    assert.deepEqual(bodies[0], bodies[1]);
    assert.ok(bodies[0].some((byte) => byte !== 0));
  });
}

test('an exporter of objects is told the resource of its tracer, which it cannot change', async () => {
  /** @type {any[]} */
  const told = [];
  const exporter = exports({ export: (/** @type {any} */ _, /** @type {any} */ { resource }) => told.push(resource) });
  for (const service of ['shop', 'bank']) {
    const { tracer } = tracing([exporter], { service, environment: 'test', resource: { team: 'docs', odd: () => 1 } });
    tracer.trace('step', () => 1);
    await tracer.flush();
  }
  assert.deepEqual(
    told.map((resource) => resource['service.name']),
    ['shop', 'bank'],
  );
  const [{ team, odd, 'deployment.environment.name': environment }] = told;
  assert.deepEqual([team, odd, environment, Object.isFrozen(told[0])], ['docs', undefined, 'test', true]);
});

test('a span that two exporters wait for is one span in the queue', async () => {
  /** @type {(() => void)[]} */
  const answers = [];
  const slow = () => ({ export: () => new Promise((resolve) => answers.push(() => resolve(undefined))) });
  const { tracer } = tracing([slow(), slow()]);
  tracer.task(() => 'text', { name: 'a' })();
  assert.equal(tracer.stats()?.queue.spans, 1);
  const flushed = tracer.flush();
  while (answers.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(tracer.stats()?.queue.spans, 1);
  answers[0]();
  await new Promise((resolve) => setTimeout(resolve, 1));
  assert.equal(tracer.stats()?.queue.spans, 1);
  answers[1]();
  await flushed;
  assert.deepEqual(tracer.stats()?.queue, { spans: 0, bytes: 0 });
});

test('the first loss of each reason is reported, with the number of spans', async () => {
  const { tracer, errors } = tracing([memory()], { queue: { maxSpans: 10 } });
  const work = tracer.task(() => 1, { name: 'a' });
  for (let i = 0; i < 100; i++) work();
  await tracer.flush();
  assert.deepEqual(tracer.stats()?.spans.dropped, { queue_full: 90 });
  assert.deepEqual(
    errors.map(({ name, reason }) => [name, reason]),
    [['ExportError', 'queue_full']],
  );
  assert.match(errors[0].message, /^90 spans dropped \(queue_full\): .*queue\.maxSpans/);
  for (let i = 0; i < 100; i++) work();
  await tracer.flush();
  assert.equal(errors.length, 1);
});

test('a loss with an error is not reported twice, and having no exporter is not reported', async () => {
  const failing = { export: () => Promise.reject(Object.assign(new Error('bad'), { reason: 'odd' })) };
  const one = tracing([failing]);
  one.tracer.task(() => 1, { name: 'a' })();
  await one.tracer.flush();
  assert.deepEqual(
    [one.errors.map(({ message }) => message), one.tracer.stats()?.spans.dropped],
    [['bad'], { odd: 1 }],
  );
  const none = tracing([]);
  none.tracer.task(() => 1, { name: 'a' })();
  await none.tracer.flush();
  assert.deepEqual([none.errors, none.tracer.stats()?.spans.dropped], [[], { no_exporter: 1 }]);
});

test('an exporter that rejects with undefined is reported', async () => {
  const { tracer, errors } = tracing([{ export: () => Promise.reject() }]);
  tracer.task(() => 1, { name: 'a' })();
  await tracer.flush();
  assert.deepEqual(
    errors.map(({ reason }) => reason),
    ['exporter_error'],
  );
});

/** The output of a program that has to end by itself. */
async function run(/** @type {string} */ program) {
  const index = JSON.stringify(new URL('../../../js/index.js', import.meta.url));
  const source = `
    import { createTracer, otlp } from ${index};
    const start = (exporter, more) => createTracer({ exporters: [exporter], onError: ({ message, reason }) => console.log(message, reason), ...more });
    ${program}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', source], {
    timeout: 60_000,
  });
  return stdout.trim().split('\n');
}

const ENDED = (/** @type {number} */ spans) =>
  `the program ended before ${spans} spans were delivered; await flush() waits for all retries process_exit`;

test('a program ends even if its collector never answers', async (t) => {
  const { url } = await startServer(t, hang);
  const patient = `otlp({ url: '${url}', timeout: 600_000 })`;
  assert.deepEqual(await run(`start(${patient}).task(() => 1)();`), [ENDED(1)]);
});

test('also if the request was pending before the program was done', async (t) => {
  const { url, requests } = await startServer(t, hang);
  const patient = `otlp({ url: '${url}', timeout: 600_000 })`;
  const output = await run(`
    start(${patient}, { queue: { flushInterval: 1 } }).task(() => 1)();
    setTimeout(() => {}, 500);`);
  assert.deepEqual([output, requests.length], [[ENDED(1)], 1]);
});

test('also if there is no request yet, as the TLS handshake hangs', async (t) => {
  let connections = 0;
  const silent = createServer(() => {
    connections += 1;
  }).listen(0, '127.0.0.1');
  t.after(() => silent.close());
  await once(silent, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (silent.address());
  const output = await run(`
    start(otlp({ url: 'https://127.0.0.1:${port}', timeout: 600_000 }), { queue: { flushInterval: 1 } }).task(() => 1)();
    setTimeout(() => {}, 500);`);
  // It was not still there to try again.
  assert.deepEqual([output, connections], [[ENDED(1)], 1]);
});

test('a program that flushes waits for the answer', async (t) => {
  const { url } = await startServer(t, (response) => void setTimeout(() => response.end(), 3000));
  const output = await run(`
    const tracer = start(otlp({ url: '${url}' }));
    tracer.task(() => 1)();
    await tracer.flush();
    console.log(tracer.stats().spans.exported);`);
  assert.deepEqual(output, ['1']);
});

test('so does one with an exporter that ends with its signal, and later calls are traced', async () => {
  const output = await run(`
    let calls = 0;
    const tracer = start({ name: 'x', timeout: 600_000, export: (spans, { signal }) => new Promise((resolve) => {
      if (++calls > 1) return resolve();
      const alive = setInterval(() => {}, 1000);
      signal.addEventListener('abort', () => {
        clearInterval(alive);
        if (tracer.stats().queue.spans > 0) return;
        tracer.task(() => 2)();
        tracer.flush().then(() => console.log(JSON.stringify(tracer.stats().spans)));
      });
    }) });
    const work = tracer.task(() => 1);
    for (let i = 0; i < 6; i++) work();`);
  const [told, ...rest] = output;
  assert.equal(told, ENDED(6));
  const { ended, exported, dropped } = JSON.parse(/** @type {string} */ (rest.at(-1)));
  assert.deepEqual([ended, exported, dropped], [7, 1, { process_exit: 6 }]);
  assert.equal(rest.length, 1);
});

test('at the end of a program open spans are reported, and at process.exit() undelivered ones', async (t) => {
  const { url } = await startServer(t, hang);
  const open = '1 span was still open at the end of the program, and will not be exported';
  const patient = `const tracer = start(otlp({ url: '${url}', timeout: 600_000 }));`;
  const quiet = `const tracer = start({ name: 'none', export: async () => {} }); const span = tracer.startSpan('open'); await tracer.flush();`;
  const endings = [quiet, `${quiet} process.exit();`, `${patient} tracer.task(() => 1)(); process.exit();`];
  const output = await Promise.all(endings.map(run));
  assert.deepEqual(output, [[`${open} undefined`], [`${open} undefined`], [ENDED(1)]]);
});
