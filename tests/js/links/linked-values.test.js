// What is recorded for linking, and what for export: one record for both where the two see the same, else one for each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import { recorded } from '../support/recorded.js';

/** A record in short: `in both $0 text`. */
const short = ({ side, use, root, text }) => `${side} ${use} ${root} ${text}`;

/** @param {object} options @param {Function} program */
const records = async (options, program) => (await recorded(options, program)).map(short);

const QUESTION = 'Where do the herons nest?';
const DOC = { id: 'd1', text: 'Herons nest in the tall trees.' };

test('one snapshot serves both, whatever the shape of the call', async () => {
  const program = (t) => {
    t.task((question) => question.toUpperCase(), { name: 'one' })(QUESTION);
    t.task((_, docs) => docs, { name: 'several' })(QUESTION, [DOC]);
    t.task(() => 42, { name: 'none' })();
    t.trace('block', (span) => {
      span.annotate({ input: DOC, output: 'said' });
    });
  };
  assert.deepEqual(await records({}, program), [
    `in both 0 ${QUESTION}`,
    `out both whole ${QUESTION.toUpperCase()}`,
    `in both arguments ${JSON.stringify([QUESTION, [DOC]])}`,
    `out both whole ${JSON.stringify([DOC])}`,
    'out both whole 42',
    `in both whole ${JSON.stringify(DOC)}`,
    'out both whole said',
  ]);
});

test('text and JSON are told apart', async () => {
  const all = await recorded({}, (t) => t.task((a) => [a], { name: 'f' })('[1]'));
  assert.deepEqual(
    all.map(({ json }) => json),
    [false, true],
  );
});

test('what nobody could recognise is exported only', async () => {
  const program = (t) => {
    t.task((flag) => flag)(true);
    t.task((_, b) => b)(false, null);
    t.task((fn) => fn)(function named() {});
    t.task((a, _) => a)(undefined, 7);
  };
  assert.deepEqual(await records({}, program), [
    'in export 0 true',
    'out export whole true',
    'in export arguments [false,null]',
    'out export whole null',
    'in export 0 "[Function named]"',
    'out export whole "[Function named]"',
    'in both arguments [null,7]',
  ]);
});

const shapes = {
  'without policy flow': [{ links: { policy: 'every-use' } }, {}],
  'without links': [{ links: false }, {}],
  'without both kinds of evidence': [{ links: { structure: false, text: false } }, {}],
  'in a function that is left out': [{}, { links: false }],
};
for (const [name, [options, own]] of Object.entries(shapes)) {
  test(`nothing is linked by content ${name}`, async () => {
    const program = async (t) => {
      t.task((a) => a, own)(QUESTION);
      const stream = t.task(async function* () {
        yield DOC;
        yield QUESTION;
      }, own);
      for await (const _ of stream());
    };
    assert.deepEqual(await records(options, program), [
      `in export 0 ${QUESTION}`,
      `out export whole ${QUESTION}`,
      `out export whole ${JSON.stringify([DOC, QUESTION])}`,
    ]);
    assert.deepEqual(await records({ ...options, capture: false }, program), []);
  });
}

test('one kind of evidence is enough, and identity is another matter', async () => {
  for (const links of [{ structure: false }, { text: false }, { identity: false }, { text: { minLength: 48 } }]) {
    assert.deepEqual(await records({ links }, (t) => t.task(() => {})(QUESTION)), [`in both 0 ${QUESTION}`]);
  }
});

test('what is not exported is linked all the same', async () => {
  const program = (t) => {
    t.task((a) => a, { captureInput: false })(QUESTION);
    t.task((a) => a, { captureOutput: false })(QUESTION, DOC);
  };
  assert.deepEqual(await records({}, program), [
    `in link 0 ${QUESTION}`,
    `out both whole ${QUESTION}`,
    `in both arguments ${JSON.stringify([QUESTION, DOC])}`,
    `out link whole ${QUESTION}`,
  ]);
  assert.deepEqual(await records({ capture: false }, (t) => t.task((a) => a)(DOC)), [
    `in link 0 ${JSON.stringify(DOC)}`,
    `out link whole ${JSON.stringify(DOC)}`,
  ]);
});

