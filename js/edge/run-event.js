// Runs a handler in the root span of an event.

import { ignoreRejection } from '../base/ignore-rejection.js';
import { fromHex, toHex } from '../base/random.js';
import { definitionOf } from '../manual/definition.js';
import { readField } from '../propagate/carrier.js';
import { extract } from '../propagate/extract.js';
import { parseTraceparent } from '../propagate/trace-context.js';
import { watchResult } from '../results/index.js';
import { Watch } from '../results/watch.js';
import { activeState } from '../tracer/active-span.js';
import { runUnrecorded } from '../tracer/unrecorded-call.js';
import { begin } from '../wrapping/begin.js';
import { ResultObserver } from '../wrapping/result-observer.js';
import { whenLoaded } from './first-event.js';
import { Hold } from './hold.js';

/** @typedef {import('../tracer/tracer.js').Tracer} Tracer */
/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {import('./options.js').Settings} Settings */

/**
 * @typedef {object} Event
 * @property {string} name of the root span
 * @property {Record<string, unknown>} attributes
 * @property {{ source: any, carrier: any, values?: unknown[] }[]} callers what may carry the context of whoever caused it: one may become the parent, several are linked
 */

/**
 * What is done with the result besides.
 * @template T
 * @typedef {object} Answer
 * @property {(root: Root) => void} prepare called before the handler
 * @property {(root: Root, result: T) => Promise<T>} follow sees the result, and ends the span when it is complete
 */

/**
 * A root span, while its handler and the answer go on.
 * @typedef {object} Root
 * @property {SpanState} state
 * @property {Hold} hold
 * @property {Watch} watch ends the span
 * @property {{ words: number[] } | undefined} caller the span that is its parent, if it is one of another process that is trusted
 * @property {<T>(fn: () => T) => T} run runs code in the span
 */

/**
 * Calls a handler, in a root span if the tracer records it. Returns what the handler returned, as a promise.
 * @template T @param {Settings} settings @param {() => Event} describe @param {any} ctx whose `waitUntil` is called
 * @param {() => T | Promise<T>} handle @param {Answer<T>} [answer]
 * @returns {T | Promise<T>}
 */
export const runEvent = (settings, describe, ctx, handle, answer) =>
  whenLoaded(settings.ref.tracer, () =>
    runInRoot(settings, describe, ctx, handle, (root) => follow(root, handle, answer)),
  );

/**
 * Makes a call that may be an event, in a root span unless there is one. Returns the very thing that it returned.
 * @template T @param {Settings} settings @param {() => Event} describe @param {any} ctx whose `waitUntil` is called @param {() => T} call
 * @returns {T}
 */
export const runCall = (settings, describe, ctx, call) =>
  runInRoot(settings, describe, ctx, call, (root) => {
    let result;
    try {
      result = root.run(call);
    } catch (error) {
      root.watch.end('error', error);
      throw error;
    }
    return watchResult(result, new ResultObserver(root.state));
  });

/**
 * @template T, U @param {Settings} settings @param {() => Event} describe @param {any} ctx @param {() => T} handle called if there is no root to make
 * @param {(root: Root) => U} begun called with the root
 * @returns {T | U}
 */
function runInRoot({ ref, accepts, waitUntil, waitWindow }, describe, ctx, handle, begun) {
  const { tracer } = ref;
  // Inside another instrumented handler, there is a root.
  if (!tracer?.isOpen || activeState(tracer)?.invocation) return handle();
  const { onError } = tracer.settings;
  const event = readEvent(tracer, describe);
  if (!event) return handle();
  const [first, second] = event.callers;
  const isAccepted = first !== undefined && second === undefined && trusts(accepts, first.source, onError);
  const caller = isAccepted ? extract(ref, first.carrier, { values: first.values }) : undefined;
  const run = () => {
    const state = startRoot(ref, tracer, event, isAccepted, caller?.isValid);
    if (!state) return runUnrecorded(tracer, handle, []);
    const root = makeRoot(caller, new Hold(state, waitUntil ?? waiterOf(ctx), waitWindow), state);
    return root.hold.run(() => begun(root));
  };
  return caller ? caller.run(run) : run();
}

