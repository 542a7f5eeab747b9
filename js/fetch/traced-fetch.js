// `tracedFetch` and `traceFetch`: `fetch` with trace context.
import { isDefault, sendWith } from '#fetch';
import { describe, readOptions } from '../base/check.js';
import { ConfigurationError } from '../base/errors.js';
import { readPropagate } from '../options/propagate.js';
import { inject } from '../propagate/inject.js';
import { dataOf } from '../reading/data.js';
import { fetched } from '../results/fetched.js';
import { activeState, propagatedFrame } from '../tracer/active-span.js';
import { readAnswer } from './answer.js';
import { readOutgoing } from './outgoing.js';
import { valuesIn } from './values.js';

/** @typedef {import('../wrapping/wrap.js').TracerRef} TracerRef */
/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
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
export const tracedFetch = (ref, ...args) => traced(ref, (...given) => fetch(.../** @type {[any]} */ (given)), args);

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
  return new Proxy(fetch, {
    apply: (target, self, args) => traced(ref, (...given) => Reflect.apply(target, self, given), args, to),
  });
}

/** @param {TracerRef} ref @param {Send} send @param {unknown[]} args @param {IsDestination} [to] */
function traced(ref, send, args, to = ref.tracer?.settings.propagate ?? isDefault) {
  const { tracer } = ref;
  if (!tracer?.isOpen || !propagatedFrame(tracer)) return send(...args);
  const state = activeState(tracer);
  const isDestination = (/** @type {string} */ url) => to(url, tracer.settings.onError);
  const prepared = prepare(ref, tracer, send, args, isDestination);
  const promise = prepared ? sendWith(prepared.out, prepared.fields, isDestination) : send(...args);
  if (!state) return promise;
  // A `fetch` of the user's own may give a response without a URL.
  const isAnswer = (/** @type {string} */ url) => prepared !== undefined && isDestination(url || prepared.out.url);
  return answered(state, promise, isAnswer);
}

/**
 * @param {TracerRef} ref @param {Tracer} tracer @param {Send} send @param {unknown[]} args @param {(url: string) => boolean} isDestination
 * @returns {{ out: import('./outgoing.js').Outgoing, fields: import('./outgoing.js').Fields } | undefined} undefined if the request gets no headers
 */
function prepare(ref, tracer, send, args, isDestination) {
  try {
    const out = readOutgoing(send, args);
    if (!out || !isDestination(out.url)) return undefined;
    return { out, fields: inject(ref, out.baggage, { values: valuesIn(out.init.body) }) };
  } catch {
    // The request itself is wrong, and fails.
    return tracer.ignoreCarrier('unwritable_carrier');
  }
}

/**
 * Returns the promise of a response whose body can be observed.
 * @param {import('../tracer/span-state.js').SpanState} state the span that the request named @param {Promise<Response>} promise
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
