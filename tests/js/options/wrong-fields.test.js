// What is wrong with one field of an option or annotation costs that field alone, is reported with its name, and never lets content out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigurationError, createTracer, memory, otlp } from '../../../js/index.js';

function recording() {
  const sink = memory();
  /** @type {any[]} */
  const errors = [];
  const tracer = createTracer({ exporters: [sink], onError: (error) => errors.push(error) });
  const finish = async () => {
    await tracer.shutdown();
    return sink.spans;
  };
  return { tracer: /** @type {any} */ (tracer), errors, finish };
}
const unreadable = (/** @type {string} */ name) =>
  Object.defineProperty({}, name, {
    enumerable: true,
    get() {
      throw new Error('no');
    },
  });

/** Options in which one is wrong, and its name. @type {[string, object][]} */
const WRONG = [
  ['userId', { userId: null }],
  ['sessionId', { sessionId: 7 }],
  ['tags', { tags: ['x', undefined] }],
  ['tags', { tags: 3 }],
  ['metadata', { metadata: null }],
  ['attributes', { attributes: [] }],
  ['model', { model: Symbol('m') }],
  ['args', { args: 'a' }],
  ['links', { links: 'no' }],
  ['name', { name: 5 }],
  ['kind', { kind: 'chain' }],
  ['colour', { colour: 'red' }],
  ['userId', unreadable('userId')],
];
for (const [name, wrong] of WRONG) {
  test(`trace and startSpan: ${name} is left out alone (${Object.keys(wrong)})`, async () => {
    const { tracer, errors, finish } = recording();
    // A spread would read the getter.
    const options = Object.defineProperties(
      { provider: 'p', captureOutput: false, captureInput: false },
      Object.getOwnPropertyDescriptors(wrong),
    );
    assert.equal(
      tracer.trace(options, () => 'SECRET'),
      'SECRET',
    );
    const span = tracer.startSpan(options);
    span.annotate({ input: 'SECRET', output: 'SECRET' });
    span.end();
    for (const { attributes, input, output } of await finish()) {
      assert.equal(attributes['gen_ai.provider.name'], 'p');
      assert.deepEqual([input, output], [undefined, undefined]);
    }
    assert.equal(errors.length, 2);
    for (const error of errors) {
      assert.ok(error instanceof ConfigurationError);
      assert.match(error.message, new RegExp(`'${name}'`));
    }
  });
}

test('what decides about content and is wrong keeps it in', async () => {
  const closed = [
    { captureOutput: 'yes' },
    { captureOutput: null },
    unreadable('captureOutput'),
    new Proxy({}, { ownKeys: () => assert.fail() }),
    { capture: false },
    { mask: () => '' },
    { captureoutput: false },
    [{ captureOutput: false }],
    new Map([['captureOutput', false]]),
  ];
  for (const options of closed) {
    const { tracer, errors, finish } = recording();
    tracer.trace(options, () => 'SECRET');
    assert.deepEqual(
      (await finish()).map(({ output }) => output),
      [undefined],
    );
    assert.equal(errors.length, 1);
  }
  for (const options of [42, null, undefined]) {
    const { tracer, finish } = recording();
    tracer.trace(options, () => 'said');
    assert.deepEqual(
      (await finish()).map(({ output }) => output),
      ['said'],
    );
  }
});

test('options that are inherited, or getters of a class, count like others', async () => {
  class Settings {
    get captureOutput() {
      return false;
    }
  }
  for (const options of [Object.create({ captureOutput: false }), new Settings()]) {
    const { tracer, errors, finish } = recording();
    tracer.trace(options, () => 'SECRET');
    assert.deepEqual([(await finish())[0].output, errors], [undefined, []]);
  }
  const sink = memory();
  const options = Object.assign(Object.create({ mask: () => 'masked' }), { exporters: [sink] });
  const tracer = createTracer(options);
  tracer.trace('step', () => 'SECRET');
  await tracer.shutdown();
  assert.equal(sink.spans[0].output, 'masked');
});

test('annotate: each field for itself', async () => {
  const { tracer, errors, finish } = recording();
  const wrong = [
    { userId: 42 },
    { tags: ['x', undefined] },
    { metadata: null },
    { sessionId: 7 },
    { cost: 0.1 },
    { usage: 'many' },
    { attributes: 1 },
    { tags: { a: unreadable('x') } },
    { metadata: unreadable('x') },
    { attributes: unreadable('x') },
    { metrics: unreadable('x') },
    unreadable('provider'),
  ];
  for (const fields of wrong) {
    const given = Object.defineProperties(
      { output: 'kept', model: 'm', error: new Error('boom') },
      Object.getOwnPropertyDescriptors(fields),
    );
    tracer.trace('step', () => {
      tracer.annotate(given);
      return 'raw';
    });
  }
  for (const { output, attributes, status } of await finish()) {
    assert.deepEqual([output, attributes['gen_ai.request.model'], status.message], ['kept', 'm', 'boom']);
  }
  assert.ok(errors.length >= 8, `${errors.length} reports`);
});