/** An event whose getters throw, such as a proxy of the program, is handled without a span. @param {Tracer} tracer @param {() => Event} describe */
function readEvent({ counts, settings }, describe) {
  try {
    return describe();
  } catch (error) {
    counts.unrecorded += 1;
    settings.onError(new Error('an event could not be read, so its handler has no span', { cause: error }));
    return undefined;
  }
}

/** @param {any} ctx @returns {import('./options.js').WaitUntil | undefined} */
const waiterOf = (ctx) => (typeof ctx?.waitUntil === 'function' ? (promise) => ctx.waitUntil(promise) : undefined);

/** @param {import('../index.js').RemoteSpan | undefined} caller @param {Hold} hold @param {SpanState} state @returns {Root} */
function makeRoot(caller, hold, state) {
  if (caller?.isValid && state.invocation) state.invocation.producers = new WeakMap();
  return {
    state,
    hold,
    watch: new Watch(new ResultObserver(state)),
    caller: caller?.isValid ? { words: fromHex(caller.spanId) } : undefined,
    run: (fn) => hold.run(() => state.tracer.runIn(state, fn, undefined, [])),
  };
}

/** Asks the user's function, and trusts nobody if it fails. @param {Settings['accepts']} accepts @param {unknown} source @param {(error: unknown) => void} onError */
function trusts(accepts, source, onError) {
  try {
    const answer = accepts(source);
    ignoreRejection(answer);
    return answer === true;
  } catch (error) {
    onError(error);
    return false;
  }
}

/** @param {import('../wrapping/wrap.js').TracerRef} ref @param {Tracer} tracer @param {Event} event @param {boolean} isAccepted @param {boolean} [isCarrier] whether the steps inside it belong to a caller's pipeline */
function startRoot(ref, tracer, { name, attributes, callers }, isAccepted, isCarrier) {
  /** @type {SpanState | undefined} */
  let state;
  try {
    const definition = definitionOf(ref, 'instrument()', { kind: 'workflow', name, attributes });
    definition.options = { ...definition.options, isCarrier };
    state = begin(tracer, definition);
    if (!isAccepted) for (const { carrier } of callers) linkTo(state, carrier);
  } catch {
    // No stack is left.
    tracer.counts[state ? 'failedNotes' : 'unrecorded'] += 1;
  }
  return state;
}

/** A caller whose context is not accepted is only linked: it decides neither about the trace nor about its sampling. @param {SpanState | undefined} state @param {any} carrier */
function linkTo(state, carrier) {
  const field = state && readField(carrier, 'traceparent');
  const parsed = typeof field === 'string' ? parseTraceparent(field) : undefined;
  if (!state || !parsed) return;
  const [id0, id1, id2, id3] = parsed.traceWords;
  state.tracer.notes.link(state, { traceId: toHex(id0, id1, id2, id3), spanId: toHex(...parsed.spanWords) }, {});
}

/**
 * @template T @param {Root} root @param {() => T | Promise<T>} handle @param {Answer<T> | undefined} answer
 * @returns {Promise<T>}
 */
async function follow(root, handle, answer) {
  const { watch } = root;
  const { onError } = root.state.tracer.settings;
  let result;
  try {
    answer?.prepare(root);
  } catch (error) {
    onError(error);
  }
  try {
    const promise = root.run(handle);
    // Not until the promise is collected, which it may be while its response is still read.
    watch.watching('promise');
    result = await promise;
  } catch (error) {
    watch.end('error', error);
    throw error;
  }
  try {
    if (answer) return await answer.follow(root, result);
    watch.value(result, 'resolved');
  } catch (error) {
    onError(error);
  }
  watch.end('returned');
  return result;
}
