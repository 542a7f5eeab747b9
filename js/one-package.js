// One package, two builds: a program may import the one and require the other. What was loaded first is what both give, tracer and classes included.
import { realm } from './base/realm.js';
import { VERSION } from './base/version.js';

/** The last two parts of a URL: a script, and the folder of the package that it is in. */
const SCRIPT = /[^/]*\/[^/]*$/;

/**
 * @template {object} Api @param {Api} own @param {string | undefined} url of the script; undefined in a bundle that has none
 * @returns {Api} of the same version in the same place: other copies have tracers of their own
 */
export function shared(own, url) {
  if (!url) return own;
  const place = url.replace(SCRIPT, VERSION);
  const all = realm();
  all.builds ??= new Map();
  if (!all.builds.has(place)) all.builds.set(place, own);
  return /** @type {Api} */ (all.builds.get(place));
}
