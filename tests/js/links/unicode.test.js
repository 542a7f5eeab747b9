// The tables of the core's normal form: that they are what scripts/unicode/tables.mjs makes, and that this agrees with the engine's own Unicode.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../../scripts/lib/paths.mjs';
import { compositions, END, formOf, isLetter, VERSION } from '../../../scripts/unicode/data.mjs';
import { files } from '../../../scripts/unicode/tables.mjs';
import { Random } from '../support/content/random.js';

const major = (/** @type {string} */ version) => Number(version.split('.')[0]);
const skip = major(process.versions.unicode ?? '0') < major(VERSION) && 'the engine has an older Unicode';

const isAssigned = (/** @type {number} */ codePoint) => !/^[\p{Cn}\p{Cs}]$/u.test(String.fromCodePoint(codePoint));
const assigned = Array.from({ length: END }, (_, codePoint) => codePoint).filter(isAssigned);
const composed = new Map(compositions.map(([codePoint, letter, mark]) => [`${letter} ${mark}`, codePoint]));
const isSpacingless = (/** @type {number} */ codePoint) => /^\p{Mn}$/u.test(String.fromCodePoint(codePoint));
/** Where letters are not composed: twins of ideographs, and scripts of the past. */
const isApart = (/** @type {number} */ codePoint) =>
  (codePoint >= 0xf900 && codePoint < 0xfb00) || codePoint >= 0x10000;

/** The core's way in short: each mark joins the letter before it, or falls. @param {string} text */
function read(text) {
  /** @type {number[]} */
  const letters = [];
  let mayCompose = false;
  for (const character of text) {
    const codePoint = /** @type {number} */ (character.codePointAt(0));
    const form = hangul(codePoint, letters.at(-1)) ?? formOf(codePoint);
    if (form.length > 0 && isLetter(form[0])) {
      if (form.length === 1 && form[0] >= 0xac00 && form[0] <= 0xd7a3 && codePoint < 0x1200) letters.pop();
      letters.push(...form);
      mayCompose = true;
    } else if (form.length > 0 || isSpacingless(codePoint)) {
      const whole = mayCompose && composed.get(`${letters.at(-1)} ${form[0]}`);
      if (whole) letters.splice(-1, 1, whole);
    } else {
      mayCompose = false;
    }
  }
  return String.fromCodePoint(...letters);
}

/** The syllable that a vowel or final consonant of Hangul makes. @param {number} codePoint @param {number | undefined} before */
function hangul(codePoint, before) {
  if (before === undefined || codePoint < 0x1161 || codePoint > 0x11c2) return undefined;
  const whole = String.fromCodePoint(before, codePoint).normalize('NFC');
  return whole.length === 1 ? [whole.charCodeAt(0)] : undefined;
}

test("the core's tables are what the script makes of Unicode's data", () => {
  for (const [path, text] of Object.entries(files())) assert.equal(readFileSync(join(root, path), 'utf8'), text, path);
});

test('letters and digits are those of the engine, and behind the table there are two planes of letters', {
  skip,
}, () => {
  const wrong = assigned.filter((codePoint) => {
    const isOurs = isLetter(codePoint);
    const isTheirs = /^[\p{L}\p{N}]$/u.test(String.fromCodePoint(codePoint));
    return isOurs !== isTheirs && !(isOurs && codePoint >= 0x10000 && codePoint <= 0x1ceff);
  });
  assert.deepEqual(wrong, []);
  for (let codePoint = END; codePoint < 0x110000; codePoint++) {
    if (!isAssigned(codePoint)) continue;
    assert.equal(/^[\p{L}\p{N}]$/u.test(String.fromCodePoint(codePoint)), codePoint < 0x40000, codePoint.toString(16));
  }
});

test('a character reads like its canonical decomposition, whole or in part', { skip }, () => {
  const wrong = assigned.filter((codePoint) => {
    const character = String.fromCodePoint(codePoint);
    return !isApart(codePoint) && read(character) !== read(character.normalize('NFD'));
  });
  assert.deepEqual(
    wrong.map((codePoint) => codePoint.toString(16)),
    [],
  );
});

/** Whether two marks stand at different places of a letter, so that their order says nothing. @param {number} a @param {number} b */
const areApart = (a, b) =>
  String.fromCodePoint(a, b).normalize('NFD') === String.fromCodePoint(b, a).normalize('NFD') && a !== b;

test('letters with marks at several places read the same in both normal forms', { skip }, () => {
  const random = new Random(5);
  const letters = compositions.map(([whole, letter]) => random.pick([whole, letter]));
  const marks = assigned.filter(
    (codePoint) => (codePoint >= 0x300 && codePoint < 0x370) || (codePoint >= 0x64b && codePoint < 0x660),
  );
  for (let i = 0; i < 100_000; i++) {
    /** @type {number[]} */
    const picked = [];
    for (let left = 1 + random.int(4); left > 0; left--) {
      const mark = random.pick(marks);
      if (picked.every((other) => areApart(other, mark))) picked.push(mark);
    }
    const text = String.fromCodePoint(random.pick(letters), ...picked);
    const [whole, parts] = [text.normalize('NFC'), text.normalize('NFD')];
    assert.equal(read(whole), read(parts), [...parts].map((one) => one.codePointAt(0)?.toString(16)).join(' '));
  }
});

test('case does not matter', { skip }, () => {
  const wrong = assigned.filter((codePoint) => {
    const letter = String.fromCodePoint(codePoint);
    if (!isLetter(codePoint) || !new RegExp(letter, 'iu').test(letter.toUpperCase())) return false;
    return read(letter) !== read(letter.toUpperCase());
  });
  assert.deepEqual(
    wrong.map((codePoint) => codePoint.toString(16)),
    [],
  );
});

test('other widths, ligatures and printed forms read like what they stand for', { skip }, () => {
  const ranges = [
    [0xff10, 0xff5a],
    [0xff66, 0xff9d],
    [0xfb00, 0xfb06],
    [0xfe80, 0xfefc],
    [0x2080, 0x2089],
    [0x2460, 0x2468],
  ];
  for (const [first, last] of ranges) {
    for (let codePoint = first; codePoint <= last; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      assert.equal(read(character), read(character.normalize('NFKC')), codePoint.toString(16));
    }
  }
  assert.deepEqual([read('ß'), read('ẞ'), read('ｶﾞ'), read('ﾊﾟ')], ['ss', 'ss', 'ガ', 'パ']);
});
