// Token counts as OpenTelemetry names them, from the names that APIs use.

/** @typedef {import('../index.js').Usage} Usage */

/**
 * Usage, model and finish reasons of a complete response of the OpenAI or Anthropic API (chat, responses, messages,
 * embeddings); each is absent where it is not told. Only plain fields are read: a getter may start something.
 * @param {unknown} value
 * @returns {{ usage?: Usage, model?: string, finishReasons?: string[] }}
 */
export function responseFacts(value) {
  try {
    const usage = own(value, 'usage');
    const choices = own(value, 'choices');
    if (!isRecord(usage) && !Array.isArray(choices)) return {};
    const reasons = Array.isArray(choices)
      ? choices.map((choice) => own(choice, 'finish_reason'))
      : [own(value, 'stop_reason') ?? own(own(value, 'incomplete_details'), 'reason') ?? own(value, 'status')];
    const finishReasons = reasons.filter((reason) => typeof reason === 'string');
    const model = own(value, 'model');
    return {
      usage: normalUsage(usage),
      model: typeof model === 'string' ? model : undefined,
      finishReasons: finishReasons.length > 0 ? finishReasons : undefined,
    };
  } catch {
    return {};
  }
}

/** @param {unknown} value */
const isRecord = (value) => typeof value === 'object' && value !== null;

/** @param {unknown} value @param {string} key @returns {any} */
const own = (value, key) => (isRecord(value) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined);

/**
 * @param {any} raw
 * @returns {Usage | undefined} undefined when it holds no counts
 */
export function normalUsage(raw) {
  if (!raw) return undefined;
  const inDetails = raw.prompt_tokens_details ?? raw.input_tokens_details ?? raw.inputTokenDetails;
  const outDetails = raw.completion_tokens_details ?? raw.output_tokens_details ?? raw.outputTokenDetails;
  const cacheRead = count(
    raw.cache_read_input_tokens,
    inDetails?.cached_tokens,
    inDetails?.cacheReadTokens,
    raw.cachedInputTokens,
  );
  const cacheWrite = count(raw.cache_creation_input_tokens, inDetails?.cacheWriteTokens);
  let input = count(raw.prompt_tokens, raw.input_tokens, raw.inputTokens, raw.promptTokens);
  // Anthropic counts what came from or went to its cache apart.
  if (input !== undefined && raw.prompt_tokens === undefined)
    input += (count(raw.cache_read_input_tokens) ?? 0) + (count(raw.cache_creation_input_tokens) ?? 0);
  const output = count(raw.completion_tokens, raw.output_tokens, raw.outputTokens, raw.completionTokens);
  const total = count(raw.total_tokens, raw.totalTokens);
  const usage = {
    input_tokens: input,
    output_tokens: output,
    total_tokens: total ?? (input === undefined || output === undefined ? undefined : input + output),
    cache_read_input_tokens: cacheRead,
    cache_write_input_tokens: cacheWrite,
    reasoning_output_tokens: count(outDetails?.reasoning_tokens, outDetails?.reasoningTokens, raw.reasoningTokens),
  };
  const told = Object.entries(usage).filter(([, tokens]) => tokens !== undefined);
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}

/** The first that is a finite number. @param {...unknown} candidates @returns {number | undefined} */
const count = (...candidates) => /** @type {number | undefined} */ (candidates.find((each) => Number.isFinite(each)));
