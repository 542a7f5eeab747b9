import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleExporter, createTracer, memory } from '../../../js/index.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

/** @returns {any} */
const span = (/** @type {string} */ spanId, /** @type {any} */ parentSpanId, more = {}) => ({
  traceId: TRACE,
  spanId,
  parentSpanId,
  name: spanId,
  kind: 'task',
  startTimeUnixNano: 0n,
  endTimeUnixNano: 2_120_000n,
  status: { code: 'ok' },
  attributes: {},
  links: [],
  ...more,
});

const link = (/** @type {string} */ spanId, attributes = {}) => ({ traceId: TRACE, spanId, attributes });

const AUTOMATIC = { from: 'output', to: 'input' };
const IDENTITY = { ...AUTOMATIC, 'spanloom.via': 'identity', 'spanloom.from.path': '$', 'spanloom.to.path': '$[1]' };
const MEMBER = {
  ...AUTOMATIC,
  'spanloom.via': 'member',
  'spanloom.from.path': '$[2].text',
  'spanloom.to.path': '$[0].q',
};
const TEXT = { ...AUTOMATIC, 'spanloom.via': 'text', 'spanloom.overlap': 0.966 };

/** In order of end. */
const TREE = [
  span('retrieve', 'ask', {
    kind: 'retrieval',
    startTimeUnixNano: 1n,
    endTimeUnixNano: 812_400_001n,
    input: 'q',
    output: '["a\nb"]',
  }),
  span('prompt', 'ask', { startTimeUnixNano: 2n, links: [link('retrieve', IDENTITY)] }),
  span('lookup', 'answer', {
    kind: 'tool',
    startTimeUnixNano: 4n,
    endTimeUnixNano: 420_004n,
    status: { code: 'error', message: 'fetch\nfailed' },
    attributes: { 'exception.type': 'TypeError', 'api.key': 'secret' },
  }),
  span('answer', 'ask', {
    kind: 'llm',
    startTimeUnixNano: 3n,
    endTimeUnixNano: 42_500_000_003n,
    links: [link('prompt', TEXT), link('retrieve', MEMBER), link('0af7651916cd43dd')],
  }),
  span('ask', undefined, { kind: 'workflow', endTimeUnixNano: 63_100_000_000n }),
];

/** The written text, trace by trace. */
async function printed(/** @type {any} */ options, /** @type {any[][]} */ ...batches) {
  /** @type {string[]} */
  const texts = [];
  const exporter = consoleExporter({ color: false, write: (text) => texts.push(text), ...options });
  for (const batch of batches) await exporter.export(batch, /** @type {any} */ (undefined));
  return { texts, exporter };
}

test('prints a trace as a tree, with an arrow for each link', async () => {
  const { texts } = await printed({}, TREE);
  assert.deepEqual(texts, [
    `trace 4bf92f3577b34da6a3ce929d0e0e4736
workflow   ask           1 m 3 s
retrieval  ├─ retrieve    812 ms
task       ├─ prompt     2.12 ms
           │     ← retrieve output → input[1] · identity
llm        └─ answer      42.5 s
              │  ← prompt                output → input · text 97%
              │  ← retrieve              output[2].text → input[0].q · member
              │  ← span 0af7651916cd43dd
tool          └─ lookup  0.42 ms
                    ✗ TypeError: fetch failed
`,
  ]);
});

test('prints siblings in order of start, in whatever order they arrive', async () => {
  const [text] = (await printed({}, TREE)).texts;
  assert.deepEqual((await printed({}, [...TREE].reverse())).texts, [text]);
});

test('prints a line of content only with `content`', async () => {
  const { texts } = await printed({ content: true }, TREE);
  assert.match(texts[0], / {2}in {2}q\n.* {2}out \["a b"\]\n/);
  const long = [span('ask', undefined, { input: 'x'.repeat(1e6) })];
  const [text] = (await printed({ content: true }, long)).texts;
  assert.ok(text.endsWith(`${'x'.repeat(99)}…\n`));
});

test('explains links with `explain`', async () => {
  const { texts } = await printed({ explain: true }, TREE);
  assert.deepEqual(
    texts[0].split('\n').filter((line) => line.includes('←')),
    [
      '           │     ← input $[1] is the output of retrieve: the same object',
      "              │  ← the input: 97 % of this span's text came from the output of prompt",
      '              │  ← input $[0].q is output $[2].text of retrieve: the same object',
      '              │  ← linked to 0af7651916cd43dd by hand',
    ],
  );
});

