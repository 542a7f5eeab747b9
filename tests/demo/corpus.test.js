import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutPage, withoutRepeats } from '../../examples/docs-bot/corpus.js';
import { readCorpus } from '../../scripts/corpus.mjs';

const PAGE = `---
title: npm-thing
description: Does a thing
---

### Synopsis

short

### Description

See [the other page](/other) for the **many** ways in which \`thing\` and its
friends can be used, and which is right for you.

\`\`\`bash
$ npm thing   # not a heading
\`\`\`

#### \`loud\`

* a first item, which has quite a few words in it and then some more, so it counts
* a second item

### See Also

This list of other pages is long enough, but it tells a reader nothing at all about the subject.
`;

const cut = (markdown) => cutPage({ path: 'commands/npm-thing', markdown, url: 'https://docs.example/npm-thing' });

test('a page is cut at its headings, into plain text with its code', () => {
  assert.deepEqual(cut(PAGE), [
    {
      id: 'commands/npm-thing#0',
      title: 'npm-thing',
      summary: 'Does a thing',
      heading: 'Description',
      text: 'See the other page for the many ways in which `thing` and its friends can be used, and which is right for you.\n\n    $ npm thing   # not a heading',
      url: 'https://docs.example/npm-thing#description',
    },
    {
      id: 'commands/npm-thing#1',
      title: 'npm-thing',
      summary: 'Does a thing',
      heading: '`loud`',
      text: '* a first item, which has quite a few words in it and then some more, so it counts\n\n* a second item',
      url: 'https://docs.example/npm-thing#loud',
    },
  ]);
});

test('a long section is cut between paragraphs', () => {
  const paragraph = `${'word '.repeat(100).trim()}.`;
  const sections = cut(`### Long\n\n${Array(5).fill(paragraph).join('\n\n')}\n`);
  assert.deepEqual(
    sections.map(({ text }) => text.split('\n\n').length),
    [2, 2, 1],
  );
  assert.equal(withoutRepeats(sections).length, 2);
});

test("npm's documentation makes a corpus of small sections", async () => {
  const { source, sections } = await readCorpus();
  assert.match(source, /^npm \d+\.\d+\.\d+/);
  assert.ok(sections.length > 400, `${sections.length} sections`);
  assert.equal(new Set(sections.map(({ id }) => id)).size, sections.length);
  for (const { text, url } of sections) {
    assert.match(url, /^https:\/\/docs\.npmjs\.com\/cli\/v\d+\/[\w-]+\/[\w-]+(#[\w-]+)?$/);
    assert.doesNotMatch(text.replace(/^ {4}.*$/gm, ''), /\]\(|<!--|```/);
  }
});
