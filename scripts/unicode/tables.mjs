// Generates src/text/letters.inc and src/text/entities.inc from the Unicode character database and HTML 4's names of characters: the form of each
// character, see src/text/letters.h. Run it after an update of the database; a test compares the files with its output.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { characterEntitiesHtml4 } from 'character-entities-html4';
import { isMain, root } from '../lib/paths.mjs';
import { compositions, END, formOf, isAssigned, isLetter, VERSION } from './data.mjs';

const FIRST_MARK = 0x300;
/** The room in src/text/letters.cc. */
const MAX_EXPANSIONS = 32;
const HEAD = '// Made by scripts/unicode/tables.mjs';

/** The lengths of runs of code points, alternately no letters and letters. Unassigned code points join the run before them. */
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

/** The steps between neighbours of a run: of the code points, and of their forms. */
const STEPS = [
  [1, 1],
  [2, 2],
  [1, 0],
  [1, 2],
];

/** The code points whose form is one other character, in runs. @returns {{ start: number, count: number, steps: number, to: number }[]} */
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

/** The runs as three numbers each. */
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

/** The code points whose form is several letters: the distance from the previous one, the number of letters, the letters. */
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
  if (count > MAX_EXPANSIONS) throw new Error(`${count} expansions have no room`);
  return [count, ...numbers];
}

/**
 * Compositions as three numbers each: twice the distance from the previous composed letter, plus 1 if its base letter is near; the base letter, as
 * the distance to the composed one if it is near, or else from the previous base letter, zigzag; the mark, as the distance from the first mark.
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

/** Seven bits per byte, lowest first. The high bit is set if more bytes follow (LEB128). */
const varint = (number) => (number < 0x80 ? [number] : [(number & 0x7f) | 0x80, ...varint(number >>> 7)]);

const bytes = (numbers) => {
  const lines = [''];
  for (const byte of numbers.flatMap(varint)) {
    if (lines.at(-1).length + String(byte).length + 2 > 118) lines.push('');
    lines[lines.length - 1] += ` ${byte},`;
  }
  return lines.map((line) => ` ${line}\n`).join('');
};

/** Records of `size` numbers each: the number of records, then the numbers. */
const counted = (numbers, size) => bytes([numbers.length / size, ...numbers]);

const lettersFile = () => `${HEAD} from Unicode ${VERSION}. Do not edit. Numbers are varints, see varint.h.
// clang-format off

constexpr unsigned char kTable[] = {
  // The lengths of runs of code points: no letters, letters, no letters, ...
${bytes(letterRuns())}
  // The number of composed letters; each: twice the distance from the previous one, plus 1 if its base letter is near; the base letter; the mark.
${counted(compositionNumbers(), 3)}
  // The number of expansions; each: the distance from the previous one; the number of letters; the letters.
${bytes(expansionNumbers())}
  // The number of runs of other forms; each: four times the distance from the previous run, plus the index in kSteps; its length; the change of
  // the distance to the form, zigzag.
${counted(formNumbers(), 3)}};

// clang-format on
`;

/** The accents, by how the names of composed letters end. */
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

/** HTML 4's names of letters and digits in lower case, and the accents. The names of capitals differ only in case. */
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
  return `${HEAD} from HTML 4's names of letters and digits. Do not edit. A name with ^ is an accent: it ends the names of composed letters.
// clang-format off

constexpr char kNames[] =
${lines.map((line) => `    "${line}"`).join('\n')};

// Their code points, as distances from the previous one; varints.
constexpr unsigned char kNamed[] = {
${bytes(ways)}};
// clang-format on
`;
}

/** The content of the generated files, by path. */
export const files = () => ({ 'src/text/letters.inc': lettersFile(), 'src/text/entities.inc': entitiesFile() });

if (isMain(import.meta)) for (const [path, text] of Object.entries(files())) writeFileSync(join(root, path), text);