test('an explanation is one line that cannot control the terminal', async () => {
  const evil = span('evil', undefined, { name: `\u001b[2J\n${'x'.repeat(1000)}`, links: [] });
  const found = span('found', 'evil', { links: [link('evil', IDENTITY)] });
  const [text] = (await printed({ explain: true }, [found, evil])).texts;
  const line = text.split('\n').find((line) => line.includes('←'));
  assert.match(line, /of \\u001b\[2J xxx/);
  assert.ok(line.length < 280);
});

test('waits for the root, over batches and traces', async () => {
  const other = TREE.map((one) => ({ ...one, traceId: 'other' }));
  const { texts } = await printed({}, [...TREE.slice(0, 2), ...other.slice(0, 4)], TREE.slice(2), other.slice(4));
  assert.equal(texts.length, 2);
  assert.match(texts[0], /^trace 4bf9/);
  assert.match(texts[1], /^trace other/);
  assert.equal(texts[0].slice(39), texts[1].slice(12));
});

test('prints a trace without a root at shutdown, its orphans as roots', async () => {
  const { texts, exporter } = await printed({}, TREE.slice(0, 2));
  assert.deepEqual(texts, []);
  await exporter.shutdown?.();
  assert.deepEqual(texts[0].split('\n').slice(1), [
    'retrieval  retrieve   812 ms',
    'task       prompt    2.12 ms',
    '              ← retrieve output → input[1] · identity',
    '',
  ]);
  await exporter.shutdown?.();
  assert.equal(texts.length, 1);
});

test('prints a span that ends after its root by itself, with the names of the spans before it', async () => {
  const late = span('late', 'ask', { links: [link('prompt', IDENTITY)] });
  const { texts } = await printed({}, TREE, [late], [{ ...late, spanId: 'later' }]);
  assert.equal(texts.length, 3);
  assert.deepEqual(texts[1].split('\n').slice(1), [
    'task       late  2.12 ms',
    '              ← prompt output → input[1] · identity',
    '',
  ]);
  assert.match(texts[2], /^task {7}late \(2\)/m);
});

test('remembers printed spans only up to a bound', async () => {
  const many = (/** @type {string} */ traceId, /** @type {number} */ count) =>
    Array.from({ length: count }, (_, i) => ({ ...span(`${i}`, i ? '0' : undefined), traceId }));
  const late = (/** @type {string} */ traceId) => [{ ...span('late', '0'), traceId }];
  const { texts } = await printed({}, many('a', 1), many('b', 3000), late('b'), late('a'));
  assert.deepEqual(
    texts.map((text) => text.split('\n')[0]),
    ['trace a', 'trace b', 'trace b'],
  );
});

test('prints the oldest traces without a root when too many spans wait', async () => {
  const many = (/** @type {string} */ traceId) =>
    Array.from({ length: 6000 }, (_, i) => ({ ...span(`${i}`, 'gone'), traceId }));
  const { texts } = await printed({}, many('first'), many('second'));
  assert.equal(texts.length, 1);
  assert.match(texts[0], /^trace first/);
});

test('no content of a span can control the terminal', async () => {
  const evil = 'a\u001b[31m\u009b0m\u202e\u0007\u2028\ud800\r\nb';
  const more = {
    name: evil,
    input: evil,
    status: { code: 'error', message: evil },
    attributes: { 'exception.type': evil },
  };
  const links = [link(evil, { ...IDENTITY, 'spanloom.to.path': `$${evil}` })];
  const { texts } = await printed({ content: true }, [span('x', undefined, { ...more, links })]);
  assert.doesNotMatch(texts[0].replaceAll('\n', ''), /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028]/u);
  assert.equal(texts[0].trimEnd().split('\n').length, 5);
  assert.ok(texts[0].includes('a\\u001b[31m\\u009b0m\\u202e\\u0007 \\ud800 b'));
});

test('a trace deeper than the stack is printed, in lines that do not grow with its depth', async () => {
  const id = (/** @type {number} */ depth) => `s${depth}`;
  const chain = Array.from({ length: 30_000 }, (_, depth) =>
    span(id(depth), depth > 0 ? id(depth - 1) : undefined, {
      links: depth > 0 ? [link(id(depth - 1), IDENTITY)] : [],
    }),
  );
  for (const explain of [false, true]) {
    const { texts } = await printed({ explain }, chain);
    const lines = texts[0].trimEnd().split('\n');
    assert.equal(lines.length, 2 * 30_000);
    assert.ok(lines.every(({ length }) => length < 240));
    assert.match(texts[0], /│ {2}└─ s24 |└─ s24 /);
    assert.match(texts[0], / depth 25: s25 /);
    assert.match(texts[0], / depth 29999: s29999 /);
  }
});

