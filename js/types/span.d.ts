// Spans, while they are open and after they have ended.
import type { Annotations } from './annotations.js';
import type { Fields } from './fields.js';
import type { Link } from './link.js';
import type { Kind } from './span-options.js';

/**
 * IDs of a span, as in W3C Trace Context. If no span is recorded, all digits are zeros.
 * @see https://www.w3.org/TR/trace-context/#traceparent-header-field-values
 * @example
 * ```ts
 * import { type SpanIds, trace } from 'spanloom';
 *
 * const earlier: SpanIds = trace('ingest', ({ traceId, spanId }) => ({ traceId, spanId }));
 * trace('answer', (span) => span.link(earlier));
 * ```
 */
export interface SpanIds {
  /** ID of the trace: 32 lower-case hex digits. */
  readonly traceId: string;
  /** ID of the span: 16 lower-case hex digits. */
  readonly spanId: string;
}

/**
 * A span that has started. `annotate`, `link` and `end` never throw: a wrong argument is reported to `onError`.
 * @example
 * ```ts
 * import { type Span, startSpan } from 'spanloom';
 *
 * const span: Span = startSpan({ name: 'upload', kind: 'task' });
 * span.run(() => 'work that belongs to the span');
 * span.end();
 * ```
 */
export interface Span extends SpanIds {
  /** Kind of the step. */
  readonly kind: Kind;
  /** Name of the span. */
  readonly name: string;
  /**
   * Adds information to the span, until it ends.
   * @param fields what to add
   */
  annotate(fields: Annotations): void;
  /**
   * Links this span to an earlier one, for a connection that spanloom cannot see.
   * @param other a span of any trace, even one that has ended
   * @param attributes attributes of the link
   */
  link(other: SpanIds, attributes?: Fields): void;
  /**
   * Runs a function with this span active, and returns its result. This span takes precedence over any span that is already active,
   * so it also works in callbacks of timers and events, and after the span has ended.
   * @param fn function to run
   * @param args arguments for `fn`
   * @throws {TypeError} `fn` is not a function; whatever `fn` throws passes through
   */
  run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R;
  /** Ends the span. A second call has no effect. Spans of `trace` and of wrapped functions end by themselves. */
  end(): void;
}

/**
 * A span that has ended, as `memory()` keeps it and as exporters receive it.
 * @example
 * ```ts
 * import { type FinishedSpan, init, memory } from 'spanloom';
 *
 * const sink = memory();
 * init({ exporters: [sink] });
 *
 * const milliseconds = ({ startTimeUnixNano, endTimeUnixNano }: FinishedSpan) =>
 *   Number(endTimeUnixNano - startTimeUnixNano) / 1e6;
 * console.log(sink.spans.map(milliseconds));
 * ```
 */
export interface FinishedSpan {
  /** ID of the trace: 32 lower-case hex digits. */
  traceId: string;
  /** ID of the span: 16 lower-case hex digits. */
  spanId: string;
  /** ID of the parent span; `undefined` for the root of a trace. */
  parentSpanId: string | undefined;
  /** Name of the span. */
  name: string;
  /** Kind of the step. */
  kind: Kind;
  /** Start, in nanoseconds since the Unix epoch. */
  startTimeUnixNano: bigint;
  /** End, in nanoseconds since the Unix epoch. */
  endTimeUnixNano: bigint;
  /** Outcome of the step. */
  status: {
    /** `error` if the step failed. */
    code: 'ok' | 'error';
    /** Description of the error. */
    message?: string | undefined;
  };
  /** OpenTelemetry attributes. */
  attributes: Record<string, unknown>;
  /** The captured arguments, as text or JSON; `undefined` if they were not captured. */
  input: string | undefined;
  /** The captured result, as text or JSON; `undefined` if it was not captured. */
  output: string | undefined;
  /** Links to earlier spans. */
  links: Link[];
}
