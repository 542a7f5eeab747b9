import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTracer, memory } from 'spanloom';
import { placesOf, wordsAt } from '../../examples/docs-bot/contents.js';
import { quotesOf } from '../../examples/docs-bot/quotes.js';
import { sharedWords } from '../../examples/docs-bot/shared-words.js';

const KEYS = 'Create the second key before you revoke the first, and wait an hour';
const ROLES = 'Roles are given by an owner; a member cannot give one to somebody else';

/** The spans of `use(...take(docs))`. */
async function spansOf(take) {
  const kept = memory();
  const loom = createTracer({ exporters: [kept] });
  const give = loom.retrieval(() => [{ 'the text': KEYS }, { text: ROLES }], { name: 'give' });
  const use = loom.llm((..._) => `As they say: ${ROLES.slice(0, 50)} or not.`, { name: 'use' });
  loom.trace('root', () => use(...take(give())));
  await loom.shutdown();
  return kept.spans;
}

function placesIn(spans) {
  const [producer, consumer] = ['give', 'use'].map((name) => spans.find((span) => span.name === name));
  return placesOf(consumer.links[0], producer, consumer);
}

test('the words of a piece are the same on both sides, in one argument or several', async () => {
  const texts = (docs) => docs.flatMap((doc) => Object.values(doc));
  for (const take of [
    (docs) => [`Use:\n${texts(docs).join('\n')}`],
    (docs) => [{ messages: texts(docs) }],
    (docs) => ['a question', { messages: [{ content: texts(docs).join('\n') }] }],
  ]) {
    const places = placesIn(await spansOf(take));
    const words = ({ from, to }) => [wordsAt(from), wordsAt(to)];
    assert.deepEqual(places.map(words).sort(), [
      [KEYS, KEYS],
      [ROLES, ROLES],
    ]);
  }
});

test('what is no text has its value; what is not shown has none', async () => {
  const [first, second] = placesIn(await spansOf((docs) => [docs[1], structuredClone(docs[0])]));
  assert.deepEqual([first.from.value, first.to.value], [{ text: ROLES }, { text: ROLES }]);
  assert.deepEqual([second.from.path, second.to.path], ['$[0]', '$[1]']);
  assert.equal(wordsAt(first.from), undefined);
  const spans = await spansOf((docs) => docs);
  const hidden = spans.map((span) => ({ ...span, input: undefined, output: undefined }));
  assert.deepEqual(new Set(placesIn(hidden).map(({ from }) => from.value)), new Set([undefined]));
});

test('shared words are lines of a width, in the order of the text', async () => {
  const spans = await spansOf(([{ text: _, ...first }, second]) => [`${second.text}\n${Object.values(first)}`]);
  const [title, ...lines] = sharedWords(spans, 60);
  assert.equal(title, 'use was given words of give, seen in the text alone:');
  assert.match(lines[0], /^ {2}output\[1\]\.text → 0-70 +“Roles are .*…”$/);
  assert.match(lines[1], /^ {2}output\[0\]\["the text"\] → 71-138 +“Create .*…”$/);
  assert.ok(
    lines.every((line) => line.length <= 60),
    lines.join('\n'),
  );
});

test('quotes are runs of words, whatever stands between them', () => {
  const text = 'As it says: *create the\n second key before* (1) you revoke it. Roles are given by an owner.';
  const found = quotesOf(text, [KEYS, ROLES]).map(({ start, end, source }) => [text.slice(start, end), source]);
  assert.deepEqual(found, [
    ['create the\n second key before', 0],
    ['Roles are given by an owner', 1],
  ]);
  assert.deepEqual(quotesOf('too few words', [KEYS]), []);
});