test('prints how a result ended early, and the path of a request without a route', async () => {
  const request = {
    kind: 'workflow',
    name: 'GET',
    attributes: { 'url.path': '/ask\n', 'spanloom.result': 'cancelled' },
  };
  const routed = {
    kind: 'workflow',
    name: 'GET /ask/:id',
    attributes: { 'url.path': '/ask/7', 'http.route': '/ask/:id' },
  };
  const answer = span('answer', 'a', { links: [link('a')], attributes: { 'spanloom.result': 'timeout' } });
  const { texts } = await printed({}, [answer, span('a', undefined, request)], [span('b', undefined, routed)]);
  assert.deepEqual(texts.join('').split('\n').filter(Boolean), [
    `trace ${TRACE}`,
    'workflow   GET /ask   2.12 ms cancelled',
    'task       └─ answer  2.12 ms timeout',
    '                 ← GET',
    `trace ${TRACE}`,
    'workflow   GET /ask/:id  2.12 ms',
  ]);
});

test('prints no other attributes', async () => {
  const { texts } = await printed({ content: true }, TREE);
  assert.ok(!texts[0].includes('secret'));
});

test('colours change nothing but the colour', async () => {
  const plain = (await printed({}, TREE)).texts[0];
  const coloured = (await printed({ color: true }, TREE)).texts[0];
  assert.notEqual(coloured, plain);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it looks for
  assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), plain);
});

for (const [isTTY, noColor, expected] of /** @type {const} */ ([
  [true, undefined, true],
  [true, '1', false],
  [false, undefined, false],
])) {
  test(`by default it is ${expected ? 'coloured' : 'plain'} when isTTY is ${isTTY} and NO_COLOR ${noColor}`, async (t) => {
    const { NO_COLOR } = process.env;
    const was = process.stdout.isTTY;
    t.after(() => {
      process.stdout.isTTY = was;
      delete process.env.NO_COLOR;
      if (NO_COLOR !== undefined) process.env.NO_COLOR = NO_COLOR;
    });
    process.stdout.isTTY = isTTY;
    delete process.env.NO_COLOR;
    if (noColor) process.env.NO_COLOR = noColor;
    const { texts } = await printed({ color: undefined }, TREE);
    assert.equal(texts[0].includes('\u001b['), expected);
  });
}

test('writes to console.log by default', async (t) => {
  const log = t.mock.method(console, 'log', () => {});
  await printed({ write: undefined }, TREE);
  assert.equal(log.mock.callCount(), 1);
  assert.match(log.mock.calls[0].arguments[0], /^trace /);
});

test('prints as many links as other exporters get', async () => {
  const sink = memory();
  /** @type {string[]} */
  const texts = [];
  const tracer = createTracer({ exporters: [sink, consoleExporter({ write: (text) => texts.push(text) })] });
  const upper = tracer.task((/** @type {{ text: string }} */ { text }) => text.toUpperCase(), { name: 'upper' });
  const run = tracer.workflow((/** @type {{ text: string }} */ value) => upper(value), { name: 'run' });
  run({ text: 'What is said below is said above.' });
  await tracer.shutdown();
  const count = sink.spans.flatMap(({ links }) => links).length;
  assert.equal(count, 2);
  assert.equal(texts.join().split('←').length - 1, count);
});

test('refuses unknown options', () => {
  assert.throws(() => consoleExporter(/** @type {any} */ ({ colour: true })), /no option 'colour'/);
});

test('a span with a parent in another process is printed as a root', async () => {
  /** @type {string[]} */
  const printed = [];
  const exporters = [consoleExporter({ write: (text) => printed.push(text) })];
  const [tracer, other] = [createTracer({ exporters }), createTracer()];
  const carrier = other.trace('elsewhere', () => other.inject({}));
  tracer.extract(carrier).run(() => tracer.trace('remote', () => tracer.trace('inner', () => 1)));
  await tracer.flush();
  assert.equal(printed.length, 1);
  assert.match(printed[0], /remote[\s\S]*inner/);
});
