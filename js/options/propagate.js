// The option `propagate`: which requests carry trace context.
import { checkOptions, describe } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { isTrue } from '../base/predicate.js';

/** Whether requests to a URL carry trace context. `onError` receives what a user's function throws. @typedef {(url: string, onError: (error: unknown) => void) => boolean} IsDestination */

const RULES = { to: ['a list of URLs, regular expressions and functions', Array.isArray] };
/** What may follow the prefix of a URL. Another character would continue the name of a host or folder. */
const BOUNDARY = /^(?:$|[/?#])/;

/**
 * @param {string} owner @param {import('../index.js').PropagateOptions | undefined} given
 * @returns {IsDestination | undefined} undefined if the option does not say where to
 */
export function readPropagate(owner, given) {
  const { to } = given ? checkOptions(owner, given, /** @type {any} */ (RULES)) : {};
  if (!to) return undefined;
  /** @type {IsDestination[]} */
  const rules = Array.from(to, (rule, i) => compile(`${owner}: to[${i}]`, rule));
  return (url, onError) => rules.some((rule) => rule(url, onError));
}

/** @param {string} owner @param {any} rule @returns {IsDestination} */
function compile(owner, rule) {
  if (typeof rule === 'function') return (url, onError) => isTrue(rule, url, onError);
  // `search` has no state, unlike `test` of a global expression.
  if (rule instanceof RegExp) return (url) => url.search(rule) >= 0;
  const prefix = typeof rule === 'string' ? absolute(rule) : undefined;
  if (!prefix?.startsWith('http'))
    throw new ConfigurationError(
      `${owner} must be an HTTP URL, a regular expression or a function, not ${describe(rule)}`,
    );
  return (url) => url.startsWith(prefix) && (prefix.endsWith('/') || BOUNDARY.test(url.slice(prefix.length)));
}

/** Returns a URL in its normal form; undefined if it is none. @param {string} url */
export function absolute(url) {
  try {
    return new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href).href;
  } catch {
    return undefined;
  }
}
