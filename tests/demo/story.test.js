// Which words are coloured, and where they stand in each text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from 'spanloom';
import { writeJsonPrompt, writePrompt } from '../../examples/docs-bot/prompt.js';
import { rewrapped } from '../../web-demo/bot/rewrap.js';
import { countLetters, placeOf, sameLetters, trimmed } from '../../web-demo/story/letters.js';
import { lineageOf } from '../../web-demo/story/lineage.js';
import { sharedWords } from '../../web-demo/story/shared-words.js';

const KEYS = 'Create the second "key" before you revoke the first,\nand wait for an hour.';
const ROLES = 'Roles are given by an owner; a member cannot give one to somebody else.';
const ANSWER =
  'In my words: create the second "key" before you revoke the first, and wait for an hour [1]. Roles are given by an owner [2].';
const PASSAGES = [
  { title: 'Keys', heading: '', text: `First of all. ${KEYS} Then go on.` },
  { title: 'Roles', heading: 'Owners', text: ROLES },
];

const saidIn = (passages, texts, side) =>
  passages.map(({ document, ranges }) => (side === 'document' ? texts[document] : texts).slice(...ranges[side]));

for (const [name, prompt] of Object.entries({
  'as it is': writePrompt('How?', PASSAGES),
  'with other line breaks': rewrapped(writePrompt('How?', PASSAGES)),
  'as JSON': writeJsonPrompt('How?', PASSAGES),
})) {
  test(`the same words in document, prompt and answer; the prompt ${name}`, async () => {
    const documents = PASSAGES.map(({ text }) => text);
    const passages = await sharedWords(documents, prompt, ANSWER);
    const answer = saidIn(passages, ANSWER, 'answer');
    assert.deepEqual(answer, [
      'create the second "key" before you revoke the first, and wait for an hour',
      'Roles are given by an owner',
    ]);
    for (const texts of [saidIn(passages, prompt, 'prompt'), saidIn(passages, documents, 'document')])
      for (const [i, text] of texts.entries()) assert.ok(sameLetters([text, answer[i]]), `${text} / ${answer[i]}`);
    assert.deepEqual(
      passages.map(({ document }) => document),
      [0, 1],
    );
  });
}

async function spansOf(options, answer = ANSWER) {
  const kept = memory();
  const loom = createTracer({ exporters: [kept], ...options });
  const find = loom.retrieval(() => PASSAGES.map((passage) => ({ ...passage, url: 'https://docs.example/' })), {
    name: 'find',
  });
  const say = loom.llm((_prompt) => answer, { name: 'answer' });
  loom.trace('ask', () => say(writePrompt('How?', find())));
  await loom.shutdown();
  return kept.spans;
}

test('sources are what steps returned, as the trace links them', async () => {
  const { sources, passages } = await lineageOf(await spansOf());
  assert.deepEqual(sources.map(({ name, step, text }) => [name, step, text]).sort(), [
    ['Keys', 'find', PASSAGES[0].text],
    ['Roles: Owners', 'find', PASSAGES[1].text],
  ]);
  assert.equal(passages.length, 2);
});

test('a word counts only where the trace links its document to the prompt', async () => {
  const spans = await spansOf();
  const { links } = spans.find(({ name }) => name === 'answer');
  const piece = links.flatMap(({ pieces }) => pieces).find(({ from }) => from.path === '$[0].text');
  piece.to.range = [0, 10];
  const { sources, passages } = await lineageOf(spans);
  assert.deepEqual(
    passages.map(({ document }) => sources[document].name),
    ['Roles: Owners'],
  );
});

test('without links in the trace, and without an answer, nothing is coloured', async () => {
  assert.deepEqual((await lineageOf(await spansOf({ links: false }))).passages, []);
  assert.deepEqual((await lineageOf(await spansOf({}, 'Something else entirely, in words of its own.'))).passages, []);
  assert.equal(await lineageOf([]), undefined);
});

test('letters: escapes of JSON and spaces do not count', () => {
  assert.equal(countLetters('a\\n "b" 1'), 3);
  assert.deepEqual(placeOf('x "Say\\n \\"it\\" now" y', 'say it'), [3, 13]);
  assert.equal(placeOf('nothing', 'else'), undefined);
  assert.deepEqual(trimmed('One\ntwo, three', [0, 14], 'one two three', [0, 13], [4, 7]), [4, 7]);
});
