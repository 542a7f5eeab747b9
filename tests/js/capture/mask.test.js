// A mask receives each value before it is cut, and everything that is exported has passed it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from '../../../js/index.js';
import { recorded } from '../support/recorded.js';

const CARD = '4111111111111111';
/** @param {any} value @returns {any} */
const scrub = (value) => JSON.parse(JSON.stringify(value).replace(/\b\d{16}\b/g, '[card]'));
const SEEN = 4 * 2 ** 20;

/** @param {object} options @param {(tracer: any) => unknown} program */
const exported = async (options, program) => {
  const all = await recorded({ mask: scrub, ...options }, program);
  return Object.assign(
    all.filter(({ use }) => use !== 'link').map(({ text }) => text),
    { stats: all.stats },
  );
};

/** What is before the card, so that it stands at `at`. @param {number} at */
const before = (at) => `${'x'.repeat(at - 1)} `;

test('what stands across the cut is masked, whatever the shape of the value', async () => {
  for (let at = 80; at <= 100; at += 2) {
    const text = `${before(at)}${CARD} and more text behind it`;
    const texts = await exported({ capture: { maxValueBytes: 100 } }, async (t) => {
      t.tool((/** @type {unknown} */ x) => x, { name: 'text' })(text);
      t.tool((/** @type {unknown} */ x) => [x], { name: 'nested' })({ text });
      t.tool(() => {}, { name: 'several' })(text.slice(9), 1);
      t.tool(() => {}, { name: 'named', args: ['one'] })(text.slice(9));
      t.trace('said', (/** @type {any} */ span) => span.annotate({ input: text, output: { text } }));
      for (const _ of t.llm(
        function* () {
          yield* text.match(/.{1,7}/g) ?? [];
        },
        { name: 'stream' },
      )());
    });
    assert.equal(texts.length, 9);
    for (const each of texts) assert.ok(!/\d{2}/.test(each) && each.length <= 100, each);
  }
});

test('messages and stacks of errors, and metadata', async () => {
  const sink = memory();
  const options = { exporters: [sink], capture: { maxValueBytes: 262_144 }, onError() {} };
  const { tool, trace, flush } = createTracer({ ...options, mask: scrub });
  for (let at = 4084; at <= 4096; at += 4)
    assert.throws(() =>
      tool(() => {
        throw new Error(`${before(at)}${CARD} and more`);
      })(),
    );
  const small = createTracer({ ...options, capture: { maxValueBytes: 100 }, mask: scrub });
  for (let at = 80; at <= 96; at += 4)
    small.trace('said', (span) => span.annotate({ metadata: { note: `${before(at - 9)}${CARD} and more` } }));
  trace('name', () => {});
  await flush();
  await small.flush();
  assert.equal(sink.spans.length, 10);
  for (const { attributes, status } of sink.spans) {
    const { metadata, 'exception.message': message, 'exception.stacktrace': stack } = attributes;
    for (const text of [metadata, message, stack?.slice(0, 4200), status.message])
      assert.doesNotMatch(text ?? '', /\d{5}/);
  }
});

test('what the mask could not see is dropped where it would leave', async () => {
  /** @type {any[]} */
  const errors = [];
  const onError = (/** @type {unknown} */ error) => errors.push(error);
  const long = 'x'.repeat(SEEN + 10);
  const short = (/** @type {any} */ value) => (JSON.stringify(value).length > SEEN / 2 ? 'short' : value);
  const one = await exported({ mask: short, onError }, (t) => t.tool((/** @type {unknown} */ x) => [x])(long));
  assert.deepEqual([...one], []);
  assert.deepEqual([one.stats.maskFailed, errors.length], [2, 2]);
  assert.match(errors[0].cause.message, /too long/);
  const named = await exported({ onError }, (t) => t.tool(() => {}, { args: ['a', 'b'] })('x', long));
  assert.deepEqual([...named], []);
  const other = await exported({ onError }, (t) => t.tool(() => {})(long));
  assert.deepEqual([other.length, Buffer.byteLength(other[0]), other.stats.maskFailed], [1, 262_144, 0]);
});

test('a stream that is too long for its mask', async () => {
  const pieces = function* () {
    for (let i = 0; i < 5; i++) yield 'x'.repeat(2 ** 20);
  };
  const call = function* () {
    yield { type: 'tool-call', toolCallId: 'a', toolName: 'f', input: { text: 'x'.repeat(SEEN) } };
  };
  const item = function* () {
    yield [['x'.repeat(SEEN)]];
  };
  const program = (/** @type {any} */ t) => {
    for (const source of [pieces, call, item]) for (const _ of t.llm(source)());
  };
  const texts = await exported({ mask: () => 'short' }, program);
  assert.deepEqual([[...texts], texts.stats.maskFailed], [[], 3]);
});

test('facts that come out of a result are content', async () => {
  const answer = {
    model: 'gpt-of-alice',
    choices: [{ finish_reason: 'alice' }],
    usage: { prompt_tokens: 1, total_tokens: NaN },
  };
  const sink = memory();
  const mask = (/** @type {any} */ value) => JSON.parse(JSON.stringify(value).replaceAll('alice', '***'));
  const masking = createTracer({ exporters: [sink], mask });
  const silent = createTracer({ exporters: [sink], capture: false });
  const own = createTracer({ exporters: [sink] });
  masking.llm(() => answer)();
  silent.llm(() => answer)();
  own.llm(() => answer, { captureOutput: false })();
  own.llm(() => answer)();
  for (const { flush } of [masking, silent, own]) await flush();
  const facts = sink.spans.map(({ attributes }) => [
    attributes['gen_ai.response.model'],
    attributes['gen_ai.response.finish_reasons'],
    attributes['gen_ai.usage.input_tokens'],
    attributes['gen_ai.usage.total_tokens'],
  ]);
  assert.deepEqual(facts, [
    ['gpt-of-***', ['***'], 1, undefined],
    [undefined, undefined, 1, undefined],
    [undefined, undefined, 1, undefined],
    ['gpt-of-alice', ['alice'], 1, undefined],
  ]);
});
