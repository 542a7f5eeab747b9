import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { offsetsIn } from '../../../js/viewer/reader/offsets.js';

const SEED = process.env.FC_SEED === 'random' ? undefined : 16;
/** As Python writes it. */
const ascii = (text) =>
  JSON.stringify(text).replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

for (const [name, write] of Object.entries({
  'as it is': (text) => text,
  'as JSON': (text) => JSON.stringify(text).slice(1, -1),
  'as ASCII': (text) => ascii(text).slice(1, -1),
}))
  test(`random words in a text that is written ${name} are found`, () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '"', '\n', '\\', '語', ' ') });
    fc.assert(
      fc.property(text, text, text, fc.nat(500), (before, words, behind, start) => {
        const run = { text: before + words + behind, attribute: 'a', origins: [], uses: [] };
        const from = start + write(before).length;
        const range = [from, from + write(words).length];
        const [at, end] = offsetsIn({ ...run, range: [start, start + write(run.text).length] }, range);
        assert.equal(run.text.slice(at, end), words);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

test('where it is not known how a run was written, all of it is meant', () => {
  const run = { text: 'words', attribute: 'a', range: [10, 77], origins: [], uses: [] };
  assert.deepEqual(offsetsIn(run, [12, 14]), [0, 5]);
  assert.deepEqual(offsetsIn({ ...run, range: [10, 15] }, [0, 12]), [0, 2]);
});
