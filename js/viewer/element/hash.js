// The open trace, the selected span and the views in the fragment of the page's address, beside whatever else is in it.

/** @typedef {{ trace?: string, span?: string, view?: 'graph' | 'timeline', panel?: 'content' | 'details' }} Place */

const PREFIX = 'spanloom.';

/** What may be there: who made the address may mean harm. @type {Record<keyof Place, RegExp>} */
const VALID = {
  trace: /^[0-9a-f]{32}$/,
  span: /^[0-9a-f]{16}$/,
  view: /^(graph|timeline)$/,
  panel: /^(content|details)$/,
};

/** @param {string} hash with or without `#` @returns {Place} */
export function readHash(hash) {
  const parts = new Map(partsOf(hash).map((part) => /** @type {[string, string]} */ (part.split('=', 2))));
  const found = Object.entries(VALID).flatMap(([name, pattern]) => {
    const value = parts.get(PREFIX + name);
    return value !== undefined && pattern.test(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(found);
}

/** @param {string} hash @param {Place} place @returns {string} with `#`, or '' */
export function writeHash(hash, place) {
  const foreign = partsOf(hash).filter(
    (part) => !Object.keys(VALID).some((name) => part.startsWith(`${PREFIX}${name}=`)),
  );
  const own = Object.entries(place).flatMap(([name, value]) => (value ? [`${PREFIX}${name}=${value}`] : []));
  const parts = [...foreign, ...own].join('&');
  return parts && `#${parts}`;
}

/** @param {string} hash */
const partsOf = (hash) => hash.replace(/^#/, '').split('&').filter(Boolean);
