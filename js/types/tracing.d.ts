// Spans around blocks of code, and the active span.
import type { Annotations } from './annotations.js';
import type { Span } from './span.js';
import type { StartOptions } from './span-options.js';

/**
 * Runs a function in a new span and returns its result, which becomes the span's output. The span ends when the result is
 * complete: when a promise has settled, or a stream has been read.
 * @param options the span's name, or all its options
 * @param fn function to run; receives the span
 * @throws {ConfigurationError} `fn` is not a function. A wrong option does not throw: it is reported to `onError` and ignored
 * @example
 * ```ts
 * import { trace } from 'spanloom';
 *
 * const best = await trace({ name: 'rank', kind: 'task' }, async (span) => {
 *   span.annotate({ metadata: { candidates: 2 } });
 *   return ['first page', 'second page'][0];
 * });
 * ```
 */
export function trace<R>(options: string | StartOptions, fn: (span: Span) => R): R;

/**
 * Starts a span below the active one. The new span does not become active: use {@link Span.run} for that. You end it with
 * {@link Span.end}.
 * @param options the span's name, or all its options. A wrong option is reported to `onError` and ignored
 * @returns the span. If nothing is recorded (tracing is off, or the trace is not sampled), a non-recording span: its IDs are zeros,
 * and only its method `run` has an effect
 * @example
 * ```ts
 * import { startSpan } from 'spanloom';
 *
 * const span = startSpan({ name: 'upload', kind: 'task' });
 * setTimeout(() => {
 *   span.annotate({ output: 'uploaded' });
 *   span.end();
 * }, 10);
 * ```
 */
export function startSpan(options: string | StartOptions): Span;

/**
 * Returns the active span: the span of the innermost traced function or {@link Span.run} that is running.
 * @returns the span, or `undefined` if none is active, as before `init`
 * @example Keep the span for a job that runs elsewhere
 * ```ts
 * import { currentSpan } from 'spanloom';
 *
 * const span = currentSpan();
 * const job = () => 'work';
 * setTimeout(() => (span ? span.run(job) : job()), 10);
 * ```
 */
export function currentSpan(): Span | undefined;

/**
 * Adds information to the active span. Without an active span it has no effect.
 * @param fields what to add. A wrong field is reported to `onError` and ignored
 * @example
 * ```ts
 * import { annotate, tool } from 'spanloom';
 *
 * export const search = tool(async (query: string) => {
 *   annotate({ metadata: { index: 'docs' }, tags: ['beta'], metrics: { hits: 1 } });
 *   return [`about ${query}`];
 * }, { name: 'search' });
 * ```
 */
export function annotate(fields: Annotations): void;
