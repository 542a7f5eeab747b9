// What the store tells of traces: lists, trees, links, details, sessions, search, and the bounds that it keeps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore } from '../../../js/viewer/store/store.js';
import { ragTrace } from '../fixtures.js';
import { attributes, nanos, request, START, span, spanId, storeOf, summariesOf, traceId, treeOf } from './support.js';

const QUOTE = 'the second key has to exist before the first one is revoked, in every region';

test('a trace stands in the order of the tree, siblings by start', async () => {
  const store = await storeOf(
    span(5, { parent: 2, at: 40 }),
    span(4, { parent: 2, at: 30 }),
    span(3, { parent: 1, at: 20 }),
    span(2, { parent: 1, at: 10 }),
    span(1, { at: 0, ms: 100 }),
    span(6, { parent: 99, at: 5 }),
  );
  const model = await store.trace(traceId());
  assert.deepEqual(treeOf(model), [
    ['step 1', 0, -1],
    ['step 2', 1, 0],
    ['step 4', 2, 1],
    ['step 5', 2, 1],
    ['step 3', 1, 0],
    ['step 6', 0, -1],
  ]);
  assert.deepEqual([model?.start, model?.duration, model?.spans[2].start], [START, 100, 30]);
});

test('parents in a circle, and a chain as long as a trace, are a tree', async () => {
  const circle = await storeOf(
    span(1, { parent: 2 }),
    span(2, { parent: 1 }),
    span(3, { parent: 3 }),
    span(4, { parent: 2 }),
  );
  assert.deepEqual(treeOf(await circle.trace(traceId())), [
    ['step 3', 0, -1],
    ['step 1', 0, -1],
    ['step 2', 1, 1],
    ['step 4', 2, 2],
  ]);
  const chain = await storeOf(...Array.from({ length: 20_000 }, (_, at) => span(at + 1, { parent: at || undefined })));
  assert.equal((await chain.trace(traceId()))?.spans.at(-1)?.depth, 19_999);
});

test('recorded and computed links are there once each, those of other traces are not', async () => {
  const link = (/** @type {number} */ id, /** @type {object} */ own, trace = 1) => ({
    traceId: traceId(trace),
    spanId: spanId(id),
    attributes: own,
  });
  const store = await storeOf(
    span(1, { at: 0, ms: 9, attributes: { 'output.value': QUOTE } }),
    span(2, {
      at: 20,
      attributes: { 'input.value': `${QUOTE} and so on` },
      more: {
        links: [
          link(1, attributes({ from: 'output', to: 'input', 'spanloom.via': 'text' })),
          link(1, []),
          link(1, [], 2),
          link(77, []),
          link(1, [
            ...attributes({ from: 'input', to: 'output', 'spanloom.via': 'identity' }),
            { key: 'spanloom.overlap', value: { doubleValue: 0.5 } },
          ]),
        ],
      },
    }),
    span(3, { at: 30, attributes: { 'input.value': QUOTE } }),
  );
  const links = (await store.trace(traceId()))?.links;
  assert.deepEqual(
    links?.map(({ from, to, fromSide, toSide, via, overlap }) => [from, to, fromSide, toSide, via, overlap]),
    [
      [0, 1, 'output', 'input', 'text', undefined],
      [0, 1, 'input', 'output', 'identity', 0.5],
      [0, 2, 'output', 'input', 'structure', undefined],
    ].map((wanted, at) => (at === 2 ? [...wanted.slice(0, 4), links?.[2].via, links?.[2].overlap] : wanted)),
  );
});

test('a detail says where its parts came from and went, and the other end says the same words', async () => {
  const store = await storeOf(
    span(1, { at: 0, ms: 9, attributes: { 'output.value': JSON.stringify({ said: `He said "ä": ${QUOTE}` }) } }),
    span(2, { at: 20, attributes: { 'input.value': `We know that ${QUOTE}. Right?` } }),
  );
  const [from, to] = [await store.span(traceId(), spanId(1)), await store.span(traceId(), spanId(2))];
  const runs = /** @type {any} */ (to)?.contents[0].blocks[0].runs;
  const marked = runs.filter((/** @type {any} */ { origins }) => origins.length > 0);
  assert.equal(marked.length, 1);
  assert.ok(marked[0].text.includes(QUOTE));
  assert.ok(runs[0].origins.length === 0 && runs[0].text.startsWith('We know'));
  const [origin] = to?.origins ?? [];
  assert.deepEqual([origin.spanId, origin.side, origin.attribute], [spanId(1), 'output', 'output.value']);
  assert.ok(origin.text.includes(QUOTE));
  assert.deepEqual(
    from?.uses.map((use) => use.spanId),
    [spanId(2)],
  );
});

