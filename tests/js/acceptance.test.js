// The tracer as a whole: what its options promise, and where every span goes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { createTracer, memory, otlp } from '../../js/index.js';
import { startCollector } from './support/collector.js';
import { linksOf, named, recording } from './support/spans.js';

const SECRET = 'sk-ant-do-not-tell';
const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((a, b) => a + b, 0);

test('an exporter that hangs loses its own copy, and holds up nothing else', async () => {
  const good = memory();
  const hanging = { name: 'hanging', timeout: 50, export: () => new Promise(() => {}) };
  /** @type {any[]} */
  const errors = [];
  const tracer = createTracer({
    exporters: [/** @type {any} */ (hanging), good],
    onError: (error) => errors.push(error),
  });
  for (let i = 0; i < 20; i++) tracer.task(() => i, { name: 'work' })();
  await tracer.flush();
  assert.equal(good.spans.length, 20);
  const { spans, exporters } = tracer.stats();
  assert.deepEqual([spans.ended, spans.exported, spans.dropped], [20, 20, {}]);
  assert.deepEqual(
    exporters.map(({ name, exported, dropped }) => [name, exported, dropped]),
    [
      ['hanging', 0, { timeout: 20 }],
      ['memory', 20, {}],
    ],
  );
  assert.equal(errors.length, 1);
  await tracer.shutdown();
});

test('enabled: false runs functions untraced and records nothing', async () => {
  const exporter = memory();
  const tracer = createTracer({ enabled: false, exporters: [exporter] });
  const result = tracer.trace('block', (span) => {
    span.annotate({ output: 1 });
    return [tracer.task(() => tracer.currentSpan())(), span.spanId];
  });
  assert.deepEqual(result, [undefined, '0'.repeat(16)]);
  await tracer.shutdown();
  assert.deepEqual(exporter.spans, []);
  assert.equal(tracer.stats().spans.started, 0);
});

test('sample decides on roots, and whole traces follow', async () => {
  /** @type {string[]} */
  const asked = [];
  const { tracer, finish } = recording({
    sample: ({ kind, name }) => {
      asked.push(`${kind} ${name}`);
      return name === 'kept';
    },
  });
  const child = tracer.task(async () => tracer.trace('grandchild', () => {}), { name: 'child' });
  for (const name of ['kept', 'left']) await tracer.trace({ name, kind: 'agent' }, async () => child());
  const spans = await finish();
  assert.deepEqual(asked, ['agent kept', 'agent left']);
  assert.deepEqual(
    spans.map(({ name }) => name),
    ['grandchild', 'child', 'kept'],
  );
  assert.equal(tracer.stats().spans.unsampled, 3);
});

test('a share samples about that many traces', async () => {
  const { tracer, finish } = recording({ sample: 0.25 });
  const work = tracer.task(() => {});
  for (let i = 0; i < 4000; i++) work();
  const { length } = await finish();
  assert.ok(length > 700 && length < 1300, `${length} of 4000`);
});

for (const [how, mask] of /** @type {const} */ ([
  [
    'throws',
    () => {
      throw new Error(SECRET);
    },
  ],
  ['answers with a promise', async () => SECRET],
  [
    'answers with what cannot be read',
    () => ({
      get broken() {
        throw new Error(SECRET);
      },
    }),
  ],
  ['replaces', (/** @type {unknown} */ value) => JSON.parse(JSON.stringify(value).replaceAll(SECRET, '***'))],
])) {
  test(`a mask that ${how} lets no secret out, by any exporter`, async () => {
    const collectors = [await startCollector(), await startCollector()];
    const exporters = collectors.map(({ url }, i) => otlp({ url, format: i === 0 ? 'protobuf' : 'json', gzip: false }));
    const exporter = memory();
    const tracer = createTracer({
      exporters: [exporter, ...exporters],
      mask: /** @type {any} */ (mask),
      onError: () => {},
    });
    const tell = tracer.llm((/** @type {object} */ request) => ({ request, text: SECRET }), {
      name: 'tell',
      args: ['request'],
    });
    const stream = tracer.llm(
      function* () {
        yield SECRET;
      },
      { name: 'stream' },
    );
    tracer.trace('root', (span) => {
      tell({ key: SECRET, [SECRET]: 1 });
      tracer.tool((/** @type {string} */ key) => key, { name: 'text' })(SECRET);
      assert.deepEqual([...stream()], [SECRET]);
      span.annotate({ input: SECRET, output: { SECRET: [SECRET] }, metadata: { SECRET: SECRET } });
      assert.throws(
        tracer.task(
          () => {
            throw new Error(SECRET);
          },
          { name: 'fail' },
        ),
      );
    });
    await tracer.shutdown();
    assert.equal(exporter.spans.length, 5);
    const told = JSON.stringify([exporter.spans, collectors.map(({ requests }) => requests)], (_key, value) =>
      typeof value === 'bigint' ? `${value}` : value,
    );
    assert.ok(!told.includes(SECRET), told.slice(Math.max(0, told.indexOf(SECRET) - 300)).slice(0, 500));
    if (how === 'replaces') assert.match(told, /\*\*\*/);
    for (const collector of collectors) collector.close();
  });
}

