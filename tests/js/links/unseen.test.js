// Links are found by what values were, whether or not it is exported.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, explain, memory } from '../../../js/index.js';

const TEXT = 'Herons nest in the tall trees by the river, and both parents feed the young ones';
const PROMPT = `Use this:\n${TEXT}.\n\nAnswer!`;

/** What the links of the program's spans say. @param {object} options @param {(t: any) => unknown} program */
async function evidence(options, program) {
  const sink = memory();
  const tracer = createTracer({ exporters: [sink], onError() {}, ...options });
  await tracer.trace('root', () => program(tracer));
  await tracer.shutdown();
  return sink.spans.flatMap((span) => explain(span, sink.spans).map(({ evidence }) => `${span.name}: ${evidence}`));
}

const pipeline =
  (own = {}) =>
  (/** @type {any} */ t) => {
    const docs = t.retrieval(() => [{ text: TEXT }], { name: 'retrieve', ...own })();
    t.task(() => 0, { name: 'prompt', ...own })('Where do they nest?', PROMPT.replace(TEXT, docs[0].text));
  };

const found = (/** @type {string} */ key) => [
  `prompt: input $[1]: 70 % of this span's text came from output $[0].${key} of retrieve (characters 10-90)`,
];
const FOUND = found('text');
/** Keys are content. */
const WITHOUT_KEYS = found('*');

/** @type {[string, string[], object, object?][]} */
const ways = [
  ['all of it is exported', FOUND, {}],
  ['a mask hides it', WITHOUT_KEYS, { mask: () => '***' }],
  ['a mask fails', WITHOUT_KEYS, { mask: () => assert.fail() }],
  ['nothing is captured', WITHOUT_KEYS, { capture: false }],
  ['the functions are not captured', WITHOUT_KEYS, {}, { captureInput: false, captureOutput: false }],
  ['only arguments are captured', WITHOUT_KEYS, { capture: { output: false } }],
  ['only results are captured', FOUND, { capture: { input: false } }],
  ['the arguments have names', FOUND, {}, { args: ['question', 'prompt'] }],
  ['little of it is exported', FOUND, { capture: { maxValueBytes: 40 } }],
  ['identity does not count', FOUND, { links: { identity: false } }],
];
for (const [name, expected, options, own] of ways) {
  test(`the same links are found when ${name}`, async () =>
    assert.deepEqual(await evidence(options, pipeline(own)), expected));
}

/** @type {[string, object, object?][]} */
const offs = [
  ['text is off', { links: { text: false } }],
  ['the policy is another', { links: { policy: 'every-use' } }],
  ['the function is left out', {}, { links: false }],
  ['the text is ignored', { links: { ignore: (/** @type {unknown} */ value) => value === TEXT } }],
];
for (const [name, options, own] of offs) {
  test(`no link is found when ${name}`, async () => assert.deepEqual(await evidence(options, pipeline(own)), []));
}

test('a value that is changed after the call is known by what it was', async () => {
  const found = await evidence({}, (t) => {
    const doc = { id: 'doc-1', text: TEXT };
    const copy = { ...doc };
    t.task(() => doc, { name: 'make' })();
    doc.text = 'changed';
    t.task(() => 0, { name: 'use' })(copy);
  });
  assert.deepEqual(found, ['use: input $[0] equals the output of make']);
});

test('an item of a stream is known while the stream goes on', async () => {
  const found = await evidence({}, async (t) => {
    const use = t.task(() => 0, { name: 'use' });
    const stream = t.llm(
      async function* () {
        yield 'The herons nest in the tall trees by the river. ';
        yield { text: TEXT };
      },
      { name: 'say' },
    );
    for await (const item of stream()) use(typeof item === 'string' ? `It said: ${item}` : structuredClone(item));
  });
  assert.deepEqual(found, [
    "use: input $[0]: 86 % of this span's text came from output $[0] of say (characters 9-55)",
    'use: input $[0] equals output $[1] of say',
  ]);
});
