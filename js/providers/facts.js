/** @typedef {import('../results/draft.js').Draft} Draft */

/**
 * An API, by what its answers look like, and its requests.
 * @typedef {Object} Api
 * @property {RegExp} [types] of their `type`
 * @property {string[]} [marks] one of them is a key
 * @property {(draft: Draft, plain: any) => boolean | void} read adds an item or a complete answer to the draft; false, and nothing is added, for what is none
 * @property {string[]} [asks] one of them stands beside the model's name in a request
 * @property {string} [provider] whose requests alone look so, as OpenTelemetry names it
 */

/** @param {unknown} value @returns {any[]} empty where it is no list */
export const list = (value) => (Array.isArray(value) ? value : []);

/**
 * What a record says about the answer that it is, or that it ends: the same under the names of all APIs.
 * @param {Draft} draft @param {any} [record]
 */
export function readFacts(draft, record = {}) {
  const { usage, usageMetadata, model, modelVersion, response, incomplete_details, status, error } = record;
  const { finish_reason, stop_reason = finish_reason, stopReason = stop_reason, finishReason = stopReason } = record;
  draft.spent(usage ?? usageMetadata);
  // Of embeddings by the AI SDK.
  draft.spent({ input_tokens: usage?.tokens });
  draft.answeredBy(response?.modelId ?? model ?? modelVersion);
  draft.finish(incomplete_details?.reason ?? finishReason?.unified ?? finishReason ?? status);
  draft.fail(status === 'failed' && error);
}