test('names are for export: linking knows arguments by their places', async () => {
  const program = (t) => {
    t.task(() => {}, { args: ['question'] })(QUESTION);
    t.task(() => {}, { args: ['question', 'docs'] })(QUESTION, [DOC]);
  };
  assert.deepEqual(await records({}, program), [
    `in link 0 ${QUESTION}`,
    `in export 0 ${JSON.stringify({ question: QUESTION })}`,
    `in link arguments ${JSON.stringify([QUESTION, [DOC]])}`,
    `in export arguments ${JSON.stringify({ question: QUESTION, docs: [DOC] })}`,
  ]);
});

test('a mask changes what is exported, not what is linked, even when it changes what it gets', async () => {
  const mask = (value) => {
    if (typeof value === 'string') return '***';
    value.text = '***';
    return value;
  };
  const program = (t) => t.task((doc) => doc.text)(DOC);
  assert.deepEqual(await records({ mask }, program), [
    `in link 0 ${JSON.stringify(DOC)}`,
    'in export 0 {"id":"d1","text":"***"}',
    `out link whole ${DOC.text}`,
    'out export whole ***',
  ]);
  assert.equal(DOC.text, 'Herons nest in the tall trees.');
  const failing = { mask: () => assert.fail() };
  assert.deepEqual(await records(failing, program), [`in link 0 ${JSON.stringify(DOC)}`, `out link whole ${DOC.text}`]);
  const named = (t) => t.task(() => {}, { args: ['doc'] })(DOC);
  assert.deepEqual(await records({ mask: ({ doc }) => mask(doc) }, named), [
    `in link 0 ${JSON.stringify(DOC)}`,
    'in export 0 {"id":"d1","text":"***"}',
  ]);
});

test('a value that changes after the call is judged by what it was', async () => {
  const program = (t) => {
    const doc = { ...DOC };
    const change = () => {
      doc.text = 'changed';
    };
    t.task(change)(doc);
    t.task(change, { args: ['doc'] })({ ...DOC }, doc);
    t.task(change, { captureInput: false })(doc);
  };
  const was = await records({}, program);
  assert.equal(was[0], `in both 0 ${JSON.stringify(DOC)}`);
  assert.equal(was[1], `in link arguments ${JSON.stringify([DOC, { ...DOC, text: 'changed' }])}`);
  assert.equal(was[3], 'in link 0 {"id":"d1","text":"changed"}');
});

test('a value that is too long for export is linked with a bound of its own', async () => {
  const options = { capture: { maxValueBytes: 100 } };
  const text = 'word '.repeat(100);
  const [linked, exported, out] = await recorded(options, (t) => t.task((a) => [a])(text));
  assert.deepEqual([linked.use, linked.text], ['link', text]);
  assert.deepEqual([exported.use, Buffer.byteLength(exported.text)], ['export', 100]);
  assert.deepEqual([out.use, out.text], ['link', JSON.stringify([text])]);

  const most = 4 * 2 ** 20;
  const long = await recorded({}, (t) => t.task(() => {})('x'.repeat(most + 1)));
  assert.deepEqual(
    long.map(({ use, text }) => [use, use === 'link' ? text.length : Buffer.byteLength(text)]),
    [
      ['link', most],
      ['export', 262_144],
    ],
  );
  assert.deepEqual(long.stats, {
    truncated: 1,
    maskFailed: 0,
    linkTruncated: 1,
    linkSkipped: 0,
    failed: 0,
    omitted: 0,
  });
});

test('one walk serves links and export, also of what is too long, masked or partly ignored', async (t) => {
  const ignore = (/** @type {unknown} */ value) => value === DOC;
  for (const options of [{}, { mask: (/** @type {unknown} */ value) => value }, { links: { ignore } }]) {
    const links = { identity: false, ...options.links };
    const value = { DOC, text: new Map([['words', 'word '.repeat(100)]]) };
    const program = (/** @type {any} */ t) => t.task(() => {})(value);
    const entries = t.mock.method(Map.prototype, 'entries');
    const all = await recorded({ capture: { maxValueBytes: 100 }, ...options, links }, program);
    const reads = entries.mock.calls.filter((call) => call.this === value.text).length;
    entries.mock.restore();
    assert.deepEqual([all.length, reads], [2, 1]);
  }
});