test('capture: false exports no content, and links stay', async () => {
  const { tracer, finish } = recording({ capture: false });
  const retrieve = tracer.retrieval(() => [{ text: SECRET }], { name: 'retrieve' });
  const answer = tracer.llm((/** @type {object[]} */ docs) => docs.length, { name: 'answer' });
  answer(retrieve());
  tracer.trace('root', (span) => {
    answer(retrieve());
    span.annotate({ input: SECRET, output: SECRET });
  });
  const spans = await finish();
  for (const { input, output, attributes } of spans) {
    assert.deepEqual([input, output], [undefined, undefined]);
    assert.ok(!JSON.stringify(attributes).includes(SECRET));
  }
  assert.deepEqual(linksOf(spans[3], spans), ['retrieve.output -> input']);
});

test('captureInput and captureOutput decide for one function', async () => {
  const { tracer, finish } = recording({ capture: { output: false } });
  tracer.task((/** @type {string} */ x) => x, { name: 'neither', captureInput: false })('a');
  tracer.task((/** @type {string} */ x) => x, { name: 'both', captureOutput: true })('b');
  const spans = await finish();
  assert.deepEqual(
    spans.map(({ input, output }) => [input, output]),
    [
      [undefined, undefined],
      ['b', 'b'],
    ],
  );
});

test('links: false leaves a function out, as consumer, as producer and as the one that hands down', async () => {
  const { tracer, finish } = recording();
  const make = tracer.task(() => ({}), { name: 'make' });
  const quiet = tracer.task((/** @type {object} */ x) => use(x), { name: 'quiet', links: false });
  const use = tracer.task((/** @type {object} */ x) => x, { name: 'use' });
  const secret = tracer.task(() => ({}), { name: 'secret', links: false });
  tracer.trace('root', () => {
    quiet(make());
    tracer.task((/** @type {object} */ _x) => {}, { name: 'last' })(secret());
  });
  const spans = await finish();
  for (const name of ['quiet', 'secret', 'last']) assert.deepEqual(linksOf(named(spans, name), spans), []);
  assert.deepEqual(linksOf(named(spans, 'use'), spans), ['make.output -> input']);
});

for (const [what, links] of /** @type {const} */ ([
  ['links: false', false],
  ["policy 'off'", { policy: 'off' }],
  ['identity: false', { identity: false }],
])) {
  test(`${what}: no automatic links`, async () => {
    const { tracer, finish } = recording({ links: /** @type {any} */ (links) });
    tracer.trace('root', () => tracer.task((/** @type {object} */ x) => x)(tracer.task(() => ({}))()));
    assert.deepEqual(
      (await finish()).flatMap((span) => span.links),
      [],
    );
  });
}

test('members: false sees whole values only', async () => {
  const { tracer, finish } = recording({ links: { members: false } });
  const make = tracer.task(() => ({ inner: {} }), { name: 'make' });
  tracer.trace('root', () => {
    const made = make();
    tracer.task((/** @type {object} */ _x) => {}, { name: 'whole' })(made);
    tracer.task((/** @type {object} */ _x) => {}, { name: 'inner' })(made.inner);
    tracer.task((/** @type {object} */ _x) => {}, { name: 'outer' })([made]);
  });
  const spans = await finish();
  assert.deepEqual(
    ['whole', 'inner', 'outer'].map((name) => named(spans, name).links.length),
    [1, 0, 0],
  );
});

