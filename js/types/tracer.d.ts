// Tracers: how to set one up, deliver its spans, and shut it down.
import type { tracedFetch, traceFetch } from './fetch.js';
import type { withAttributes } from './inherited-attributes.js';
import type { explain } from './link.js';
import type { extract, inject } from './propagation.js';
import type { stats } from './stats.js';
import type { TracerOptions } from './tracer-options.js';
import type { annotate, currentSpan, startSpan, trace } from './tracing.js';
import type { KindFunction } from './wrapping.js';

/**
 * The functions of one tracer. Each works like the export of the same name. They do not use `this`, so you can destructure them.
 * @example
 * ```ts
 * import { createTracer, memory, type Tracer } from 'spanloom';
 *
 * const tracer: Tracer = createTracer({ exporters: [memory()] });
 * const { tool, trace } = tracer;
 * const double = tool((value: number) => 2 * value, { name: 'double' });
 * trace('run', () => double(21));
 * await tracer.shutdown();
 * ```
 */
export interface Tracer {
  /** Wraps a function, or decorates a method, as a workflow. See {@link workflow}. */
  workflow: KindFunction;
  /** Wraps a function, or decorates a method, as an agent. See {@link agent}. */
  agent: KindFunction;
  /** Wraps a function, or decorates a method, as a task. See {@link task}. */
  task: KindFunction;
  /** Wraps a function, or decorates a method, as a tool. See {@link tool}. */
  tool: KindFunction;
  /** Wraps a function, or decorates a method, as a model call. See {@link llm}. */
  llm: KindFunction;
  /** Wraps a function, or decorates a method, as a retrieval. See {@link retrieval}. */
  retrieval: KindFunction;
  /** Wraps a function, or decorates a method, as an embedding. See {@link embedding}. */
  embedding: KindFunction;
  /** Runs a function in a new span. See {@link trace}. */
  trace: typeof trace;
  /** Starts a span that the caller ends. See {@link startSpan}. */
  startSpan: typeof startSpan;
  /** Returns this tracer's active span. See {@link currentSpan}. */
  currentSpan: typeof currentSpan;
  /** Adds information to this tracer's active span. See {@link annotate}. */
  annotate: typeof annotate;
  /** Runs a function with attributes for all of this tracer's spans below. See {@link withAttributes}. */
  withAttributes: typeof withAttributes;
  /** Writes the active span into a carrier. See {@link inject}. */
  inject: typeof inject;
  /** Reads a remote span from a carrier. See {@link extract}. */
  extract: typeof extract;
  /** Sends a request that names this tracer's active span. See {@link tracedFetch}. */
  tracedFetch: typeof tracedFetch;
  /** Makes such a function out of any `fetch`. See {@link traceFetch}. */
  traceFetch: typeof traceFetch;
  /** Waits until ended spans are delivered. See {@link flush}. */
  flush: typeof flush;
  /** Deletes all spans that spanloom stores in this origin. See {@link clearStore}. */
  clearStore: typeof clearStore;
  /** Delivers this tracer's ended spans, then stops recording. See {@link shutdown}. */
  shutdown: typeof shutdown;
  /** Returns this tracer's counters. See {@link stats}. */
  stats: typeof stats;
  /** Explains each link of a finished span. See {@link explain}. */
  explain: typeof explain;
}

/**
 * Configures the default tracer, which the package's functions use. You can wrap functions before or after `init`. Until it is
 * called, wrapped functions run untraced.
 *
 * A second call replaces the tracer. The previous tracer starts no new spans, exports its open spans as they end, and then shuts down.
 * `flush` and `shutdown` wait for it too. If a program contains several copies of the package, a copy without its own `init` uses the
 * first tracer that exists, and warns once. A copy that calls `init` has its own tracer, and its spans belong to the same traces.
 * @param options service, exporters, capture, links and limits
 * @returns the default tracer
 * @throws {ConfigurationError} an option has the wrong name or type, or an exporter is listed twice
 * @example
 * ```ts
 * import { init, otlp } from 'spanloom';
 *
 * init({ service: 'docs-bot', exporters: [otlp({ url: 'http://localhost:4318/v1/traces' })] });
 * ```
 */
export function init(options?: TracerOptions): Tracer;

/**
 * Creates an independent tracer, with its own links, queue and exporters.
 * @param options service, exporters, capture, links and limits
 * @returns the tracer
 * @throws {ConfigurationError} an option has the wrong name or type, or an exporter is listed twice
 * @example
 * ```ts
 * import { createTracer, memory } from 'spanloom';
 *
 * const sink = memory();
 * const { task, shutdown } = createTracer({ service: 'test', exporters: [sink] });
 * task(() => 'done', { name: 'step' })();
 * await shutdown();
 * console.log(sink.spans[0]?.name); // step
 * ```
 */
export function createTracer(options?: TracerOptions): Tracer;

/**
 * Options of {@link flush}. A wrong option is reported to `onError` and ignored.
 * @example
 * ```ts
 * import { type FlushOptions, flush } from 'spanloom';
 *
 * const atMost: FlushOptions = { timeout: 2_000 };
 * await flush(atMost);
 * ```
 */
export interface FlushOptions {
  /**
   * Whether to wait first for open spans, and for spans that start in their traces meanwhile. `flush` does not wait for the spans
   * that it is called in, because they cannot end before it returns.
   * @default false
   */
  open?: boolean | undefined;
  /**
   * Maximum wait in milliseconds. Delivery then continues in the background. With `open`, the limit applies to the wait for open
   * spans, and then again to the delivery.
   * @default 10_000 for open spans; for delivery, the exporters' own timeouts (a minute for each batch of `otlp()`)
   */
  timeout?: number | undefined;
}

/**
 * Waits until the spans that have ended are delivered or dropped. Never rejects; `stats()` shows what is left.
 *
 * Call it before `process.exit()`. In a Worker, pass its promise to `ctx.waitUntil`, because the Worker may end before the
 * background export.
 * @param options whether to wait for open spans, and for how long
 * @example Before a program ends
 * ```ts
 * import { flush } from 'spanloom';
 *
 * await flush({ timeout: 2_000 });
 * ```
 * @example In a Worker, after the traced call has started
 * ```ts
 * import { flush } from 'spanloom';
 *
 * ctx.waitUntil(flush({ open: true, timeout: 5_000 }));
 * ```
 */
export function flush(options?: FlushOptions): Promise<void>;

/**
 * Deletes all spans that spanloom stores in this origin: those of every exporter and every owner, in all tabs. Call it when a user
 * logs out. It also drops the undelivered and open spans of traces that started before the call. All of these count as
 * `store_cleared`. Never rejects, and settles within seconds. Has no effect outside pages and their workers.
 * @example Deliver what is possible, then delete the rest
 * ```ts
 * import { clearStore, flush } from 'spanloom';
 *
 * await flush({ timeout: 2_000 });
 * await clearStore();
 * ```
 */
export function clearStore(): Promise<void>;

/**
 * Delivers ended spans, then stops recording. Wrapped functions then run untraced. A second call has no effect.
 * @example
 * ```ts
 * import { init, shutdown } from 'spanloom';
 *
 * init({ service: 'docs-bot' });
 * await shutdown();
 * ```
 */
export function shutdown(): Promise<void>;
