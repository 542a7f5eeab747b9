// What the files of this folder share: the shape of an `Api`, and what the answers of all APIs report under similar names.

/** @typedef {import('../results/draft.js').Draft} Draft */

/**
 * How to recognize and read the stream items, answers and requests of one LLM API.
 * @typedef {Object} Api
 * @property {RegExp} [types] matches the `type` of an item or answer
 * @property {string[]} [marks] where items have no `type`: an item or answer has at least one of these keys
 * @property {(draft: Draft, plain: any) => boolean | void} read adds an item or a complete answer to the draft. Returns false, and adds nothing, if the value
 *   only looks like one.
 * @property {unknown[]} [last] the `type` of the last item of an answer
 * @property {string} [lastMark] where items have no `type`: a key that only the last item of an answer has
 * @property {string[]} [inputs] keys that hold the input of a request: it has at least one of them beside `model`
 * @property {string} [provider] the provider's name in OpenTelemetry, if requests of this shape go to no other provider
 */

/** @param {unknown} value @returns {any[]} an empty list unless `value` is a list */
export const list = (value) => (Array.isArray(value) ? value : []);

/**
 * Adds what a record reports about its answer: token counts, model, finish reason, failure. It knows the names of all APIs.
 * @param {Draft} draft @param {any} [record]
 */
export function readFacts(draft, record = {}) {
  const { usage, usageMetadata, model, modelVersion, response, incomplete_details, status, error } = record;
  const { finish_reason, stop_reason = finish_reason, stopReason = stop_reason, finishReason = stopReason } = record;
  draft.spent(usage ?? usageMetadata);
  // Embeddings of the AI SDK.
  draft.spent({ input_tokens: usage?.tokens });
  draft.answeredBy(response?.modelId ?? model ?? modelVersion);
  draft.finish(incomplete_details?.reason ?? finishReason?.unified ?? finishReason ?? status);
  draft.fail(status === 'failed' && error);
}