test('ignore leaves values out with what is in them; when it throws, the value stays in', async () => {
  const client = { config: { url: 'x' } };
  const ignore = (/** @type {any} */ value) => {
    if (value.isTricky) throw new Error('cannot judge');
    return value === client;
  };
  const { tracer, finish } = recording({ links: { ignore } });
  const make = tracer.task((/** @type {object} */ x) => x, { name: 'make' });
  tracer.trace('root', () => {
    tracer.task((/** @type {unknown[]} */ ..._x) => {}, { name: 'quiet' })(make(client), [client]);
    tracer.task((/** @type {object} */ _x) => {}, { name: 'tricky' })(make({ isTricky: true }));
  });
  const spans = await finish();
  assert.deepEqual(linksOf(named(spans, 'quiet'), spans), []);
  assert.deepEqual(linksOf(named(spans, 'tricky'), spans), ['make.output -> input']);
});

test('an attribute that cannot be read costs no other attribute, and one without end no other span', async () => {
  const collector = await startCollector();
  const { tracer, finish } = recording({ exporters: [otlp({ url: collector.url })], onError: () => {} });
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  /** @type {Record<string, unknown>} */
  const cyclic = {};
  for (let i = 0; i < 20; i++) cyclic[`k${i}`] = cyclic;
  const broken = {
    get value() {
      throw new Error('getter');
    },
  };
  /** @type {string[]} */
  const endless = [];
  for (const value of [proxy, cyclic, broken, [broken], Object(1n), Symbol('s'), () => {}]) {
    tracer.trace('tells', (span) => {
      if (value === cyclic) endless.push(span.spanId);
      span.annotate({ attributes: { before: 1, value, after: 2 }, metadata: { value }, tags: ['a'] });
      span.link({ traceId: '1'.repeat(32), spanId: '2'.repeat(16) }, { before: 1, value, after: 2 });
    });
  }
  const spans = await finish();
  collector.close();
  const expected = { before: 1, after: 2, 'tag.tags': ['a'] };
  assert.equal(spans.length, 7);
  assert.equal(collector.spans.length, 7);
  for (const { spanId, attributes, links } of collector.spans) {
    const keys = attributes.map((/** @type {{ key: string }} */ { key }) => key);
    if (!endless.includes(spanId))
      assert.deepEqual(
        keys.filter((/** @type {string} */ key) => key in expected),
        Object.keys(expected),
      );
    assert.equal(new Set(keys).size, keys.length);
    assert.equal(links.length, 1);
  }
});

test('what the user sets wins, and no key comes twice', async () => {
  const collector = await startCollector();
  const { tracer, finish } = recording({ exporters: [otlp({ url: collector.url })] });
  const own = { 'openinference.span.kind': 'X', 'gen_ai.request.model': 'mine', 'session.id': 'mine' };
  const attributes = { ...own, 'input.value': 'mine', 'input.mime_type': 'mine', 'output.value': 'mine' };
  const fail = tracer.llm(
    (/** @type {string} */ _text) => {
      throw new Error('x');
    },
    { name: 'fail', model: 'm', attributes },
  );
  assert.throws(() => fail('text'));
  await finish();
  collector.close();
  const [{ attributes: sent }] = collector.spans;
  const keys = sent.map((/** @type {{ key: string }} */ { key }) => key);
  assert.deepEqual(
    keys.filter((/** @type {string} */ key, /** @type {number} */ i) => keys.indexOf(key) !== i),
    [],
  );
  for (const [key, value] of Object.entries(own))
    assert.deepEqual(
      sent.find((/** @type {{ key: string }} */ item) => item.key === key)?.value,
      { stringValue: value },
      key,
    );
});