test('a text that its escapes make too long is whole for linking', async () => {
  const quotes = { text: '"'.repeat(60) };
  const [linked, exported] = await recorded({ capture: { maxValueBytes: 100 } }, (t) => t.task(() => {})(quotes));
  assert.deepEqual([linked.use, linked.text], ['link', JSON.stringify(quotes)]);
  assert.ok(exported.use === 'export' && exported.text.length <= 100);
});

test('what is to be ignored is kept out of linking, and exported', async () => {
  const secret = { token: 'a-secret-of-the-user' };
  const links = { ignore: (value) => value === secret || value === 'hush, hush' };
  const program = (t) => {
    t.task((a) => a)(secret);
    t.task((_, b) => b, { name: 'member' })(secret, { secret, doc: DOC, words: ['hush, hush', 'words'] });
    t.task((a) => a, { captureInput: false, captureOutput: false })('hush, hush');
    t.task((a) => a, { captureOutput: false, args: ['map'] })(new Map([['secret', secret]]));
  };
  const given = JSON.stringify([secret, { secret, doc: DOC, words: ['hush, hush', 'words'] }]);
  assert.deepEqual(await records({ links }, program), [
    `in export 0 ${JSON.stringify(secret)}`,
    `out export whole ${JSON.stringify(secret)}`,
    `in link arguments ${JSON.stringify([null, { doc: DOC, words: [null, 'words'] }])}`,
    `in export arguments ${given}`,
    `out link whole ${JSON.stringify({ doc: DOC, words: [null, 'words'] })}`,
    `out export whole ${JSON.stringify(JSON.parse(given)[1])}`,
    'in link 0 {}',
    `in export 0 ${JSON.stringify({ map: { secret } })}`,
    'out link whole {}',
  ]);
});

test('a predicate that fails ignores nothing', async () => {
  const links = { ignore: () => assert.fail() };
  assert.deepEqual(await records({ links }, (t) => t.task(() => {})(DOC)), [
    `in link 0 ${JSON.stringify(DOC)}`,
    `in export 0 ${JSON.stringify(DOC)}`,
  ]);
});

test('items are linked as they pass, and together at the end', async () => {
  const seen = [];
  const program = async (t) => {
    const stream = t.retrieval(async function* () {
      yield DOC;
      yield 'short';
      yield 'long enough';
      yield 7;
      yield new Uint8Array([255]);
      return 'what it returned';
    });
    for await (const item of stream()) if (item === DOC) seen.push(item);
  };
  assert.deepEqual(await records({}, program), [
    `out link 0 ${JSON.stringify(DOC)}`,
    'out link 2 long enough',
    'out link whole what it returned',
    `out both whole ${JSON.stringify([DOC, 'shortlong enough', 7, '[Uint8Array(1)]'])}`,
  ]);
});

test('text that is streamed in pieces is one text at the end', async () => {
  const program = (t) => [
    ...t.llm(function* () {
      yield* ['A sentence ', 'in', ' pieces that are long'];
    })(),
  ];
  assert.deepEqual(await records({}, program), [
    'out link 0 A sentence ',
    'out link 2  pieces that are long',
    'out both whole A sentence in pieces that are long',
  ]);
});

test("the pieces of a model's answer are linked together only", async () => {
  const program = async (t) => {
    const answer = t.llm(async function* () {
      yield { choices: [{ index: 0, delta: { content: 'Herons nest ' } }] };
      yield { choices: [{ index: 0, delta: { content: 'in tall trees' } }] };
    });
    for await (const _ of answer());
  };
  assert.deepEqual(await records({}, program), ['out both whole Herons nest in tall trees']);
});

test('the items of a stream are bounded in number and size, and the rest is counted', async () => {
  const many = await recorded({}, (t) => {
    for (const _ of t.task(function* () {
      for (let i = 0; i < 5000; i++) yield `item number ${i}`;
    })());
  });
  assert.equal(many.length, 4097);
  assert.equal(many.stats.linkSkipped, 904);

  const large = await recorded({}, (t) => {
    for (const _ of t.task(function* () {
      for (let i = 0; i < 6; i++) yield `${i}`.repeat(2 ** 20);
    })());
  });
  assert.equal(large.filter(({ use }) => use === 'link').length, 4);
  assert.equal(large.stats.linkSkipped, 2);
});

