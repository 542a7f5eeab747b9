import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chunks, cut, fenced, firstLines, piecesOf, textOfPieces } from '../../../js/viewer/reader/pieces.js';

const SEED = process.env.FC_SEED === 'random' ? undefined : 16;
const runsOf = (...texts) => texts.map((text) => ({ text, origins: [], uses: [] }));
const whole = (groups) => groups.map(textOfPieces).join('');

test('random cuts lose nothing, and each piece keeps its run', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.nat(60)), (texts, offsets) => {
      const pieces = piecesOf(runsOf(...texts));
      const text = texts.join('');
      const sorted = offsets.filter((offset) => offset <= text.length).sort((a, b) => a - b);
      const groups = cut(pieces, sorted);
      assert.equal(whole(groups), text);
      for (const { run, text: piece } of groups.flat()) assert.ok(run.text.includes(piece));
      const bounds = [0, ...sorted];
      for (const [index, offset] of sorted.entries())
        assert.equal(textOfPieces(groups[index]), text.slice(bounds[index], offset));
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('random texts come in chunks of bounded size that lose nothing', () => {
  const words = fc.array(fc.constantFrom('word ', 'line\n', '😀', 'x'.repeat(900), '\n'.repeat(30)), {
    maxLength: 400,
  });
  fc.assert(
    fc.property(
      fc.array(
        words.map((list) => list.join('')),
        { maxLength: 30 },
      ),
      (texts) => {
        const groups = chunks(piecesOf(runsOf(...texts)));
        assert.equal(whole(groups), texts.join(''));
        for (const group of groups) {
          assert.ok(textOfPieces(group).length <= 8192);
          assert.ok(group.length <= 202, `${group.length} pieces`);
          assert.doesNotMatch(textOfPieces(group), /^[\udc00-\udfff]|[\ud800-\udbff]$/);
        }
      },
    ),
    { seed: SEED, numRuns: 100 },
  );
});

test('many short runs make many chunks', () => {
  const groups = chunks(piecesOf(runsOf(...Array.from({ length: 5000 }, (_, index) => `${index} `))));
  assert.ok(groups.length >= 24 && groups.every((group) => group.length <= 202));
});

test('chunks end at lines where there are some', () => {
  const groups = chunks(piecesOf(runsOf(`${'a line of text\n'.repeat(3000)}`)));
  assert.ok(groups.length > 4);
  for (const group of groups) assert.ok(textOfPieces(group).endsWith('\n'));
});

test('code stands apart from prose, across runs', () => {
  const parts = fenced(piecesOf(runsOf('before\n```j', 's\ncode', '\n```\nafter `x`')));
  assert.deepEqual(
    parts.map(({ code, pieces }) => [code, textOfPieces(pieces)]),
    [
      [false, 'before\n'],
      [true, '```js\ncode\n```\n'],
      [false, 'after `x`'],
    ],
  );
  assert.deepEqual(
    fenced(piecesOf(runsOf('open\n```\nnever closed'))).map(({ code }) => code),
    [false],
  );
});

test('the first lines of a long text are shown, and a text that is hardly longer is shown whole', () => {
  const limit = { lines: 3, characters: 100 };
  const first = (text) => {
    const pieces = firstLines(piecesOf(runsOf(text)), limit);
    return pieces && textOfPieces(pieces);
  };
  assert.equal(first(`one\ntwo\nthree\n${'more '.repeat(20)}`), 'one\ntwo\nthree');
  assert.equal(first('one\ntwo\nthree\nfour'), undefined);
  assert.equal(first('words '.repeat(60)), 'words '.repeat(16));
  assert.equal(first('x'.repeat(300)), 'x'.repeat(100));
  assert.equal(first('😀'.repeat(200)), '😀'.repeat(50));
  assert.equal(first(`x${'😀'.repeat(200)}`), `x${'😀'.repeat(49)}`);
  assert.equal(first('word '.repeat(21)), undefined);
});
