// `tracedFetch` and `traceFetch`: `fetch` with trace context.
import { isDefault, sendWith } from '#fetch';
import { describe, readOptions } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { readPropagate } from '../options/propagate.js';
import { inject } from '../propagate/inject.js';
import { dataOf, hasMethod, isObject } from '../reading/data.js';
import { isNativePromise } from '../reading/native-promise.js';
import { isPlain } from '../reading/observed.js';
import { fetched } from '../results/fetched.js';
import { activeState, propagatedFrame } from '../tracer/active-span.js';
import { readAnswer } from './answer.js';
import { readOutgoing } from './outgoing.js';
import { valuesIn } from './values.js';

/** @typedef {import('../wrapping/wrap.js').TracerRef} TracerRef */
/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {import('../options/propagate.js').IsDestination} IsDestination */
/** @typedef {import('./outgoing.js').Send} Send */

const isRecordOrNothing = (/** @type {unknown} */ value) => typeof value === 'object';

/** @type {Record<string, import('../base/check.js').RuleOrDefault>} */
const OPTIONS = {
  tracer: ['a tracer', (value) => typeof dataOf(value, 'traceFetch') === 'function'],
  propagate: ['an object', isRecordOrNothing],
};

/**
 * The platform's `fetch`, traced.
 * @param {TracerRef} ref @param {...unknown} args
 */
export const tracedFetch = (ref, ...args) =>
  traced({ ref, send: (...given) => fetch(.../** @type {[any]} */ (given)), isPlatform: true }, args);

/**
 * Returns a traced `fetch`.
 * @param {TracerRef} ref @param {unknown} fetch @param {import('../index.js').TraceFetchOptions} [options]
 */
export function traceFetch(ref, fetch, options = {}) {
  if (typeof fetch !== 'function')
    throw new ConfigurationError(`traceFetch() takes a function as its first argument, not ${describe(fetch)}`);
  const { tracer, propagate } = readOptions('traceFetch()', options, OPTIONS);
  if (tracer) return tracer.traceFetch(fetch, { propagate });
  const to = readPropagate('traceFetch(): propagate', propagate);
  const isPlatform = fetch === globalThis.fetch;
  return new Proxy(fetch, {
    apply: (target, self, args) =>
      traced({ ref, send: (...given) => Reflect.apply(target, self, given), isPlatform, to }, args),
  });
}

/**
 * @typedef {object} Way how requests are sent
 * @property {TracerRef} ref
 * @property {Send} send
 * @property {boolean} isPlatform whether the platform sends them, and not a function of the user's own
 * @property {IsDestination} [to] the tracer's, if undefined
 */

/**
 * @typedef {object} Prepared a request within an active span
 * @property {SpanState | undefined} state the span, if it is recorded
 * @property {(url: string) => boolean} isDestination
 * @property {import('./outgoing.js').Outgoing} [out] if the request gets headers
 * @property {import('./outgoing.js').Fields} [fields] the headers
 */

/** @param {Way} way @param {unknown[]} args */
function traced(way, args) {
  const prepared = prepare(way, args);
  if (!prepared) return way.send(...args);
  const { state, isDestination, out, fields } = prepared;
  const isListed = out !== undefined && fields !== undefined;
  const result = isListed ? sendWith(out, fields, isDestination, way.isPlatform) : way.send(...args);
  // A `fetch` of the user's own may return anything.
  if (!state || !(isBarePromise(result) || (isListed && isThenable(result)))) return result;
  // It may also give a response without a URL.
  return answered(state, result, (url) => out !== undefined && isDestination(url || out.url));
}

/** @param {unknown} value */
const isThenable = (value) => isObject(value) && isPlain(value) && hasMethod(value, 'then');

/** Whether another promise can stand in for a value: it has no members of its own. Those with symbols are the runtime's. @param {unknown} value */
const isBarePromise = (value) => isNativePromise(value) && Object.getOwnPropertyNames(value).length === 0;

/**
 * @param {Way} way @param {unknown[]} args
 * @returns {Prepared | undefined} undefined without an active span
 */
function prepare({ ref, send, to }, args) {
  const { tracer } = ref;
  try {
    if (!tracer?.isOpen || !propagatedFrame(tracer)) return undefined;
    const { propagate = isDefault, onError } = tracer.settings;
    const isDestination = (/** @type {string} */ url) => (to ?? propagate)(url, onError);
    const state = activeState(tracer);
    const out = outgoing(tracer, send, args);
    if (!out || !isDestination(out.url)) return { state, isDestination };
    return { state, isDestination, out, fields: inject(ref, out.baggage, { values: valuesIn(out.init.body) }) };
  } catch {
    // No stack is left.
    return tracer?.ignoreCarrier('unwritable_carrier');
  }
}

/** @param {Tracer} tracer @param {Send} send @param {unknown[]} args */
function outgoing(tracer, send, args) {
  try {
    return readOutgoing(send, args);
  } catch {
    // The request itself is wrong, and fails.
    return tracer.ignoreCarrier('unwritable_carrier');
  }
}

/**
 * Returns the promise of a response whose body can be observed.
 * @param {SpanState} state the span that the request named @param {Promise<Response>} promise
 * @param {(url: string) => boolean} isAnswer whether a response from there may say what it contains
 */
async function answered(state, promise, isAnswer) {
  const response = await promise;
  if (!(response instanceof Response)) return response;
  let given = response;
  try {
    given = fetched(response);
    if (isAnswer(response.url)) readAnswer(state, given);
  } catch {
    state.tracer.counts.failedNotes += 1;
  }
  return given;
}