test('items for which the collector had no room are linked all the same', async () => {
  const doc = { text: 'x'.repeat(120_000) };
  const all = await recorded({}, (t) => {
    for (const _ of t.task(function* () {
      for (let i = 0; i < 20; i++) yield doc;
    })());
  });
  const items = all.filter(({ root }) => root !== 'whole');
  assert.equal(items.length, 20);
  assert.ok(items.every(({ text }) => text === JSON.stringify(doc)));
});

test('a stream is assembled for linking beyond the bound of export', async () => {
  const text = 'a sentence that goes on ';
  const all = await recorded({ capture: { maxValueBytes: 100 } }, (t) => {
    for (const _ of t.llm(function* () {
      for (let i = 0; i < 100; i++) yield { type: 'text-delta', text };
    })());
  });
  assert.deepEqual(
    all.map(({ use, text }) => [use, Buffer.byteLength(text)]),
    [
      ['link', 100 * text.length],
      ['export', 100],
    ],
  );
});

test('ignored items are linked neither alone nor together', async () => {
  const secret = { token: 'a-secret-of-the-user' };
  const links = { ignore: (value) => value === secret || value === 'hush, hush' };
  const streamed = (items) => (t) => {
    for (const _ of t.task(function* () {
      yield* items;
    })());
  };
  assert.deepEqual(await records({ links }, streamed([DOC, secret, { secret, left: DOC }])), [
    `out link 0 ${JSON.stringify(DOC)}`,
    `out link 2 ${JSON.stringify({ left: DOC })}`,
    `out export whole ${JSON.stringify([DOC, secret, { secret, left: DOC }])}`,
  ]);
  assert.deepEqual(await records({ links }, streamed([{ secret, left: DOC }])), [
    `out link 0 ${JSON.stringify({ left: DOC })}`,
    `out export whole ${JSON.stringify([{ secret, left: DOC }])}`,
  ]);
  assert.deepEqual(await records({ links }, streamed(['hush, hush', ' and more'])), [
    'out link 1  and more',
    'out export whole hush, hush and more',
  ]);
  assert.deepEqual(await records({ links }, streamed(['nothing to', ' hide here'])), [
    'out link 0 nothing to',
    'out link 1  hide here',
    'out link whole nothing to hide here',
    'out export whole nothing to hide here',
  ]);
});

test('what was annotated is exported, and the result is linked as well', async () => {
  const program = (t) =>
    t.trace('block', (span) => {
      span.annotate({ output: 'said by hand' });
      return 'what it gave';
    });
  assert.deepEqual(await records({}, program), ['out both whole said by hand', 'out link whole what it gave']);
});

test('errors and metadata take no part', async () => {
  const program = (t) => {
    try {
      t.task(
        () => {
          throw new Error('a message that is long enough');
        },
        { metadata: { note: 'a note that is long enough' } },
      )();
    } catch {}
  };
  assert.deepEqual(await records({ mask: (value) => value }, program), []);
});

test('nothing leaves of what is for linking alone', async () => {
  const sink = memory();
  /** @type {string[]} */
  const bodies = [];
  const wire = {
    encoding: /** @type {const} */ ('otlp-json'),
    export: (/** @type {any} */ { body }) => void bodies.push(new TextDecoder().decode(body)),
  };
  const secret = 'the secret of the herons';
  const program = (/** @type {any} */ t, options = {}) =>
    t.trace('root', () => {
      t.task((/** @type {unknown} */ a) => [a], { name: 'made', ...options })(secret);
      t.task(() => {}, { name: 'used', ...options })([secret]);
      for (const _ of t.task(function* () {
        yield secret;
      }, options)());
    });
  const masking = createTracer({ exporters: [sink, wire], mask: () => '***' });
  program(masking, { args: ['name'] });
  const silent = createTracer({ exporters: [sink, wire], capture: false });
  program(silent);
  const own = createTracer({ exporters: [sink, wire] });
  program(own, { captureInput: false, captureOutput: false });
  for (const { flush } of [masking, silent, own]) await flush();
  assert.equal(sink.spans.length, 12);
  assert.equal(bodies.length, 3);
  for (const { input, output } of sink.spans) assert.ok([undefined, '***'].includes(input) && output !== secret);
  assert.ok(!bodies.join().includes('herons'));
});
