/** Where an object stood on one side of a span: as a value of its own, or inside one. @typedef {{ path: string, isRoot: boolean }} Place */
/**
 * A link that a model expects. An object that stood in several places may be reported at any of them.
 * @typedef {Object} Link
 * @property {import('./journal.js').Span} span the earlier one
 * @property {import('./journal.js').Side} from
 * @property {import('./journal.js').Side} to
 * @property {'identity' | 'member'} via
 * @property {string[]} paths each as `from to`
 */

/** @param {Place[]} from @param {Place[]} to @param {boolean} isIdentity whole values only */
export function pathPairs(from, to, isIdentity) {
  const paths = (/** @type {Place[]} */ places) =>
    places.filter(({ isRoot }) => isRoot || !isIdentity).map(({ path }) => path);
  return paths(from).flatMap((start) => paths(to).map((end) => `${start} ${end}`));
}
