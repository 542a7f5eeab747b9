import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folded, isAssigned, isLetter, readTable, tableVersion } from '../../scripts/unicode.mjs';

const version = (text) => text.split('.').map(Number);
const isNewer = ([major, minor], [otherMajor, otherMinor]) =>
  major > otherMajor || (major === otherMajor && minor > otherMinor);

test("the core's table of letters is what the engine's Unicode data say", () => {
  const table = readTable();
  const wrong = [];
  let assigned = 0;
  for (let codePoint = 0; codePoint < table.length; codePoint++) {
    if (!isAssigned(codePoint)) continue;
    assigned++;
    if (table[codePoint] !== (isLetter(codePoint) ? folded(codePoint) : 0)) wrong.push(`U+${codePoint.toString(16)}`);
  }
  // A newer engine knows code points that the table's did not.
  const isEngineNewer = isNewer(version(process.versions.unicode), version(tableVersion()));
  if (isEngineNewer) assert.ok(wrong.length < assigned / 50, `${wrong.length} of ${assigned} code points`);
  else assert.deepEqual(wrong, []);
});

test('beyond the table there are two planes of letters and no others', () => {
  for (let codePoint = 0x20000; codePoint < 0x110000; codePoint++) {
    if (isAssigned(codePoint)) assert.equal(isLetter(codePoint), codePoint < 0x40000, codePoint.toString(16));
  }
});

const isOlder = !/\u0390/iu.test('\u1fd3') && 'before Unicode 15.1';

test('letters fold to the same if a pattern that ignores case takes them for the same', { skip: isOlder }, () => {
  const cased = [];
  for (let codePoint = 0; codePoint < 0x20000; codePoint++) {
    const letter = String.fromCodePoint(codePoint);
    if (!isLetter(codePoint) || (letter.toLowerCase() === letter && letter.toUpperCase() === letter)) continue;
    if (codePoint < 0xff21 || codePoint > 0xff5a) cased.push(codePoint);
  }
  const all = String.fromCodePoint(...cased);
  const families = new Map();
  for (const codePoint of cased)
    families.set(folded(codePoint), [...(families.get(folded(codePoint)) ?? []), codePoint]);
  for (const codePoint of cased) {
    const pattern = new RegExp(String.fromCodePoint(codePoint), 'giu');
    const same = [...all.matchAll(pattern)].map(([one]) => one.codePointAt(0));
    assert.deepEqual(same, families.get(folded(codePoint)), codePoint.toString(16));
  }
});
