// Throws at chosen points inside of spanloom: each function of it is one, at its entry.
import { register } from 'node:module';

register('./instrument.mjs', import.meta.url);

/**
 * Where the user's call is still on its way to the user's function, or on its way back: what throws there, throws as any call may at the end of the
 * stack. And where batches are handed to exporters: on a stack of their own, and with nothing of the user's in hand.
 */
const OF_THE_CALL = new RegExp(
  [
    'wrapping/call.js Call.apply:',
    'manual/(trace|start-span).js (trace|startSpan):',
    'context/from-storage.js fromStorage.(run|leave):',
    'reading/native-promise.js (quiet|passThrough):',
    'results/(tap|tap-method|within).js (Tap.isLive|tapMethod|tapStep|within):',
    'results/watch.js Watch.isLive:',
    'tracer/span.js (guarded|Span.(run|annotate|link|end)):',
    'tracer/tracer.js Tracer.(constructor|isOpen|runIn|flush):',
    'pipeline/batch.js ',
    'pipeline/dispatcher.js Dispatcher.(dispatch|each|count|constructor)',
    'pipeline/pipeline.js Pipeline.(drop|constructor)',
  ].join('|'),
);

/** The points that were reached, in order. @type {string[]} */
let order = [];
let strikeAt = 0;
let isWatching = false;
/** @type {() => unknown} */
let makeError;

Object.assign(globalThis, {
  /** @param {string} point */
  enteredInside(point) {
    if (!isWatching || OF_THE_CALL.test(point)) return;
    if (order.push(point) === strikeAt) throw makeError();
  },
});

export const faults = {
  /** How many points were reached so far. */
  get count() {
    return order.length;
  },

  /** Notes the points from now on, and throws at the `at`-th. @param {number} [at] @param {() => unknown} [make] */
  watch(at = 0, make = () => new Error()) {
    [order, strikeAt, makeError, isWatching] = [[], at, make, true];
  },

  stop() {
    isWatching = false;
    return { order, struck: order[strikeAt - 1] };
  },
};
