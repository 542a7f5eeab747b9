// Long strings are shortened before anything else is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureValue } from '../support/capture-value.js';
import fc from '../support/fast-check.js';

const PLAIN = ['a', 'b', ' ', 'é', '😀'];
/** As in JSON they are up to six times as long as they look. */
const ESCAPED = [...PLAIN, '"', '\\', '\n', '\u0001', '\ud800'];

/** @param {string[]} units of strings */
function valuesOf(units) {
  const unit = fc.constantFrom(...units);
  const short = fc.string({ unit, maxLength: 20 });
  const long = fc
    .tuple(fc.string({ unit, minLength: 1, maxLength: 40 }), fc.integer({ min: 70, max: 900 }))
    .map(([piece, times]) => piece.repeat(times));
  return fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      short,
      long,
      fc.integer(),
      fc.boolean(),
      fc.array(tie('node'), { maxLength: 6 }),
      fc.dictionary(fc.constantFrom('text', 'q', 'tools', '__proto__'), tie('node')),
    ),
  })).node;
}

/** @param {unknown} node @returns {string[]} */
const stringsOf = (node) =>
  typeof node === 'string' ? [node] : node && typeof node === 'object' ? Object.values(node).flatMap(stringsOf) : [];
/** The same without its strings. @param {unknown} node */
const frameOf = (node) => JSON.stringify(node, (_, value) => (typeof value === 'string' ? '' : value));

for (const [name, units, times] of [
  ['plain', PLAIN, 1],
  ['with escapes', ESCAPED, 6],
]) {
  test(`what is short stays whole, and what is long gets the room that is left: ${name}`, () => {
    let checked = 0;
    const values = fc.array(valuesOf(units), { minLength: 1, maxLength: 5 });
    const check = (data, limit) => {
      const { text, truncated } = captureValue(data, limit);
      assert.ok(text.length <= limit);
      const seen = JSON.parse(text);
      const whole = JSON.stringify(data);
      if (whole.length <= limit) return assert.deepEqual([seen, truncated], [JSON.parse(whole), false]);
      assert.equal(truncated, true);
      const all = stringsOf(JSON.parse(whole));
      // Each string has room for so many of its characters.
      // Escapes may cost another turn, which takes a hundredth.
      const share = ((limit - frameOf(data).length) / all.length / times) * (times === 1 ? 1 : 0.99);
      if (share < 64) return;
      checked += 1;
      assert.equal(frameOf(seen), frameOf(data));
      for (const [i, shown] of stringsOf(seen).entries()) {
        if (shown === all[i]) continue;
        assert.ok(shown.endsWith('…') && all[i].startsWith(shown.slice(0, -1)));
        assert.ok(shown.length > share - 3, `${shown.length} of ${share}`);
      }
      const left = limit - text.length;
      assert.ok(left <= (times === 1 ? 2 * all.length : limit / 3), `${left} of ${limit}, ${all.length} strings`);
    };
    fc.assert(fc.property(values, fc.integer({ min: 500, max: 20_000 }), check), { numRuns: 1000 });
    assert.ok(checked > 100, `${checked}`);
  });
}

test('a string of any length hides nothing behind it', () => {
  const page = 'x'.repeat(5e7);
  for (const limit of [300, 5000, 262_144]) {
    const { text } = captureValue(
      { pages: [page, [page]], question: 'Which valve?', tools: [{ name: 'close' }] },
      limit,
    );
    assert.ok(text.length <= limit && text.length > limit - 10);
    const { question, tools, pages } = JSON.parse(text);
    assert.deepEqual([question, tools], ['Which valve?', [{ name: 'close' }]]);
    assert.ok(pages[0].length > 64 && Math.abs(pages[0].length - pages[1][0].length) < 2);
  }
});

test('where all is short, the beginning is whole', () => {
  const rows = Array.from({ length: 1000 }, (_, id) => ({ id, name: `row ${id}` }));
  const { text } = captureValue({ page: 'x'.repeat(1e6), rows }, 5000);
  const seen = JSON.parse(text);
  assert.ok(text.length <= 5000 && text.length > 4900);
  assert.equal(seen.page.length, 64);
  assert.deepEqual(seen.rows.slice(0, 100), rows.slice(0, 100));
  const plain = JSON.parse(captureValue(rows, 5000).text);
  assert.deepEqual(plain.slice(0, 100), rows.slice(0, 100));
});

test('members are visited as far as there may be room for them', () => {
  let visits = 0;
  const { getOwnPropertyDescriptor } = Object;
  Object.getOwnPropertyDescriptor = (...args) => {
    visits += 1;
    return getOwnPropertyDescriptor(...args);
  };
  try {
    const list = Array.from({ length: 10_000 }, () => ({ page: 'x'.repeat(2000) }));
    assert.ok(captureValue(list, 10_000).text.length <= 10_000);
  } finally {
    Object.getOwnPropertyDescriptor = getOwnPropertyDescriptor;
  }
  assert.ok(visits < 1000, `${visits} visits`);
});
