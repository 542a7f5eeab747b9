// Makes src/text/letters.inc and src/text/entities.inc: what is read as which letters. From Unicode's data and HTML 4's list of names.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { characterEntitiesHtml4 } from 'character-entities-html4';
import { isMain, root } from '../lib/paths.mjs';
import { compositions, END, formOf, isAssigned, isLetter, VERSION } from './data.mjs';

const FIRST_MARK = 0x300;
/** As many as src/text/letters.cc has room for. */
const MOST_EXPANSIONS = 32;
const HEAD = '// Made by scripts/unicode/tables.mjs';

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
  return [...lengths, END - start];
}

/** How far it is from one to the next in a run: of what is read, of what it is read as. */
const STEPS = [
  [1, 1],
  [2, 2],
  [1, 0],
  [1, 2],
];

/** What is read as one other character, in runs. @returns {{ start: number, count: number, steps: number, to: number }[]} */
function formRuns() {
  const forms = new Map();
  for (let codePoint = 0; codePoint < END; codePoint++) {
    const form = formOf(codePoint);
    if (form.length === 1 && form[0] !== codePoint) forms.set(codePoint, form[0]);
  }
  const runs = [];
  let behind = 0;
  for (const [start, to] of forms) {
    if (start < behind) continue;
    const counts = STEPS.map(([from, step]) => {
      let count = 1;
      while (forms.get(start + count * from) === to + count * step) count++;
      return count;
    });
    const count = Math.max(...counts);
    const steps = counts.indexOf(count);
    behind = start + (count - 1) * STEPS[steps][0] + 1;
    runs.push({ start, count, steps, to });
  }
  return runs;
}

const zigzag = (number) => (number < 0 ? number * -2 - 1 : number * 2);

/** The runs as numbers, three each. */
function formNumbers() {
  let behind = 0;
  let distance = 0;
  return formRuns().flatMap(({ start, count, steps, to }) => {
    const numbers = [(start - behind) * STEPS.length + steps, count, zigzag(to - start - distance)];
    behind = start + (count - 1) * STEPS[steps][0] + 1;
    distance = to - start;
    return numbers;
  });
}

/** What is read as several letters: way from the one before, how many letters, the letters. */
function expansionNumbers() {
  const numbers = [];
  let count = 0;
  let before = 0;
  for (let codePoint = 0; codePoint < END; codePoint++) {
    const form = formOf(codePoint);
    if (form.length < 2) continue;
    numbers.push(codePoint - before, form.length, ...form);
    before = codePoint;
    count++;
  }
  if (count > MOST_EXPANSIONS) throw new Error(`${count} expansions have no room`);
  return [count, ...numbers];
}

/**
 * Compositions as numbers, three each: twice the way from the composed letter before, plus 1 if the letter in it stands near; the letter, as the way
 * to the composed one if it is near, else from the one before, zigzag; the mark, counted from the first.
 */
function compositionNumbers() {
  let before = 0;
  let letterBefore = 0;
  return compositions.flatMap(([composed, letter, mark]) => {
    const way = composed - letter;
    const isNear = way > 0 && way < 0x40;
    const numbers = [(composed - before) * 2 + isNear, isNear ? way : zigzag(letter - letterBefore), mark - FIRST_MARK];
    before = composed;
    if (!isNear) letterBefore = letter;
    return numbers;
  });
}

/** Seven bits a byte, the low ones first; the high bit says that more follow. */
const varint = (number) => (number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...varint(number >>> 7)]);

const bytes = (numbers) => {
  const lines = [''];
  for (const byte of numbers.flatMap(varint)) {
    if (lines.at(-1).length + String(byte).length + 2 > 118) lines.push('');
    lines[lines.length - 1] += ` ${byte},`;
  }
  return lines.map((line) => ` ${line}\n`).join('');
};

/** Numbers of which each `size` belong together: how many times, then the numbers. */
const counted = (numbers, size) => bytes([numbers.length / size, ...numbers]);

const lettersFile = () => `${HEAD} from Unicode ${VERSION}: numbers as varints.
// clang-format off

constexpr unsigned char kTable[] = {
  // Lengths of runs of code points: no letters, letters, no letters, ...
${bytes(letterRuns())}
  // Composed letters, how many; each: twice the way from the one before, plus 1 if the letter in it is near; that, as a way; the mark.
${counted(compositionNumbers(), 3)}
  // What is read as several letters, how many; each: the way from the one before; how many letters; the letters.
${bytes(expansionNumbers())}
  // Runs of what is read as one other, how many; each: four times the way from the run before, plus kSteps; how many; change of distance, zigzag.
${counted(formNumbers(), 3)}};

// clang-format on
`;

/** What the names of composed letters end in, behind the letter. */
const ACCENTS = {
  grave: 0x300,
  acute: 0x301,
  circ: 0x302,
  tilde: 0x303,
  uml: 0x308,
  ring: 0x30a,
  caron: 0x30c,
  cedil: 0x327,
};
const isAccented = (name) => Object.hasOwn(ACCENTS, name.slice(1));

/** HTML 4's names of letters and digits, small, and the accents. A capital's name is the small letter's but for case. */
function names() {
  const named = new Map(Object.entries(ACCENTS).map(([accent, mark]) => [`^${accent}`, mark]));
  for (const [name, character] of Object.entries(characterEntitiesHtml4)) {
    const codePoint = character.codePointAt(0);
    if (!isLetter(codePoint) || isAccented(name)) continue;
    const small = name.toLowerCase();
    const known = named.get(small);
    if (known !== undefined && `${formOf(known)}` !== `${formOf(codePoint)}`)
      throw new Error(`two letters are called ${small}`);
    named.set(small, codePoint);
  }
  return [...named].sort(([, a], [, b]) => a - b);
}

function entitiesFile() {
  const lines = [''];
  for (const [name] of names()) {
    if (lines.at(-1).length + name.length > 110) lines.push('');
    lines[lines.length - 1] += `${name} `;
  }
  const ways = names().map(([, codePoint], index, all) => codePoint - (all[index - 1]?.[1] ?? 0));
  return `${HEAD} from HTML 4's names of characters: those of letters and digits; what names of composed letters end in.
// clang-format off

constexpr char kNames[] =
${lines.map((line) => `    "${line}"`).join('\n')};

// What they stand for: the way from the one before, as varints.
constexpr unsigned char kNamed[] = {
${bytes(ways)}};
// clang-format on
`;
}

/** The files as they have to be, by path. */
export const files = () => ({ 'src/text/letters.inc': lettersFile(), 'src/text/entities.inc': entitiesFile() });

if (isMain(import.meta)) for (const [path, text] of Object.entries(files())) writeFileSync(join(root, path), text);
