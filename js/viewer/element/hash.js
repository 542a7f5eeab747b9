// The open trace, the selected span and the views in the fragment of the page's address, beside whatever else is in it.

const PREFIX = 'spanloom.';
/** @typedef {{ trace?: string, span?: string, view?: string, panel?: string }} Place */

/** @param {string} hash with or without `#` @returns {Place} */
export function readHash(hash) {
  const parts = partsOf(hash).flatMap((part) => {
    const [name, value = ''] = part.split('=', 2);
    return name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), decode(value)]] : [];
  });
  const { trace, span, view, panel } = Object.fromEntries(parts);
  return {
    trace: /^[0-9a-f]{32}$/.test(trace) ? trace : undefined,
    span: /^[0-9a-f]{16}$/.test(span) ? span : undefined,
    view: /^(graph|timeline)$/.test(view) ? view : undefined,
    panel: /^(content|details)$/.test(panel) ? panel : undefined,
  };
}

/** @param {string} hash @param {Place} place @returns {string} with `#`, or '' */
export function writeHash(hash, place) {
  const foreign = partsOf(hash).filter((part) => !/^spanloom\.(trace|span|view|panel)=/.test(part));
  const own = Object.entries(place).flatMap(([name, value]) => (value ? [`${PREFIX}${name}=${value}`] : []));
  const parts = [...foreign, ...own].join('&');
  return parts && `#${parts}`;
}

/** @param {string} hash */
const partsOf = (hash) => hash.replace(/^#/, '').split('&').filter(Boolean);

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
