import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foundIn } from '../../../js/viewer/reader/found.js';
import { piecesOf, textOfPieces, withFound } from '../../../js/viewer/reader/pieces.js';

const SEED = process.env.FC_SEED === 'random' ? undefined : 16;
const runOf = (text) => ({ text, origins: [], uses: [] });
const detailOf = (...texts) => ({
  contents: [
    { side: 'output', attribute: 'o', blocks: texts.map((runs) => ({ type: 'text', runs: runs.map(runOf) })) },
  ],
});

test('random words in random texts are marked wherever they are, and nothing is lost', () => {
  const word = fc.constantFrom('ab', 'Ab', '.*', '(', '\\', '😀', '-', ' ', 'İ');
  const texts = fc.array(fc.array(word).map((words) => words.join('')));
  fc.assert(
    fc.property(texts, fc.constantFrom('ab', '.*', '((', '\\', '😀', 'b-a', '--'), (texts, phrase) => {
      const { pattern } = foundIn(detailOf(texts), phrase);
      const pieces = withFound(piecesOf(texts.map(runOf)), pattern);
      const text = texts.join('');
      assert.equal(textOfPieces(pieces), text);
      const marked = textOfPieces(pieces.filter(({ found }) => found)).toLowerCase();
      const count = phrase.length < 2 ? 0 : text.toLowerCase().split(phrase).length - 1;
      assert.equal(marked, phrase.repeat(count));
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('words that begin in one run and end in the next are found, and the first block that has them is opened', () => {
  const { paths } = foundIn(detailOf(['no'], ['five wor', 'king days'], ['working']), 'WORKING');
  assert.deepEqual([...paths], ['output', 'output/0', 'output/0/1']);
  assert.equal(foundIn(detailOf(['five wor'], ['king']), 'working').paths.size, 0);
});
