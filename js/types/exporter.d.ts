// What an exporter is.
import type { AbortSignal, Bytes } from './platform.js';
import type { FinishedSpan } from './span.js';

/**
 * A batch of spans as OTLP bytes, ready to send. An exporter with an `encoding` receives these.
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
  /** The batches that were joined into this one, if any. */
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
   * Adds one to a counter in `stats()`. The tracer itself counts each call of `export` and each rejection. Call this for the retries
   * that your exporter makes itself.
   * @param what the counter
   */
  count(what: 'attempts' | 'retries' | 'failures'): void;
  /**
   * Attributes of the tracer's resource, such as `service.name`. Spans as OTLP bytes have them already.
   * @see https://opentelemetry.io/docs/specs/otel/resource/sdk/
   */
  resource?: Readonly<Record<string, unknown>> | undefined;
  /** Reports a failed attempt that the exporter is going to retry. `onError` receives the first error for each `reason`. */
  retrying?: ((error: Error) => void) | undefined;
  /**
   * Pauses this exporter until `time`, in milliseconds since the Unix epoch. Exists only in pages, where undelivered spans wait in
   * a store.
   */
  postpone?: ((time: number) => void) | undefined;
}

/**
 * Result of an export that the receiver, such as a backend, accepted only in part, like OTLP's partial success.
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
   * Number of spans that the receiver rejected. They are counted as dropped, with the reason `rejected`.
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
   * Whether the exporter receives links between a span and its own ancestors and descendants. Such links show which values were
   * passed down and up the tree of spans. Turn them off for a backend that draws the tree from parents or confuses such a link with
   * a parent, such as Datadog or Jaeger.
   * @default true
   */
  treeLinks?: boolean | undefined;
  /**
   * Milliseconds until spanloom aborts an export.
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
  /** Must be absent, so that the exporter receives objects. */
  encoding?: undefined;
  /**
   * Exports spans. If it throws or rejects, the spans are counted as dropped, under the `reason` of the error.
   * @param spans spans that have ended
   * @param context the signal that aborts the export, and what to report
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
   * Exports a batch. If it throws or rejects, the spans of the batch are counted as dropped, under the `reason` of the error.
   * @param batch encoded spans
   * @param context the signal that aborts the export, and what to report
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
