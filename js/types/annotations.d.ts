// What an app can add to a span itself.
import type { Fields } from './fields.js';

/**
 * Token counts of a model call, under the names of the `gen_ai.usage.*` attributes.
 * @see https://github.com/open-telemetry/semantic-conventions-genai
 * @example
 * ```ts
 * import { annotate, type Usage } from 'spanloom';
 *
 * const usage: Usage = { input_tokens: 120, output_tokens: 16 };
 * annotate({ usage });
 * ```
 */
export interface Usage {
  /** Tokens of the prompt, cached ones included. */
  input_tokens?: number | undefined;
  /** Tokens of the answer, reasoning included. */
  output_tokens?: number | undefined;
  /**
   * All tokens of the call.
   * @default the sum of `input_tokens` and `output_tokens`, if both are known
   */
  total_tokens?: number | undefined;
  /** Tokens of the prompt that the provider read from its cache. */
  cache_read_input_tokens?: number | undefined;
  /** Tokens of the prompt that the provider wrote to its cache. */
  cache_write_input_tokens?: number | undefined;
  /** Tokens of the answer that the model spent on reasoning. */
  reasoning_output_tokens?: number | undefined;
}

/**
 * Information that {@link annotate} and {@link Span.annotate} add to a span. A wrong field is reported to `onError` and left
 * out; the others are kept.
 * @example
 * ```ts
 * import { type Annotations, trace } from 'spanloom';
 *
 * const fields: Annotations = { metadata: { cache: 'hit' }, metrics: { score: 0.9 } };
 * trace('lookup', (span) => span.annotate(fields));
 * ```
 */
export interface Annotations {
  /** Input of the span. Replaces the captured arguments, and is one more input that links can lead to. */
  input?: unknown | undefined;
  /** Output of the span. Replaces the captured result, and is one more output that later spans can link to. */
  output?: unknown | undefined;
  /** Further information about the step, merged with earlier metadata. Takes no part in linking. */
  metadata?: Fields | undefined;
  /** Numbers, exported as `spanloom.metric.<name>`. A name that is a token count is exported as `gen_ai.usage.*` instead. */
  metrics?: Fields<number | undefined> | undefined;
  /** Labels, as a list or as names and values. Exported as `tag.tags`. */
  tags?: readonly string[] | Fields<string | undefined> | undefined;
  /** Model that the step requests, as `gen_ai.request.model`. */
  model?: string | undefined;
  /** Provider of the model, as `gen_ai.provider.name`. */
  provider?: string | undefined;
  /**
   * Token counts, as {@link Usage} or exactly as an API reported them. The shapes of OpenAI, Anthropic, Bedrock, Gemini, Cohere,
   * LangChain and the AI SDK are known. Cache tokens that Anthropic and Bedrock count separately are added to the input, and a
   * missing total is computed. Other numbers are exported as `spanloom.metric.<name>`; what is not a finite number is left out.
   * @example
   * ```ts
   * import { trace } from 'spanloom';
   *
   * await trace({ name: 'answer', kind: 'llm' }, async (span) => {
   *   const response = await client.chat.completions.create({ model: 'gpt-5', messages: [] });
   *   span.annotate({ usage: response.usage });
   * });
   * ```
   */
  usage?: Usage | Fields | null | undefined;
  /** OpenTelemetry attributes of the span. They replace attributes of the same name that spanloom sets. */
  attributes?: Fields | undefined;
  /** Id of the session (the conversation), as `session.id`. Spans that start below this one from now on inherit it. */
  sessionId?: string | undefined;
  /** Id of the end user, as `user.id`. Spans that start below this one from now on inherit it. */
  userId?: string | undefined;
  /** What went wrong. Sets the span's status to error, with the message and stack of an `Error`. */
  error?: unknown | undefined;
}
