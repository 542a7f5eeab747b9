// What an exporter is.
import type { AbortSignal, Bytes } from './platform.js';
import type { FinishedSpan } from './span.js';

/**
 * Spans as bytes, ready to send: what an exporter with an `encoding` receives.
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp-request
 * @example
 * ```ts
 * import type { EncodedBatch } from 'spanloom';
 *
 * const describe = ({ body, spanCount, contentType }: EncodedBatch) =>
 *   `${spanCount} spans, ${body.length} bytes of ${contentType}`;
 * ```
 */
export interface EncodedBatch {
  /** An OTLP `ExportTraceServiceRequest`. */
  body: Bytes;
  /** Number of spans in `body`. */
  spanCount: number;
  /** `application/x-protobuf` or `application/json`. */
  contentType: string;
  /** The batches that this one was joined from, if any. */
  parts?: EncodedBatch[] | undefined;
}

/**
 * What the tracer passes to `export` besides the spans.
 * @example
 * ```ts
 * import { createTracer, type ExportContext } from 'spanloom';
 *
 * const send = (body: unknown, { signal }: ExportContext) =>
 *   fetch('https://collector.example/spans', { method: 'POST', body: JSON.stringify(body), signal });
 * createTracer({ exporters: [{ export: async (spans, context) => void (await send(spans.length, context)) }] });
 * ```
 */
export interface ExportContext {
  /** Aborts when the tracer gives up on this export. */
  signal: AbortSignal;
  /**
   * Adds one to a counter in `stats()`. The tracer counts each call of `export` and each rejection; count what your exporter
   * repeats on its own.
   * @param what the counter
   */
  count(what: 'attempts' | 'retries' | 'failures'): void;
  /** Reports an attempt that failed and that the exporter repeats. `onError` receives the first error for each `reason`. */
  retrying?: ((error: Error) => void) | undefined;
  /**
   * Pauses this destination until `time`, in milliseconds since the Unix epoch. Present in pages, where undelivered spans stay in
   * a store.
   */
  postpone?: ((time: number) => void) | undefined;
}

/**
 * Reports spans that a receiver refused in a batch that it otherwise accepted, like OTLP's partial success.
 * @see https://opentelemetry.io/docs/specs/otlp/#partial-success-1
 * @example
 * ```ts
 * import type { ExportResult, SpanExporter } from 'spanloom';
 *
 * const limit = 100;
 * export const firstOnly: SpanExporter = {
 *   export(spans): ExportResult {
 *     return { rejected: Math.max(spans.length - limit, 0), message: `only ${limit} spans are kept` };
 *   },
 * };
 * ```
 */
export interface ExportResult {
  /**
   * Number of spans that were refused. They are counted as dropped, with the reason `rejected`.
   * @default 0
   */
  rejected?: number | undefined;
  /** The receiver's explanation. `onError` reports it. */
  message?: string | undefined;
}

interface AnyExporter {
  /**
   * Name of the exporter in `stats()` and in error messages.
   * @default 'exporter'
   */
  name?: string | undefined;
  /**
   * Whether the exporter receives links between a span and its own ancestors and descendants. Such links describe what was passed
   * down and up the call tree; turn them off for a backend that derives them from the tree, such as Datadog.
   * @default true
   */
  treeLinks?: boolean | undefined;
  /**
   * Milliseconds after which an unfinished export is aborted.
   * @default 30_000
   */
  timeout?: number | undefined;
  /** Releases resources. Called once, when the last tracer that uses the exporter shuts down. */
  shutdown?: (() => Promise<void> | void) | undefined;
}

/**
 * An exporter that receives spans as objects. Each exporter receives its own copies.
 * @example
 * ```ts
 * import { init, type SpanExporter } from 'spanloom';
 *
 * const slowSteps: SpanExporter = {
 *   name: 'slow-steps',
 *   export(spans) {
 *     for (const { name, startTimeUnixNano, endTimeUnixNano } of spans)
 *       if (endTimeUnixNano - startTimeUnixNano > 1_000_000_000n) console.log(`${name} took over a second`);
 *   },
 * };
 * init({ exporters: [slowSteps] });
 * ```
 */
export interface SpanExporter extends AnyExporter {
  /** Absent: the exporter receives objects. */
  encoding?: undefined;
  /**
   * Exports spans. A rejection means that they are lost: they are counted as dropped, under the error's `reason`.
   * @param spans spans that have ended
   * @param context signal and counters
   */
  export(spans: FinishedSpan[], context: ExportContext): Promise<ExportResult | void> | ExportResult | void;
}

/**
 * An exporter that receives spans as OTLP bytes, which the core encodes.
 * @example
 * ```ts
 * import { type EncodedExporter, init } from 'spanloom';
 *
 * const upload: EncodedExporter = {
 *   encoding: 'otlp-protobuf',
 *   async export({ body, contentType }, { signal }) {
 *     const headers = { 'content-type': contentType };
 *     const response = await fetch('https://collector.example/v1/traces', { method: 'POST', body, headers, signal });
 *     if (!response.ok) throw new Error(`status ${response.status}`);
 *   },
 * };
 * init({ exporters: [upload] });
 * ```
 */
export interface EncodedExporter extends AnyExporter {
  /** Encoding of the batches. */
  encoding: 'otlp-protobuf' | 'otlp-json';
  /**
   * Exports a batch. A rejection means that its spans are lost: they are counted as dropped, under the error's `reason`.
   * @param batch encoded spans
   * @param context signal and counters
   */
  export(batch: EncodedBatch, context: ExportContext): Promise<ExportResult | void> | ExportResult | void;
}

/**
 * Any exporter: one of {@link otlp}, {@link memory} and {@link consoleExporter}, or your own.
 * @example
 * ```ts
 * import { consoleExporter, type Exporter, init, otlp } from 'spanloom';
 *
 * const exporters: Exporter[] = [otlp(), consoleExporter()];
 * init({ exporters });
 * ```
 */
export type Exporter = SpanExporter | EncodedExporter;