test('two tracers side by side: own ids, own parents, no links between them', async () => {
  const [one, two] = [recording(), recording()];
  const make = one.tracer.task(() => ({}), { name: 'make' });
  const use = two.tracer.task((/** @type {object} */ x) => x, { name: 'use' });
  const again = one.tracer.task((/** @type {object} */ x) => x, { name: 'again' });
  one.tracer.trace('root', () => two.tracer.trace('other', () => again(use(make()))));
  const [ours, theirs] = [await one.finish(), await two.finish()];
  assert.deepEqual(
    ours.map(({ name }) => name),
    ['make', 'again', 'root'],
  );
  assert.deepEqual(
    theirs.map(({ name }) => name),
    ['use', 'other'],
  );
  assert.equal(named(ours, 'again').parentSpanId, named(ours, 'root').spanId);
  assert.equal(named(theirs, 'other').parentSpanId, undefined);
  assert.deepEqual(linksOf(named(ours, 'again'), ours), ['make.output -> input']);
  assert.deepEqual(linksOf(named(theirs, 'use'), theirs), []);
  assert.deepEqual(linksOf(named(theirs, 'other'), theirs), ['use.output -> output']);
  assert.notEqual(ours[0].traceId, theirs[0].traceId);
});

test('under the cap nothing is dropped; over it, each span is counted', async () => {
  for (const [count, lost] of [
    [100, 0],
    [130, 30],
  ]) {
    const errors = [];
    const onError = (error) => errors.push(error.reason);
    const { tracer, finish } = recording({ queue: { maxSpans: 100, flushInterval: 60_000 }, onError });
    const work = tracer.task(() => {});
    for (let i = 0; i < count; i++) work();
    const spans = await finish();
    const { ended, exported, dropped } = tracer.stats().spans;
    assert.deepEqual([ended, exported, sum(dropped), spans.length], [count, count - lost, lost, count - lost]);
    assert.deepEqual(Object.keys(dropped), lost > 0 ? ['queue_full'] : []);
    assert.deepEqual(errors, Object.keys(dropped), 'the first of each reason is told');
  }
});

test('a child that outlives its root is exported, below it and in its trace', async () => {
  const { tracer, finish } = recording();
  /** @type {Promise<unknown> | undefined} */
  let late;
  const child = tracer.task(async () => new Promise((resolve) => setTimeout(resolve, 5)), { name: 'child' });
  tracer.trace('root', () => {
    late = child();
  });
  await tracer.flush();
  await late;
  const spans = await finish();
  assert.deepEqual(
    spans.map(({ name }) => name),
    ['root', 'child'],
  );
  assert.deepEqual([spans[1].parentSpanId, spans[1].traceId], [spans[0].spanId, spans[0].traceId]);
});

test('flush and shutdown are safe to call at any time, also twice and at once', async () => {
  const { tracer, finish } = recording();
  const work = tracer.task(() => {});
  await tracer.flush();
  work();
  await Promise.all([tracer.flush(), tracer.flush(), tracer.shutdown(), tracer.shutdown()]);
  const spans = await finish();
  assert.equal(spans.length, 1);
  work();
  tracer.trace('after', (span) => span.annotate({ output: 1 }));
  await tracer.flush();
  assert.equal(spans.length, 1);
  const { started, ended, exported } = tracer.stats().spans;
  assert.deepEqual([started, ended, exported], [1, 1, 1]);
});

test('a span that is open at shutdown is counted as dropped when it ends', async () => {
  const { tracer, finish } = recording();
  const span = tracer.startSpan('open');
  await finish();
  span.end();
  const { ended, dropped } = tracer.stats().spans;
  assert.deepEqual([ended, dropped], [1, { shut_down: 1 }]);
});

test('a program that ends without a flush still delivers', async () => {
  const collector = await startCollector();
  const program = `
    import { init, otlp, workflow, task } from '${new URL('../../js/index.js', import.meta.url).href}';
    init({ service: 'short', exporters: [otlp({ url: '${collector.url}' })] });
    const make = task(() => ({}), { name: 'make' });
    workflow(() => task((x) => x, { name: 'use' })(make()), { name: 'root' })();
    console.log('done');`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  collector.close();
  assert.deepEqual([stdout, stderr], ['done\n', '']);
  assert.deepEqual(
    collector.spans.map(({ name }) => name),
    ['make', 'use', 'root'],
  );
});

test('a program whose receiver is gone ends all the same', async () => {
  const collector = await startCollector();
  collector.close();
  const program = `
    import { init, otlp, task } from '${new URL('../../js/index.js', import.meta.url).href}';
    init({ exporters: [otlp({ url: '${collector.url}' })], onError() {} });
    task(() => {})();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout: 20_000 });
});
