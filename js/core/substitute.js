// Takes the place of a core that cannot be loaded: a reader in plain JavaScript, which is loaded only then.

/** @typedef {import('../options/tracer-options.js').Settings['links']} Links */

/** @type {(links: Links) => Promise<import('./plain/session.js').PlainSession>} */
export async function openSubstitute() {
  const { PlainSession } = await import('./plain/session.js');
  return new PlainSession();
}