test('a span that comes again replaces, in the model, the details, the links and the export', async () => {
  const store = await storeOf(
    span(1, { attributes: { 'output.value': QUOTE } }),
    span(2, { at: 20, attributes: { 'input.value': QUOTE } }),
    span(2, { at: 20, name: 'twice', attributes: { 'input.value': QUOTE } }),
  );
  const before = await store.trace(traceId());
  assert.deepEqual(
    before?.spans.map(({ name }) => name),
    ['step 1', 'twice'],
  );
  assert.equal(before?.links.length, 1);
  await store.add(request([span(2, { at: 20, name: 'again', attributes: { 'input.value': 'nothing of it' } })]));
  const after = await store.trace(traceId());
  assert.ok((after?.version ?? 0) > (before?.version ?? 0));
  assert.deepEqual([after?.spans.map(({ name }) => name), after?.links], [['step 1', 'again'], []]);
  const { resourceSpans } = JSON.parse(await store.export(traceId()));
  const spans = resourceSpans.flatMap((/** @type {any} */ each) => each.scopeSpans[0].spans);
  assert.deepEqual(
    spans.map((/** @type {any} */ { name }) => name),
    ['step 1', 'again'],
  );
});

test('a summary tells the root, times, tokens, services, kinds and what was asked', async () => {
  const store = createStore();
  await store.add(
    request(
      [
        span(2, {
          parent: 1,
          at: 5,
          ms: 20,
          attributes: {
            'openinference.span.kind': 'LLM',
            'gen_ai.usage.input_tokens': 7,
            'gen_ai.usage.output_tokens': 2,
          },
        }),
      ],
      { service: 'model' },
    ),
  );
  await store.add(
    request([
      span(1, {
        name: 'ask',
        at: 0,
        ms: 10,
        attributes: {
          'session.id': 's',
          'input.value': JSON.stringify([
            { role: 'system', content: 'Be kind' },
            { role: 'user', content: 'Which tram?' },
          ]),
          'output.value': 'Line 4',
        },
      }),
    ]),
  );
  assert.deepEqual(await summariesOf(store), [
    {
      ...{
        traceId: traceId(),
        name: 'ask',
        services: ['model', 'app'],
        sessionId: 's',
        start: START,
        duration: 25,
        spanCount: 2,
      },
      ...{
        status: 'unset',
        kinds: ['llm', 'step'],
        tokens: { input: 7, output: 2 },
        origin: 'page',
        question: 'Which tram?',
        answer: 'Line 4',
        terms: 'step 2\nask',
      },
    },
  ]);
});

test('a summary has the names of steps and the messages of errors, each once and within bounds', async () => {
  const events = [
    { name: 'exception', attributes: attributes({ 'exception.type': 'Odd', 'exception.message': 'lost' }) },
  ];
  const store = await storeOf(
    span(1, { name: 'ask' }),
    ...[2, 3].map((id) => span(id, { parent: 1, name: 'find', more: { status: { code: 2 }, events } })),
  );
  assert.deepEqual(
    (await summariesOf(store)).map(({ terms }) => terms),
    ['ask\nfind\nOdd: lost'],
  );
  const long = await storeOf(
    ...Array.from({ length: 50 }, (_, id) =>
      span(id + 1, { name: `${id} `.repeat(100), more: { status: { code: 2, message: `${id}!`.repeat(100) } } }),
    ),
  );
  const [{ terms }] = await summariesOf(long);
  assert.ok(terms.length <= 2000 && terms.includes('Error: 0!'), `${terms.length} characters`);
});