test('reports about running code show types, as a wrong value may be content', async () => {
  const { tracer, errors, finish } = recording();
  const inside = () => {
    for (const format of ['SECRET', 4711]) tracer.inject({}, { format });
    for (const attributes of ['SECRET', ['SECRET', 4711]]) tracer.annotate({ attributes });
    tracer.annotate('SECRET');
  };
  for (const fields of ['SECRET', 4711, { attributes: 'SECRET' }, { userId: 4711 }, { tags: ['x', 4711] }])
    tracer.withAttributes(fields, () => tracer.trace({ name: 'step', metadata: 'SECRET', sessionId: 4711 }, inside));
  await finish();
  const messages = errors.map(({ message }) => message);
  assert.ok(messages.length >= 5 * 7, `${messages.length} reports`);
  assert.deepEqual(
    messages.filter((message) => /SECRET|4711/.test(message)),
    [],
  );
  for (const expected of [
    "inject(): 'format' must be 'headers' or 'mcp', not a string",
    "withAttributes(): 'userId' must be a string, not a number",
    "annotate(): 'attributes' must be an object, not a list with a number",
    'withAttributes() takes an object of options, not a string',
  ])
    assert.ok(messages.includes(expected), expected);
});

test('counts that are no numbers are not sent', async () => {
  const { tracer, finish } = recording();
  const usage = { input_tokens: Number.NaN, output_tokens: Number.POSITIVE_INFINITY, total_tokens: 3 };
  tracer.trace('step', () => tracer.annotate({ usage, metrics: { score: Number.NaN, depth: 2 } }));
  const [{ attributes }] = await finish();
  const told = Object.entries(attributes).filter(([name]) => /usage|metric/.test(name));
  assert.deepEqual(told, [
    ['spanloom.metric.depth', 2],
    ['gen_ai.usage.total_tokens', 3],
  ]);
});

test('while setting up, a wrong option throws, whatever it is', () => {
  const { tracer } = recording();
  const wraps = [
    { userId: null },
    { tags: ['x', undefined] },
    { captureOutput: 'no' },
    unreadable('name'),
    new Proxy({}, { ownKeys: () => assert.fail() }),
  ];
  for (const options of wraps) assert.throws(() => tracer.task(() => {}, options), ConfigurationError);
  const exporter = { export() {} };
  const setups = [
    unreadable('service'),
    { capture: { maxValueBytes: Number.NaN } },
    { queue: { maxOpenSpans: 0 } },
    { promiseTimeout: Number.NaN },
    { exporters: [{ ...exporter, timeout: Number.NaN }] },
    { exporters: [{ ...exporter, encoding: 'xml' }] },
    { exporters: [{ ...exporter, name: Symbol('odd') }] },
    { exporters: [Object.defineProperty({ ...exporter }, 'name', { get: () => assert.fail() })] },
    { exporters: [{}] },
    { exporters: [null] },
  ];
  for (const options of setups) assert.throws(() => createTracer(/** @type {any} */ (options)), ConfigurationError);
  for (const url of ['http://:pw@host', 'http://user@host', 'http://user:pw@host']) {
    assert.throws(
      () => otlp({ url }),
      (error) => error instanceof ConfigurationError && !/pw|user/.test(error.message),
    );
  }
});

test('options are read once', () => {
  let reads = 0;
  const counting = (/** @type {object} */ target) =>
    new Proxy(target, {
      get(object, key) {
        if (Object.hasOwn(object, key)) reads += 1;
        return Reflect.get(object, key);
      },
    });
  const { tracer } = recording();
  tracer.trace(counting({ name: 'step', userId: 'u' }), () => {});
  tracer.task(() => {}, counting({ name: 'step', userId: 'u' }));
  createTracer(counting({ service: 's', environment: 'e' }));
  assert.equal(reads, 6);
});

test('maxValueBytes may be Infinity: values are cut where they would be too large for the core', async () => {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], capture: { maxValueBytes: Number.POSITIVE_INFINITY } });
  const step = tracer.task((/** @type {unknown} */ value) => value, { name: 'step' });
  for (let i = 0; i < 100; i++) step({ i });
  await tracer.shutdown();
  assert.equal(sink.spans.length, 100);
  assert.deepEqual(
    sink.spans.map(({ output }) => output),
    Array.from({ length: 100 }, (_, i) => `{"i":${i}}`),
  );
});
