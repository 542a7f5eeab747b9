// What an entry of explain() says, read slowly from the spans that were given: the characters at a range, and whether two ranges say the same.
import { parse, saying, stepsOf, valueAt } from './positions.js';
import { normalForm } from './visible.js';

/** @typedef {{ side: string, attribute: string, path: string, range: [number, number] }} Part */

/**
 * The characters of a part, with their escapes undone. Throws if the part is none of the attribute's.
 * @param {Part} part @param {string | undefined} text of the attribute
 */
export function sayingOf({ attribute, path, range: [start, end] }, text) {
  if (text === undefined) throw new Error(`there is no attribute ${attribute}`);
  if (!(0 <= start && start < end && end <= text.length))
    throw new Error(`range ${start} to ${end} is not in ${text.length} characters`);
  if (!path.startsWith(attribute)) throw new Error(`path ${path} does not begin with ${attribute}`);
  const { type, inner, characters } = valueAt(text, stepsOf(path.slice(attribute.length)), start);
  const isWhole = characters[0].start === start && characters.at(-1)?.end === end;
  const all = type === 'string' && !isWhole ? /** @type {any[]} */ (inner) : characters;
  const chosen = all.filter((character) => character.start >= start && character.end <= end);
  if (chosen[0]?.start !== start || chosen.at(-1)?.end !== end)
    throw new Error(`range ${start} to ${end} begins or ends outside of ${path}, or within an escape`);
  return type === 'string' && isWhole && inner !== characters ? saying(/** @type {any[]} */ (inner)) : saying(chosen);
}

/** Whether two texts say the same: as JSON, or letter by letter with escapes undone on either side. @param {string} a @param {string} b */
export function saySame(a, b) {
  const [left, right] = [readings(a), readings(b)];
  return [...left].some((reading) => reading !== '' && right.has(reading));
}

/** Letters and digits of a text, with its escapes as they are, and undone once, twice, ... @param {string} text */
export function formsOf(text) {
  const all = new Set();
  for (let [next, left] = [text, 8]; left > 0; left--) {
    all.add(foldedForm(next));
    next = undone(next);
  }
  return all;
}

/** @param {string} text */
function readings(text) {
  const all = formsOf(text);
  for (let [next, left] = [text, 8]; left > 0; left--) {
    all.add(canonical(next));
    next = undone(next);
  }
  return all;
}

const foldedForm = (/** @type {string} */ text) => normalForm(text).replaceAll('ς', 'σ');

/** @param {string} text */
function undone(text) {
  const escapes = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code, one) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (escapes[one] ?? one),
  );
}

/** JSON with sorted keys, embedded JSON read; '' for what is none. @param {string} text @returns {string} */
function canonical(text) {
  const node = parse(Array.from({ length: text.length }, (_, i) => ({ text: text[i], start: i, end: i + 1 })));
  return node && node.type !== 'scalar' ? canonicalNode(node) : '';
}

/** @param {import('./positions.js').Node} node @returns {string} */
function canonicalNode({ type, inner, members, characters }) {
  if (type === 'scalar') return JSON.stringify(JSON.parse(saying(characters)));
  if (type === 'string') {
    const said = saying(/** @type {any[]} */ (inner));
    return canonical(said) || JSON.stringify(said);
  }
  const parts = /** @type {any[]} */ (members).map(
    ({ key, node }) => (type === 'array' ? '' : `${JSON.stringify(key)}:`) + canonicalNode(node),
  );
  return type === 'array' ? `[${parts}]` : `{${parts.sort()}}`;
}