test('where the root says nothing, the first input and the last output tell what was asked', async () => {
  const store = await storeOf(
    span(1, { at: 0, ms: 90 }),
    span(2, { parent: 1, at: 10, attributes: { 'input.value': 'first' } }),
    span(3, { parent: 1, at: 20, attributes: { 'input.value': 'second', 'output.value': 'last' } }),
  );
  const [{ question, answer }] = await summariesOf(store);
  assert.deepEqual([question, answer], ['first', 'last']);
});

test('watchers are told when something comes, newest first, and again when it goes', async () => {
  const store = createStore();
  /** @type {string[][]} */
  const told = [];
  /** @type {(value?: unknown) => void} */
  let wake = () => {};
  await store.watch((summaries) => {
    told.push(summaries.map(({ name }) => name));
    wake();
  });
  const next = () =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const keep = setInterval(() => {}, 10);
  const first = next();
  await store.add(request([span(1, { name: 'old', at: 0 })]));
  await first;
  const second = next();
  await store.add(request([span(2, { trace: 2, name: 'new', at: 9 })]));
  await second;
  const third = next();
  await store.remove(traceId(1));
  await third;
  clearInterval(keep);
  assert.deepEqual(told, [[], ['old'], ['new', 'old'], ['new']]);
});

test('a session is its traces by start', async () => {
  const of = (/** @type {number} */ trace, /** @type {number} */ at, /** @type {string} */ session) =>
    span(trace, { trace, at, name: `t${trace}`, attributes: { 'session.id': session } });
  const store = await storeOf(of(1, 20, 'a'), of(2, 10, 'a'), of(3, 0, 'b'));
  assert.deepEqual(
    (await store.session('a')).map(({ name }) => name),
    ['t2', 't1'],
  );
});

test('search looks into names, attributes and events, also at text that JSON escapes', async () => {
  const store = await storeOf(
    span(1, { name: 'Tram', attributes: { a: 'x' } }),
    span(2, { attributes: { b: '{"c":"\\u00fcber \\"Ulm\\""}' } }),
    span(3, { more: { events: [{ name: 'e', attributes: attributes({ d: 'Line 4' }) }] } }),
  );
  const found = async (/** @type {string} */ text) => (await store.search(traceId(), text)).map(Number);
  assert.deepEqual(
    [await found('tram'), await found('ÜBER "ulm'), await found('line 4'), await found('nowhere')],
    [[1], [2], [3], []],
  );
});

test('errors are told with their causes, outermost first', async () => {
  const stack =
    'TypeError: it failed\n    at a (b.js:1:1)\nCaused by: RangeError: too far\n    at c (d.js:2:2)\nCaused by: Odd: x';
  const python =
    'Traceback:\n  File "a"\nValueError: inner\n\nThe above exception was the direct cause of the following exception:\n\nTraceback:\n  File "b"\nKeyError: outer';
  const event = (/** @type {string} */ type, /** @type {string} */ message, /** @type {string} */ text) => ({
    events: [
      {
        name: 'exception',
        timeUnixNano: nanos(1),
        attributes: attributes({ 'exception.type': type, 'exception.message': message, 'exception.stacktrace': text }),
      },
    ],
  });
  const store = await storeOf(
    span(1, { more: { ...event('TypeError', 'it failed: too far', stack), status: { code: 2 } } }),
    span(2, { more: event('KeyError', 'outer', python) }),
    span(3, {
      attributes: { 'error.type': 'Timeout' },
      more: { status: { code: 'STATUS_CODE_ERROR', message: 'late' } },
    }),
    span(4),
  );
  const errors = async (/** @type {number} */ id) =>
    (await store.span(traceId(), spanId(id)))?.errors.map(({ type, message }) => [type, message]);
  assert.deepEqual(await errors(1), [
    ['TypeError', 'it failed: too far'],
    ['RangeError', 'too far'],
    ['Odd', 'x'],
  ]);
  assert.deepEqual(await errors(2), [
    ['KeyError', 'outer'],
    ['ValueError', 'inner'],
  ]);
  assert.deepEqual(await errors(3), [['Timeout', 'late']]);
  assert.deepEqual(await errors(4), []);
  assert.equal((await store.span(traceId(), spanId(1)))?.events[0].time, 0);
});

