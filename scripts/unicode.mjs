// Makes src/text/letters.inc, which code points are letters or digits and how their case is folded, from the engine's Unicode data.
// tests/js/unicode.test.js compares the file with the engine that runs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, root } from './lib/paths.mjs';

const FILE = join(root, 'src/text/letters.inc');
/** Beyond are whole planes: two of letters, then none. src/text/letters.cc knows that. */
const END = 0x20000;
/** More runs than this would not fit the decoded table. */
const MAX_RUNS = 253;
const FULLWIDTH_DIGITS = [0xff10, 0xff19];
const FULLWIDTH_LETTERS = [0xff21, 0xff5a];
const FROM_FULLWIDTH = 0xfee0;
/** Small letters that are the same since Unicode 15.1; the engine may be older. */
const SAME = new Map([
  [0x1fd3, 0x390],
  [0x1fe3, 0x3b0],
  [0xfb05, 0xfb06],
]);

const isWithin = (codePoint, [first, last]) => codePoint >= first && codePoint <= last;
const only = (text) => ([...text].length === 1 ? text : undefined);

export const isAssigned = (codePoint) => !/^\p{Cn}$/u.test(String.fromCodePoint(codePoint));
export const isLetter = (codePoint) => /^[\p{L}\p{N}]$/u.test(String.fromCodePoint(codePoint));

/**
 * Unicode's simple case folding, which engines do not show: the small letter of the capital, where each is one code point
 * and a pattern that ignores case, which folds that way, takes it for the same. Cherokee folds to capitals.
 * Fullwidth forms of ASCII fold to ASCII.
 */
export function folded(codePoint) {
  if (isWithin(codePoint, FULLWIDTH_DIGITS)) return codePoint - FROM_FULLWIDTH;
  if (isWithin(codePoint, FULLWIDTH_LETTERS)) return folded(codePoint - FROM_FULLWIDTH);
  if (SAME.has(codePoint)) return SAME.get(codePoint);
  const letter = String.fromCodePoint(codePoint);
  const capital = only(letter.toUpperCase()) ?? letter;
  const small = /\p{Script=Cherokee}/u.test(letter) ? capital : only(capital.toLowerCase());
  if (small === undefined || small === letter) return codePoint;
  const result = small.codePointAt(0);
  return new RegExp(`^\\u{${result.toString(16)}}$`, 'iu').test(letter) ? result : codePoint;
}

/** Lengths of the runs of code points that are no letters, are, are not, ... The unassigned go with what is before them. */
function letterRuns() {
  const lengths = [];
  let start = 0;
  let wasLetter = false;
  for (let codePoint = 0; codePoint < END; codePoint++) {
    if (!isAssigned(codePoint) || isLetter(codePoint) === wasLetter) continue;
    lengths.push(codePoint - start);
    start = codePoint;
    wasLetter = !wasLetter;
  }
  return lengths;
}

/**
 * Runs of letters that fold by the same distance. In one of step 2, every other letter folds to the next.
 * @returns {{ start: number, count: number, step: 1 | 2, distance: number }[]}
 */
function foldRuns() {
  const distances = new Map();
  for (let codePoint = 0; codePoint < END; codePoint++) {
    const distance = isLetter(codePoint) ? folded(codePoint) - codePoint : 0;
    if (distance !== 0) distances.set(codePoint, distance);
  }
  const runs = [];
  let behind = 0;
  for (const [start, distance] of distances) {
    if (start < behind) continue;
    const [ones, twos] = [1, 2].map((step) => {
      let count = 1;
      while (distances.get(start + count * step) === distance) count++;
      return count;
    });
    const step = distance === 1 && twos > ones ? 2 : 1;
    const count = step === 2 ? twos : ones;
    behind = start + (count - 1) * step + 1;
    runs.push({ start, count, step, distance });
  }
  return runs;
}

/** The fold runs as numbers, three each: twice the way from the run before, plus 1 for step 2; count; distance, zigzag. */
function foldNumbers() {
  const runs = foldRuns();
  if (runs.length > MAX_RUNS) throw new Error(`${runs.length} runs of folding letters are too many`);
  let behind = 0;
  return runs.flatMap(({ start, count, step, distance }) => {
    const way = (start - behind) * 2;
    behind = start + (count - 1) * step + 1;
    return [way + step - 1, count, distance < 0 ? distance * -2 - 1 : distance * 2];
  });
}

/** Seven bits a byte, the low ones first; the high bit says that more follow. */
const varint = (number) => (number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...varint(number >>> 7)]);

function array(name, numbers) {
  const lines = [''];
  for (const byte of numbers.flatMap(varint)) {
    if (lines.at(-1).length + String(byte).length + 2 > 118) lines.push('');
    lines[lines.length - 1] += ` ${byte},`;
  }
  return `constexpr unsigned char ${name}[] = {\n${lines.map((line) => ` ${line}\n`).join('')}};\n`;
}

/** The file as it has to be. */
const table = () => `// Made by scripts/unicode.mjs from Unicode ${process.versions.unicode}: numbers as varints.
// clang-format off

// Lengths of runs of code points: no letters, letters, no letters, ...
${array('kLetterRuns', letterRuns())}
// Runs of letters that fold: twice the way from the run before, plus 1 if it is every other letter; how many; distance, zigzag.
${array('kFoldRuns', foldNumbers())}
// clang-format on
`;

/** What a file says: the folded form of a letter or digit below END, 0 of other code points. @returns {Uint32Array} */
export function readTable(text = readFileSync(FILE, 'utf8')) {
  const result = new Uint32Array(END);
  const [letters, folds] = [...text.matchAll(/\{([^}]*)\}/g)].map(([, bytes]) => numbersOf(bytes));
  let at = 0;
  letters.forEach((length, index) => {
    if (index % 2 === 1) for (let i = at; i < at + length; i++) result[i] = i;
    at += length;
  });
  if (letters.length % 2 === 1) for (let i = at; i < END; i++) result[i] = i;
  let codePoint = 0;
  for (let i = 0; i < folds.length; i += 3) {
    const [way, count, zigzag] = folds.slice(i, i + 3);
    const step = 1 + (way & 1);
    const distance = zigzag & 1 ? -(zigzag + 1) / 2 : zigzag / 2;
    codePoint += way >> 1;
    for (let n = 0; n < count; n++) result[codePoint + n * step] = codePoint + n * step + distance;
    codePoint += (count - 1) * step + 1;
  }
  return result;
}

/** The version of Unicode that the file was made from. */
export const tableVersion = (text = readFileSync(FILE, 'utf8')) => /Unicode ([\d.]+)/.exec(text)?.[1] ?? '0.0';

function numbersOf(bytes) {
  const numbers = [];
  let [number, shift] = [0, 0];
  for (const byte of bytes.split(',').slice(0, -1).map(Number)) {
    number |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) continue;
    numbers.push(number);
    [number, shift] = [0, 0];
  }
  return numbers;
}

if (isMain(import.meta)) writeFileSync(FILE, table());
