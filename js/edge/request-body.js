// What the user's code reads of a request: the input of the root span, and a message whose lineage is known.
import * as SIDE from '../log/records/side.js';
import { isNativePromise, passThrough } from '../reading/native-promise.js';
import { shadow } from '../results/shadow.js';
import { noteMessage } from '../tracer/lineage.js';

/** @typedef {import('./run-event.js').Root} Root */

const READERS = ['json', 'text'];

/** Follows what is read of a request, and of clones of it. @param {Root} root @param {any} request */
export function followReads(root, request) {
  for (const name of READERS)
    shadow(
      request,
      name,
      (original) =>
        /** @this {unknown} @param {unknown[]} args */
        function (...args) {
          const result = Reflect.apply(original, this, args);
          return isNativePromise(result) ? passThrough(result, (value) => note(root, value)) : result;
        },
    );
  shadow(
    request,
    'clone',
    (original) =>
      /** @this {unknown} */
      function () {
        const clone = Reflect.apply(original, this, []);
        followReads(root, clone);
        return clone;
      },
  );
}

/**
 * Exports what was read as the input of the root span, but records no evidence: the steps that are given it use what the caller sent, as in one process.
 * @param {Root} root @param {unknown} value
 */
function note({ state, caller }, value) {
  const { tracer, trace } = state;
  if (state.ended) return;
  tracer.recordSafely(() => tracer.content.whole(state, SIDE.INPUT, value, state.captureInput, false));
  if (caller) noteMessage(tracer, trace, value);
}
