// What `links.text.minLength` promises, at its edge: a common run of so many letters and digits is found, wherever it stands
// and however it is written; one that is a letter shorter is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../support/content/random.js';
import { ESCAPES, lettersOf, SCRIPTS, written } from '../support/content/scripts.js';
import { recording } from '../support/spans.js';

const LENGTHS = [8, 9, 12, 15, 16, 17, 23, 24, 28, 29, 31, 32, 33, 40, 48, 64, 100, 128];
const PAIRS = 16;
const SEED = Number(process.env.SEED ?? 7);

/**
 * Two texts with a run of `length` letters in common and nothing else: what stands around it is of different letters.
 * @param {Random} random @param {string[]} letters @param {number} length
 */
function pair(random, letters, length) {
  const mixed = random.shuffled(letters);
  const [ours, theirs] = [mixed.slice(0, mixed.length >> 1), mixed.slice(mixed.length >> 1)];
  const run = lettersOf(random, letters, length);
  const text = (/** @type {string[]} */ own) => {
    const [before, after] = random.pick([
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    const around = (/** @type {number} */ is) =>
      lettersOf(random, own, is * (1 + random.int(is && random.oneIn(4) ? 600 : 60)));
    return random.pick(ESCAPES)(written(random, [...around(before), ...run, ...around(after)]));
  };
  return [text(ours), text(theirs)];
}

/** How many of the pairs of texts are linked. @param {number} minLength @param {string[][]} pairs */
async function linked(minLength, pairs) {
  const { tracer, finish } = recording({ links: { text: { minLength } }, queue: { maxSpans: 1e5 } });
  for (const [earlier, later] of pairs) {
    tracer.trace('root', () => {
      tracer.llm(() => earlier, { name: 'produce' })();
      tracer.tool((/** @type {string} */ _text) => {}, { name: 'consume' })(later);
    });
  }
  const consumers = (await finish()).filter(({ name }) => name === 'consume');
  const found = new Map(consumers.map(({ input, links }) => [input, links.length > 0]));
  return pairs.map(([, later]) => found.get(later));
}

for (const [script, letters] of Object.entries(SCRIPTS)) {
  test(`${script}: a run of minLength is found, a shorter one is not`, async () => {
    const random = new Random(SEED + letters[0].charCodeAt(0));
    for (const minLength of LENGTHS) {
      for (const less of [0, 1]) {
        const pairs = Array.from({ length: PAIRS }, () => pair(random, letters, minLength - less));
        const found = await linked(minLength, pairs);
        const odd = pairs[found.findIndex((is) => is !== (less === 0))];
        assert.equal(odd, undefined, `minLength ${minLength}, ${minLength - less} in common: ${JSON.stringify(odd)}`);
      }
    }
  });
}