test('beyond the bound of memory, the oldest traces go, and it is told', async () => {
  const store = createStore({ maxBytes: 20_000 });
  const of = (/** @type {number} */ trace) =>
    request([span(trace, { trace, name: `t${trace}`, attributes: { a: 'x'.repeat(7000) } })]);
  const { problems } = await store.add([of(1), of(2), of(3)]);
  assert.deepEqual(problems, ['1 older traces were removed to make room']);
  assert.deepEqual(
    (await summariesOf(store)).map(({ name }) => name),
    ['t3', 't2'],
  );
  const own = (/** @type {number} */ id) => request([span(id, { trace: 9, attributes: { a: 'x'.repeat(15_000) } })]);
  const large = await store.add([own(1), own(2), own(3)]);
  assert.deepEqual([large.spans, large.problems.at(-1)], [2, '2 older traces were removed to make room']);
  assert.ok(large.problems[0].includes('too large'));
});

test('a trace that was removed or evicted, and comes again, is what came last', async () => {
  const filler = request([span(9, { trace: 9, attributes: { a: 'x'.repeat(19_000) } })]);
  for (const forget of [
    (/** @type {import('../../../js/viewer/model.js').TraceStore} */ store) => store.remove(traceId()),
    (/** @type {import('../../../js/viewer/model.js').TraceStore} */ store) => store.add(filler),
  ]) {
    const store = createStore({ maxBytes: 20_000 });
    const linked = (/** @type {string} */ text) =>
      request([
        span(1, { attributes: { 'output.value': QUOTE } }),
        span(2, { at: 20, attributes: { 'input.value': text } }),
      ]);
    await store.add(linked(QUOTE));
    assert.equal((await store.trace(traceId()))?.links.length, 1);
    await forget(store);
    assert.equal(await store.trace(traceId()), undefined);
    await store.add(linked('nothing of it'));
    assert.deepEqual((await store.trace(traceId()))?.links, []);
  }
});

test('a trace that is too large to link says so, and shows its contents', async () => {
  const store = createStore({ maxLinkedBytes: 1000 });
  const long = (/** @type {number} */ id, /** @type {string} */ key) =>
    span(id, { at: id * 10, attributes: { [key]: QUOTE, a: 'x'.repeat(2000) } });
  await store.add(request([long(1, 'output.value'), long(2, 'input.value')]));
  const model = await store.trace(traceId());
  assert.deepEqual([model?.links, model?.problem], [[], 'links were not computed: the trace is too large']);
  const contents = (await store.span(traceId(), spanId(2)))?.contents;
  assert.deepEqual(
    contents?.map(({ side, attribute, blocks }) => [side, attribute, blocks.length]),
    [['input', 'input.value', 1]],
  );
  assert.equal((await storeOf(span(1)).then((small) => small.trace(traceId())))?.problem, undefined);
});

test('what is being read when all is removed goes as well, what comes later stays', async () => {
  const store = createStore();
  const requests = Array.from({ length: 300 }, (_, at) => JSON.stringify(request([span(1, { trace: at + 10 })])));
  const [reading, waiting] = [store.add(new Blob([requests.join('\n')])), store.add(request([span(1, { trace: 2 })]))];
  await store.remove();
  const added = store.add(request([span(1)]));
  assert.deepEqual(
    (await Promise.all([reading, waiting, added])).map(({ spans, problems }) => [spans, problems]),
    [
      [0, []],
      [0, []],
      [1, []],
    ],
  );
  assert.deepEqual(
    (await summariesOf(store)).map((summary) => summary.traceId),
    [traceId()],
  );
});

test('inputs are read in their order, and one that is wrong does not stop the next', async () => {
  const store = createStore();
  const results = await Promise.all([
    store.add('nonsense'),
    store.add(request([span(1)])),
    store.add(ragTrace({ number: 5 })),
  ]);
  assert.deepEqual(
    results.map(({ spans, problems }) => [spans > 0, problems.length]),
    [
      [false, 1],
      [true, 0],
      [true, 0],
    ],
  );
});
