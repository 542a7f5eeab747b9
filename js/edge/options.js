// The options of an instrumented handler: which tracer it uses, whom it trusts, and how long it waits.
import { MAX_TIMEOUT_MS } from '../base/abortable-timeout.js';
import { ANYTHING, BOOLEAN, describe, either, FUNCTION, POSITIVE, pickOptions } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { ref as defaultRef } from '../default-tracer-ref.js';
import { init } from '../index.js';
import { readTracerOptions } from '../options/tracer-options.js';
import { refOf } from '../wrapping/api-ref.js';

/** @typedef {import('../wrapping/wrap.js').TracerRef} TracerRef */
/** @typedef {(source: any) => unknown} Accepts whether the trace context of a request or message is trusted */
/** @typedef {(promise: Promise<unknown>) => void} WaitUntil */
/** @typedef {{ ref: TracerRef, accepts: Accepts, waitUntil?: WaitUntil | undefined, waitWindow: number }} Settings */
/** Reads the options at the first event, as some of them come with it. @typedef {(env: unknown) => Settings} ReadSettings */

/** @type {Record<string, import('../base/check.js').Rule>} */
const OWN = {
  tracer: ANYTHING,
  acceptTraceContext: either(BOOLEAN, FUNCTION),
  waitUntil: FUNCTION,
  waitWindow: POSITIVE,
};

/** What Workers allow after the response, in milliseconds. */
const WAIT_WINDOW_MS = 30_000;

/** Options that `init` was called with: several handlers may share them. @type {WeakSet<object>} */
const begun = new WeakSet();
/** What functions have returned: each is called once, whoever shares it. @type {WeakMap<Function, unknown>} */
const returned = new WeakMap();

/**
 * Checks the options. Throws a ConfigurationError that names the wrong one. What a function returns is checked when it is first called; what is wrong is then
 * reported, and nothing is traced.
 * @param {string} owner @param {unknown} options @returns {ReadSettings}
 */
export function readSettings(owner, options) {
  if (typeof options !== 'function') return check(owner, options);
  /** @type {Settings | undefined} */
  let settings;
  return (env) => {
    if (settings) return settings;
    try {
      if (!returned.has(options)) returned.set(options, options(env));
      settings = check(owner, returned.get(options))(env);
    } catch (error) {
      console.error(`spanloom: ${owner} traces nothing:`, error);
      settings = { ref: { owner: { isDefault: false }, tracer: undefined }, accepts: () => false, waitWindow: 1 };
    }
    return settings;
  };
}

/** @param {string} owner @param {unknown} given @returns {ReadSettings} */
function check(owner, given = {}) {
  /** Those of the tracer. @type {Record<string, unknown>} */
  const rest = {};
  /** @param {Error} error @param {string} [name] */
  const onWrong = (error, name) => {
    if (name === undefined || Object.hasOwn(OWN, name)) throw error;
    rest[name] = /** @type {any} */ (given)[name];
  };
  const {
    tracer,
    acceptTraceContext = false,
    waitUntil,
    waitWindow = WAIT_WINDOW_MS,
  } = pickOptions(owner, given, OWN, onWrong, undefined, true);
  const accepts = typeof acceptTraceContext === 'function' ? acceptTraceContext : () => acceptTraceContext;
  const own = { accepts, waitUntil, waitWindow: Math.min(waitWindow, MAX_TIMEOUT_MS) };
  const makesTracer = Object.keys(rest).length > 0;
  if (tracer !== undefined) {
    const ref = refOf(tracer);
    if (!ref)
      throw new ConfigurationError(`${owner}: 'tracer' must be a tracer of this package, not ${describe(tracer)}`);
    if (makesTracer)
      throw new ConfigurationError(
        `${owner}: '${Object.keys(rest)[0]}' is an option of a new tracer, but 'tracer' is given`,
      );
    return () => ({ ref, ...own });
  }
  if (makesTracer) readTracerOptions(owner, rest);
  const key = /** @type {object} */ (given);
  return () => {
    // Not before the first event: Workers allow no timers and no randomness until then.
    if (makesTracer && !begun.has(key)) init(rest);
    begun.add(key);
    return { ref: defaultRef, ...own };
  };
}
