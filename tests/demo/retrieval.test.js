// Questions in words that the documentation does not use: word vectors find the page more often than words alone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createEmbedding } from '../../examples/docs-bot/embedding.js';
import { createIndex } from '../../examples/docs-bot/index.js';
import { rerankHits } from '../../examples/docs-bot/rerank.js';
import { correctSpelling } from '../../examples/docs-bot/spelling.js';
import { dot, readVectors, writeVectors } from '../../examples/docs-bot/vectors.js';
import { readCorpus } from '../../scripts/corpus.mjs';

/** The pages that answer. @type {[question: string, ...pages: string[]][]} */
const QUESTIONS = [
  ['How can I see who maintains a library?', 'npm-owner', 'npm-view', 'npm-access'],
  ['How do I throw away a library I no longer need?', 'npm-uninstall', 'npm-prune', 'Removal'],
  ['How do I learn which libraries are old?', 'npm-outdated', 'npm-update'],
  ['Can I take back a release that I made by mistake?', 'npm-unpublish', 'npm-deprecate'],
  ['How do I warn people not to use an old release?', 'npm-deprecate'],
  ['Is there a way to check for known security holes?', 'npm-audit'],
  ['How do I sign in?', 'npm-login', 'npm-adduser', 'npm-token'],
  ['How do I leave my account on this computer?', 'npm-logout'],
  ['How do I become faster by keeping downloaded files?', 'npm-cache'],
  ['How can I invite colleagues to my group?', 'npm-org', 'npm-team', 'Organizations'],
  ['How do I raise the number of a release?', 'npm-version'],
  ['How do I use a library under another name?', 'Package spec', 'npm-install'],
  ['How do I give money to authors?', 'npm-fund', 'package.json'],
  ['How do I get an inventory of everything in my software?', 'npm-sbom', 'npm-ls', 'npm-query'],
  ['How do I remove duplicates from my tree?', 'npm-dedupe', 'npm-find-dupes'],
  ['How do I begin a new project?', 'npm-init'],
  ['How do I execute a program without installing it?', 'npm-exec', 'npx'],
  ['How can I compare two releases?', 'npm-diff'],
  ['What tells me why something is in my tree?', 'npm-explain', 'npm-ls'],
  ['How do I find the folder where global programs land?', 'npm-prefix', 'npm-root', 'Folders'],
  ['How can I test that my machine is set up well?', 'npm-doctor', 'npm-ping'],
  ['How do I make a clean build on a server?', 'npm-ci'],
  ['How do I keep secrets out of the tarball?', 'Developers', 'package.json', 'npm-publish'],
  ['How do I hide output on the screen?', 'Logging', 'Config'],
  ['What is my user called?', 'npm-whoami'],
  ['How do I work on several packages in one repository?', 'Workspaces', 'npm-run', 'npm-exec'],
  ['How do I open the home page of a library?', 'npm-docs', 'npm-repo', 'npm-bugs'],
  ['How do I mark a version as beta?', 'npm-dist-tag'],
];

const { sections } = await readCorpus();
const index = createIndex(sections);
const { buffer } = Uint8Array.from(await readFile(new URL('../../web-demo/vectors/words.bin', import.meta.url)));
const meaning = createEmbedding(sections, index.vocabulary, readVectors(buffer));

/** How many questions have a page that answers among the passages of the prompt. */
function answered() {
  return QUESTIONS.filter(([question, ...pages]) => {
    const { terms } = correctSpelling(question, index.vocabulary);
    const hits = index.search(terms, 12, index.meaning?.embed(terms.join(' ')));
    return rerankHits(terms, hits, 4).some(({ title }) => pages.includes(title));
  }).length;
}

test('with word vectors, 13 of 28 questions find a page that answers; by words alone, 10', () => {
  index.meaning = undefined;
  const byWords = answered();
  index.meaning = meaning;
  assert.deepEqual([byWords, answered()], [10, 13]);
});

test('a question in the words of the documentation is answered as by words alone', () => {
  const { terms } = correctSpelling('Which files end up in my published package?', index.vocabulary);
  const ids = (hits) => hits.map(({ id }) => id);
  const vector = meaning.embed(terms.join(' '));
  assert.deepEqual(ids(index.search(terms, 12, vector)), ids(index.search(terms, 12)));
});

test('words of one meaning are close', () => {
  const closeness = (a, b) => dot(meaning.embed(a), meaning.embed(b));
  assert.ok(closeness('delete', 'remove') > closeness('delete', 'author'));
  assert.ok(meaning.nearest(meaning.embed('security holes'), 5).some(({ title }) => title === 'npm-audit'));
});

test('a file of vectors keeps words and directions', () => {
  const { dimensions, vectorOf } = readVectors(
    writeVectors(
      new Map([
        ['a', [0, 4]],
        ['öb', [-3, 3]],
      ]),
    ).buffer,
  );
  assert.equal(dimensions, 2);
  assert.deepEqual([...vectorOf('a')], [0, 1]);
  assert.ok(dot(vectorOf('öb'), [-1, 1]) > 1.4);
  assert.equal(vectorOf('c'), undefined);
});
