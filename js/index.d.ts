/**
 * Automatically links each step of an LLM app to the steps whose output it used, as OpenTelemetry span links.
 *
 * Wrap functions with {@link workflow}, {@link agent}, {@link task}, {@link tool}, {@link llm}, {@link retrieval} and
 * {@link embedding}. Configure the export of spans with {@link init}.
 * @module spanloom
 */

export type { Annotations, Usage } from './types/annotations.js';
export type { CaptureOptions, Mask } from './types/capture.js';
export { type DatadogOptions, datadog } from './types/datadog.js';
export { ConfigurationError, DecoratorError } from './types/errors.js';
export type {
  EncodedBatch,
  EncodedExporter,
  ExportContext,
  Exporter,
  ExportResult,
  SpanExporter,
} from './types/exporter.js';
export { type PropagateOptions, type TraceFetchOptions, tracedFetch, traceFetch } from './types/fetch.js';
export type { Fields } from './types/fields.js';
export { type InheritedAttributes, withAttributes } from './types/inherited-attributes.js';
export { agent, embedding, llm, retrieval, task, tool, workflow } from './types/kinds.js';
export { type Explanation, explain, type Link, type LinkPiece, type LinkPlace, type TextRange } from './types/link.js';
export type { LinkOptions } from './types/link-options.js';
export { type ConsoleOptions, consoleExporter, type MemoryExporter, memory } from './types/local-exporters.js';
export { type OtlpOptions, otlp, type StoreOptions } from './types/otlp.js';
export {
  type Carrier,
  type ExtractOptions,
  extract,
  type InjectOptions,
  inject,
  type RemoteSpan,
} from './types/propagation.js';
export type { QueueOptions } from './types/queue-options.js';
export type { RetryOptions } from './types/retry-options.js';
export type { FinishedSpan, Span, SpanIds } from './types/span.js';
export type { Kind, SpanOptions, StartOptions } from './types/span-options.js';
export { type ExporterStats, type Stats, stats } from './types/stats.js';
export {
  clearStore,
  createTracer,
  type FlushOptions,
  flush,
  init,
  shutdown,
  type Tracer,
} from './types/tracer.js';
export type { ContextManager, TracerOptions, WasmSource } from './types/tracer-options.js';
export { annotate, currentSpan, startSpan, trace } from './types/tracing.js';
export type { AnyFunction, KindDecorator, KindFunction } from './types/wrapping.js';
