// What an app can add to a span.
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
 * Information that {@link annotate} and {@link Span.annotate} add to a span. A field with a wrong name or type is reported to
 * `onError` and ignored; the other fields are kept.
 * @example
 * ```ts
 * import { type Annotations, trace } from 'spanloom';
 *
 * const fields: Annotations = { metadata: { cache: 'hit' }, metrics: { score: 0.9 } };
 * trace('lookup', (span) => span.annotate(fields));
 * ```
 */
export interface Annotations {
  /** Input of the span. Replaces the captured arguments in the export. For links, both count: this input and the arguments. */
  input?: unknown | undefined;
  /** Output of the span. Replaces the captured result in the export. For links, both count: this output and the result. */
  output?: unknown | undefined;
  /** Further information about the step, merged with earlier metadata. Not used for links. */
  metadata?: Fields | undefined;
  /**
   * Numbers, exported as `spanloom.metric.<name>`. Those with the name of a token count, such as `input_tokens`, are exported as
   * `gen_ai.usage.*` instead.
   */
  metrics?: Fields<number | undefined> | undefined;
  /** Tags, as a list or as names and values. Exported as `tag.tags`. */
  tags?: readonly string[] | Fields<string | undefined> | undefined;
  /** Model that the step requests, as `gen_ai.request.model`. */
  model?: string | undefined;
  /** Provider of the model, as `gen_ai.provider.name`. */
  provider?: string | undefined;
  /**
   * Token counts, as {@link Usage} or as an API returned them. spanloom reads the formats of OpenAI, Anthropic, Bedrock, Gemini,
   * Cohere, LangChain and the AI SDK. It adds the cache tokens that Anthropic and Bedrock count separately to the input tokens, and
   * computes a missing total. It exports other numbers as `spanloom.metric.<name>`, and ignores what is not a finite number.
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
  /** ID of the session (the conversation), as `session.id`. Spans that start below this one after the call inherit it. */
  sessionId?: string | undefined;
  /** ID of the end user, as `user.id`. Spans that start below this one after the call inherit it. */
  userId?: string | undefined;
  /** What went wrong. Sets the span's status to error, with the message and stack of an `Error`. */
  error?: unknown | undefined;
}
