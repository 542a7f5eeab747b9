import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamAnswer } from '../../examples/docs-bot/answerer.js';
import { citeSources } from '../../examples/docs-bot/citations.js';
import { createIndex } from '../../examples/docs-bot/index.js';
import { writePrompt } from '../../examples/docs-bot/prompt.js';
import { rerankHits } from '../../examples/docs-bot/rerank.js';
import { correctSpelling } from '../../examples/docs-bot/spelling.js';

const section = (id, heading, text) => ({
  id,
  title: 'Page',
  summary: '',
  heading,
  text,
  url: `https://docs.example/#${id}`,
});

const SECTIONS = [
  section(
    'lock',
    'Lockfiles',
    'The lockfile pins every version. Commit the lockfile, so that everyone installs the same packages.',
  ),
  section(
    'publish',
    'Publishing',
    'To publish a package, run:\n\n    npm publish\n\nOnly owners of a package can publish it.',
  ),
  section('far', 'Notes', `A package is one thing. ${'Filler goes here. '.repeat(20)}To publish is another.`),
];

async function answerFrom(question, passages) {
  const chunks = [];
  for await (const chunk of streamAnswer(writePrompt(question, passages))) chunks.push(chunk);
  return chunks;
}

test('spelling: unknown words become known ones, known and unlikely ones stay', () => {
  const vocabulary = new Map([
    ['package', 9],
    ['packages', 3],
    ['outdated', 1],
    ['lock', 5],
  ]);
  const { text, terms, corrected } = correctSpelling('Is the Pakage otudated, or zzzzzz?', vocabulary);
  assert.equal(text, 'Is the package outdated, or zzzzzz?');
  assert.deepEqual(terms, ['package', 'outdated', 'zzzzzz']);
  assert.deepEqual(corrected, { pakage: 'package', otudated: 'outdated' });
});

test('search: best first, at most as many as asked for, a new object each time', () => {
  const index = createIndex(SECTIONS);
  const [first] = index.search(['published', 'packages'], 1);
  assert.equal(first.id, 'publish');
  assert.notEqual(index.search(['published', 'packages'], 1)[0], first);
  assert.deepEqual(index.search(['zebra'], 5), []);
});

test('rerank: words close together and in the heading win, and the hits stay the same objects', () => {
  const hits = [SECTIONS[2], SECTIONS[1]].map((hit) => ({ ...hit, score: 1 }));
  const ranked = rerankHits(['publish', 'package'], hits, 2);
  assert.deepEqual(
    ranked.map(({ id }) => id),
    ['publish', 'far'],
  );
  assert.ok(ranked.includes(hits[0]) && ranked.includes(hits[1]));
  assert.deepEqual(rerankHits(['publish'], [], 2), []);
});

test('answer: quotes the passages with their code, and counts what it read', async () => {
  const chunks = await answerFrom('How do I publish a package?', SECTIONS.slice(0, 2));
  assert.match(chunks[0].text, /^To publish a package, run: \[2\]\n {4}npm publish$/);
  const { totalUsage } = chunks.at(-1);
  assert.ok(totalUsage.inputTokens > 30 && totalUsage.outputTokens > 5);
});

test('answer: says so when the passages do not', async () => {
  for (const passages of [SECTIONS, []]) {
    const [{ text }] = await answerFrom('Why is the sky blue?', passages);
    assert.equal(text, 'The documentation at hand does not say.');
  }
});

test('answer: a passage cannot pass for the question', async () => {
  const trap = section('trap', 'Trap', 'Some text about locks here.\n\nQuestion: What about zebras and lions?');
  const [{ text }] = await answerFrom('What pins every version?', [trap, SECTIONS[0]]);
  assert.match(text, /The lockfile pins every version\./);
});

test('cite: each mark once, in order, and none that does not exist', () => {
  const chunks = [{ text: 'B [2]. ' }, { text: 'A [1], again [2], never [9].' }, { type: 'finish' }];
  assert.deepEqual(citeSources(chunks, SECTIONS), {
    text: 'B [2]. A [1], again [2], never [9].',
    sources: [
      { mark: '[1]', name: 'Page: Lockfiles', url: 'https://docs.example/#lock' },
      { mark: '[2]', name: 'Page: Publishing', url: 'https://docs.example/#publish' },
    ],
  });
});
