// The lineage of an answer, for a caller that is accepted.
import { describeProducer, describeValues } from '../propagate/lineage.js';

/** @typedef {import('./run-event.js').Root} Root */

/**
 * Says where the parts of a body in memory come from, or which span produced the whole of it.
 * @param {Root} root @param {Response} response @param {Uint8Array[]} [chunks] the body, if it is in memory
 * @returns {string | undefined} undefined if the caller is not accepted
 */
export function lineageOfAnswer({ state, caller, run }, response, chunks) {
  if (!caller) return undefined;
  const { tracer } = state;
  const value = chunks && contentOf(chunks, response.headers.get('content-type') ?? '');
  const parts = value === undefined ? undefined : run(() => describeValues(tracer, [value], caller.words));
  const producer = producerOf(state, response);
  return parts ?? describeProducer([producer.id0, producer.id1], caller.words);
}

/** Returns what a caller reads of the body: JSON or text. @param {Uint8Array[]} chunks @param {string} type */
function contentOf(chunks, type) {
  const decoder = new TextDecoder();
  const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
  try {
    return /json/.test(type) ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

/** Returns the step whose result the answer is, or else the root span. @param {import('../tracer/span-state.js').SpanState} root @param {Response} response */
function producerOf(root, response) {
  const { producers } = root.invocation ?? {};
  return producers?.get(response) ?? producers?.get(response.body ?? response) ?? root;
}
