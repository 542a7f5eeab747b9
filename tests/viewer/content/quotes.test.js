import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quotable, quotesOf } from '../../../js/viewer/content/quotes.js';
import { Text } from '../../../js/viewer/content/text.js';

const SEED = process.env.FC_SEED === 'random' ? undefined : 16;
const textOf = (words) => new Text(words, 'a');
const said = ({ text, start, end }) => text.text.slice(start, end);
const quotes = (quoting, ...quoted) =>
  quotesOf([textOf(quoting)], quotable(quoted.map(textOf))).map(({ quoting, quoted }) => [said(quoting), said(quoted)]);

const wordsIn = (text) => text.toLowerCase().match(/\p{L}+/gu) ?? [];

test('case, spaces and punctuation do not count', () => {
  assert.deepEqual(
    quotes('So: create the SECOND key, before you revoke!', 'x Create the\nsecond key before you revoke the first.'),
    [['create the SECOND key, before you revoke', 'Create the\nsecond key before you revoke']],
  );
});

test('few words, and short words, are no quote', () => {
  assert.deepEqual(quotes('international organisations everywhere', 'international organisations everywhere'), []);
  assert.deepEqual(quotes('it is as it was to be so', 'it is as it was to be so'), []);
});

test('the longest of several places is taken', () => {
  const [[, from]] = quotes(
    'the quick brown fox jumps over the dog',
    'the quick brown fox jumps',
    'The quick brown fox jumps over it',
  );
  assert.equal(from, 'The quick brown fox jumps over');
});

test('scripts without spaces are compared letter by letter', () => {
  assert.deepEqual(quotes('答：退款在五个工作日内支付。', '退款在五个工作日内支付给客户'), [
    ['退款在五个工作日内支付', '退款在五个工作日内支付'],
  ]);
});

test('random texts: quotes say the same words, do not overlap, and miss no shared run', () => {
  const words = fc.array(fc.constantFrom('alphabet', 'betamax', 'gamma', 'Delta', 'epsilon', 'zeta,', 'eta.'), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(words, words, (quoting, quoted) => {
      const [mine, others] = [quoting.join(' '), quoted.join('\n')];
      const found = quotesOf([textOf(mine)], quotable([textOf(others)]));
      let end = 0;
      for (const quote of found) {
        assert.deepEqual(wordsIn(said(quote.quoting)), wordsIn(said(quote.quoted)));
        assert.ok(quote.quoting.start >= end);
        end = quote.quoting.end;
      }
      const covered = (at) => found.some(({ quoting: { start, end } }) => start <= at && at < end);
      const haystack = ` ${wordsIn(others).join(' ')} `;
      const all = [...mine.matchAll(/\p{L}+/gu)];
      for (let at = 0; at + 6 <= all.length; at += 1) {
        const six = all.slice(at, at + 6);
        const run = ` ${six.map(([word]) => word.toLowerCase()).join(' ')} `;
        if (haystack.includes(run))
          assert.ok(
            six.some(({ index }) => covered(index)),
            run,
          );
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
});
