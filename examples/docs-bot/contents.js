// What stands where in the arguments and results that spans show, and which words a link stands on.

/** @typedef {import('spanloom').FinishedSpan} FinishedSpan */
/** @typedef {{ path: string, value: unknown, range?: [number, number] }} Place `value` is what stands at `path`, if it is shown there */

/**
 * Both ends of each piece of a link, with what stands there.
 * @param {import('spanloom').Link} link @param {FinishedSpan} producer @param {FinishedSpan} consumer
 * @returns {{ from: Place, to: Place }[]}
 */
export function placesOf({ attributes, pieces = [] }, producer, consumer) {
  const { from, to } = attributes;
  return pieces.map((piece) => ({
    from: { ...piece.from, value: valueAt(producer[from], from, piece.from.path) },
    to: { ...piece.to, value: valueAt(consumer[to], to, piece.to.path) },
  }));
}

/** The words of a place, `undefined` if it is no stretch of a text. @param {Place} place @returns {string | undefined} */
export const wordsAt = ({ value, range }) => (range && typeof value === 'string' ? value.slice(...range) : undefined);

/** @param {string | undefined} content as a span shows it @param {'input' | 'output'} side @param {string} path */
function valueAt(content, side, path) {
  const shown = parsed(content);
  const keys = keysOf(path);
  // One argument is shown as it is, several as a list.
  const isArgument = side === 'input' && keys.length > 0 && !Array.isArray(shown);
  return follow(shown, isArgument ? keys.slice(1) : keys);
}

/** Strings are shown bare, all else as JSON. @param {string | undefined} content */
export function parsed(content = '') {
  try {
    return /^[[{]/.test(content) ? JSON.parse(content) : content;
  } catch {
    return content;
  }
}

/** `$[0].a["b c"]` -> 0, a, b c. @param {string} path @returns {string[]} */
const keysOf = (path) =>
  Array.from(path.matchAll(/\.([^.[]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g), ([, name, index, quoted]) =>
    quoted ? JSON.parse(quoted) : (name ?? index),
  );

const follow = (value, keys) =>
  keys.reduce(
    (inner, key) => (typeof inner === 'object' && Object.hasOwn(inner ?? {}, key) ? inner[key] : undefined),
    value,
  );
