// Options of a span, given where a function is wrapped or a span starts.
import type { Fields } from './fields.js';

/**
 * The kind of step that a span records. It determines the span's `openinference.span.kind` and `gen_ai.operation.name`.
 *
 * | kind | step |
 * |---|---|
 * | `workflow` | everything that an app does for one request |
 * | `agent` | a loop in which a model decides what happens next |
 * | `task` | any other step |
 * | `tool` | a function that a model may call |
 * | `llm` | a call to a language model |
 * | `retrieval` | a search for documents |
 * | `embedding` | a step that turns text into a vector |
 * @see https://github.com/open-telemetry/semantic-conventions-genai
 * @example
 * ```ts
 * import { type Kind, trace } from 'spanloom';
 *
 * const kind: Kind = 'retrieval';
 * trace({ name: 'search', kind }, () => ['a page']);
 * ```
 */
export type Kind = 'workflow' | 'agent' | 'task' | 'tool' | 'llm' | 'retrieval' | 'embedding';

/**
 * Options of the spans of a wrapped function. `undefined` counts as not given.
 * @example
 * ```ts
 * import { llm, type SpanOptions } from 'spanloom';
 *
 * const options: SpanOptions = { name: 'answer', model: 'gpt-5', provider: 'openai', args: ['prompt'] };
 * export const answer = llm(async (prompt: string) => `Answer to: ${prompt}`, options);
 * ```
 */
export interface SpanOptions {
  /**
   * Name of the span. Set it for an inline arrow function, which has no name of its own, and in code that a minifier renames.
   * @default the function's name, or the kind if it has none
   */
  name?: string | undefined;
  /**
   * Model that the step requests, as `gen_ai.request.model`. Takes precedence over the model that spanloom reads from the
   * arguments of an `llm` or `embedding` step.
   */
  model?: string | undefined;
  /** Provider of the model, as `gen_ai.provider.name`: `'openai'`, `'anthropic'` and so on. */
  provider?: string | undefined;
  /** ID of the session (the conversation), as `session.id`. Spans that start below this one inherit it. */
  sessionId?: string | undefined;
  /** ID of the end user, as `user.id`. Spans that start below this one inherit it. */
  userId?: string | undefined;
  /** Tags, as a list or as names and values. Exported as `tag.tags`; `{ plan: 'pro' }` becomes `plan:pro`. */
  tags?: readonly string[] | Fields<string | undefined> | undefined;
  /** Further information about the step. Exported as JSON in `metadata`; not used for links. */
  metadata?: Fields | undefined;
  /** OpenTelemetry attributes of the span. They replace attributes of the same name that spanloom sets. */
  attributes?: Fields | undefined;
  /**
   * Whether the arguments are exported, and the model and provider that spanloom reads from them. Links are found even with
   * `false`; their paths then have `*` in place of keys.
   * @default the tracer's `capture.input`
   */
  captureInput?: boolean | undefined;
  /**
   * Whether the result is exported, and the model and finish reasons that it names. Links are found even with `false`; their paths
   * then have `*` in place of keys.
   * @default the tracer's `capture.output`
   */
  captureOutput?: boolean | undefined;
  /**
   * Whether the span takes part in linking. With `false`, no automatic link leads from it or to it.
   * @default true
   */
  links?: boolean | undefined;
  /**
   * Names of the positional arguments. With `['question']`, the input is exported as `{ question: ... }` instead of a
   * list. The paths of links keep the positions: `$[0]`.
   */
  args?: readonly string[] | undefined;
}

/**
 * Options of a span that starts now, for {@link trace} and {@link startSpan}.
 * @example
 * ```ts
 * import { type StartOptions, trace } from 'spanloom';
 *
 * const options: StartOptions = { name: 'rank', kind: 'task', tags: ['beta'] };
 * const best = trace(options, () => 'first page');
 * ```
 */
export interface StartOptions extends SpanOptions {
  /**
   * Kind of the step.
   * @default 'task'
   */
  kind?: Kind | undefined;
}
