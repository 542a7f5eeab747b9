// One package, two builds: a program may import one and require the other. Both then return the build that was loaded first, with its tracer and classes.
import { realm } from './base/realm.js';
import { VERSION } from './base/version.js';

/** The last two segments of a URL: the script, and its folder in the package. */
const SCRIPT = /[^/]*\/[^/]*$/;

/**
 * @template {object} Api @param {Api} own @param {string | undefined} url of the script; undefined in some bundles
 * @returns {Api} the names of the first build of this version in this place. Other copies have their own tracers
 */
export function shared(own, url) {
  if (!url) return own;
  const place = url.replace(SCRIPT, VERSION);
  const all = realm();
  all.builds ??= new Map();
  if (!all.builds.has(place)) all.builds.set(place, own);
  return /** @type {Api} */ (all.builds.get(place));
}
