import type { Explanation, Link, LinkOptions } from './links.js';
import type { Stats } from './stats.js';

/** The seven kinds of step in an LLM app. */
export type Kind = 'workflow' | 'agent' | 'task' | 'tool' | 'llm' | 'retrieval' | 'embedding';

export type AnyFunction = (...args: any[]) => any;

/** Options of a span, given when a function is wrapped or a span is started. */
export interface SpanOptions {
  /** Name of the span. Default: the function's name, else the kind. */
  name?: string;
  /** Model that is asked for, as `gen_ai.request.model`. */
  model?: string;
  /** Who provides the model, as `gen_ai.provider.name`: 'openai', 'anthropic', ... */
  provider?: string;
  /** Session (conversation) of the span and of those below it, as `session.id`. */
  sessionId?: string;
  /** End user of the span and of those below it, as `user.id`. */
  userId?: string;
  /** Labels, as a list or as key and value. */
  tags?: readonly string[] | Record<string, string>;
  /** Anything worth knowing; exported as JSON. Takes no part in linking. */
  metadata?: Record<string, unknown>;
  /** OpenTelemetry attributes; they win over those that spanloom sets. */
  attributes?: Record<string, unknown>;
  /** Whether the arguments are exported. Default: the tracer's `capture.input`. Linking sees them in any case, and nothing of them leaves. */
  captureInput?: boolean;
  /** Whether the result is exported. Default: the tracer's `capture.output`. */
  captureOutput?: boolean;
  /** `false` leaves this function out of linking. */
  links?: boolean;
  /** Names for the positional arguments: the input is then exported as `{ name: value }`. Paths on links keep their positions. */
  args?: readonly string[];
}

/** Options of `trace` and `startSpan`. */
export interface StartOptions extends SpanOptions {
  /** Default: 'task'. */
  kind?: Kind;
}

/** Token counts of a model call. Totals include cached and reasoning tokens. */
export interface Usage {
  input_tokens?: number;
  output_tokens?: number;
  total_tokens?: number;
  cache_read_input_tokens?: number;
  cache_write_input_tokens?: number;
  reasoning_output_tokens?: number;
}

/** What can be said about a span by hand. */
export interface Annotations {
  /** Replaces the captured input, and counts as an input of the span for linking. */
  input?: unknown;
  /** Replaces the captured output, and counts as an output of the span for linking. */
  output?: unknown;
  /** Merged with what was said before. */
  metadata?: Record<string, unknown>;
  /** Numbers; names that are not token counts are exported as `spanloom.metric.<name>`. */
  metrics?: Record<string, number>;
  tags?: readonly string[] | Record<string, string>;
  model?: string;
  provider?: string;
  usage?: Usage;
  attributes?: Record<string, unknown>;
  /** Session and end user, of this span and of those that start below it from now on. */
  sessionId?: string;
  userId?: string;
  /** Marks the span as failed. */
  error?: unknown;
}

/** Ids of a span: 32 and 16 lower-case hex digits. */
export interface SpanIds {
  readonly traceId: string;
  readonly spanId: string;
}

/** A span that is being recorded. No method throws because of what it is told; what is wrong goes to `onError`. */
export interface Span extends SpanIds {
  readonly kind: Kind;
  readonly name: string;
  annotate(fields: Annotations): void;
  /** A link made by hand, to any span of any trace. */
  link(other: SpanIds, attributes?: Record<string, unknown>): void;
  /** Runs `fn` with this span active: the way to keep context where the runtime has none, as in browsers after an `await`. */
  run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R;
  /** Ends a span from `startSpan`. Safe to call twice. */
  end(): void;
}

/**
 * Where a context travels: an object whose properties are the fields, `Headers`, a `Map`, or anything with `get` or `set`. An object's fields are
 * found in any case; a field may be a list of strings, as some servers give it.
 */
export type Carrier = object;

/** The span that a carrier named: one of another process, thread or realm. Its ids are all zeros when the carrier named none. */
export interface RemoteSpan extends SpanIds {
  /** Whether the carrier named a span. */
  readonly isValid: boolean;
  /** Whether its trace is recorded. What is called below a span that is not sampled is not recorded here either. */
  readonly isSampled: boolean;
  /** Runs `fn` with that span as the parent of what starts in it; where there is none, just runs `fn`. */
  run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R;
}

/** A span that has ended. */
export interface FinishedSpan {
  /** 32 lower-case hex digits. */
  traceId: string;
  /** 16 lower-case hex digits. */
  spanId: string;
  /** `undefined` for the root of a trace. */
  parentSpanId: string | undefined;
  name: string;
  kind: Kind;
  startTimeUnixNano: bigint;
  endTimeUnixNano: bigint;
  status: { code: 'ok' | 'error'; message?: string };
  attributes: Record<string, unknown>;
  /** The captured arguments: text, or JSON. */
  input: string | undefined;
  /** The captured result: text, or JSON. */
  output: string | undefined;
  links: Link[];
}

/** What an exporter with an `encoding` gets instead of spans. */
export interface EncodedBatch {
  body: Uint8Array<ArrayBuffer>;
  spanCount: number;
  contentType: string;
  /** What it was joined from, where it was. */
  parts?: EncodedBatch[];
}

export interface ExportContext {
  /** Aborted when the tracer gives up on this export. */
  signal: AbortSignal;
  /** Adds to the tracer's counters. */
  count(what: 'attempts' | 'retries' | 'failures'): void;
  /** Present where what fails stays in a store: has nothing sent before `time`, in milliseconds since the epoch. */
  postpone?(time: number): void;
}

/** How many spans of a batch the other side refused, and why. */
export interface ExportResult {
  rejected?: number;
  message?: string;
}

interface AnyExporter {
  /** For `stats()`. */
  name?: string;
  /** Whether links between a span and its own ancestor or descendant are wanted. Default: true. */
  treeLinks?: boolean;
  /** Milliseconds after which an export counts as hanging. Default: 30,000. */
  timeout?: number;
  shutdown?(): Promise<void> | void;
}

/** An exporter of span objects; each exporter gets its own copies. A rejected promise means: given up; its error's `reason` is the reason in `stats()`. */
export interface SpanExporter extends AnyExporter {
  encoding?: undefined;
  export(spans: FinishedSpan[], context: ExportContext): Promise<ExportResult | void> | ExportResult | void;
}

/** An exporter of encoded batches: OTLP as protobuf or JSON, encoded by the core. */
export interface EncodedExporter extends AnyExporter {
  encoding: 'otlp-protobuf' | 'otlp-json';
  export(batch: EncodedBatch, context: ExportContext): Promise<ExportResult | void> | ExportResult | void;
}

export type Exporter = SpanExporter | EncodedExporter;

export interface CaptureOptions {
  /** Whether arguments are exported. Default: true. */
  input?: boolean;
  /** Whether results are exported. Default: true. */
  output?: boolean;
  /** Largest size of one captured value, in characters. Default: 262,144. */
  maxValueBytes?: number;
}

export interface QueueOptions {
  /** Ended spans that may wait, for the core and for each exporter. Default: 8,192. */
  maxSpans?: number;
  /** The same in bytes. Default: 64 MiB. */
  maxBytes?: number;
  /** Milliseconds between exports. Default: 1,000. */
  flushInterval?: number;
  /** Largest batch in bytes before compression. Default: 4 MiB. */
  maxBatchBytes?: number;
  /** Largest batch in spans. Default: 512. */
  maxBatchSpans?: number;
  /** Spans that may be open at once; beyond it the one that has been open longest ends, with `spanloom.result: evicted`. Default: 16,384. */
  maxOpenSpans?: number;
  /** Characters of content that all open spans may hold; beyond it the oldest ends as `evicted`. Default: 67,108,864. */
  maxOpenBytes?: number;
}

/** Keeps a value active while a function runs, and in what it starts. */
export interface ContextManager {
  get(): unknown;
  run(value: unknown, fn: AnyFunction, thisArg: unknown, args: unknown[]): unknown;
}

/**
 * Sees the arguments (one as itself, several as a list, with `args` an object), results, error messages and stacks, a name that an error's class did not give it, metadata, and
 * the model and finish reasons that a result names, as text or plain data, before they are cut; returns what may leave, at once. If it throws, or if
 * the value is so long (4,194,304 characters) that it cannot see all that would leave, the content is dropped. Not masked, because you set them: span names, `model`, `provider`, ids, tags and attributes.
 */
export type Mask = (
  value: unknown,
  about: { kind: Kind; name: string; direction: 'input' | 'output' | 'error' | 'metadata' },
) => unknown;

/**
 * The WebAssembly core, where the package's own file cannot be used: what another one is refused with is reported to `onError`, and spans are exported without links.
 * A URL is fetched; on Node it may be a `file:` URL. A namespace that was imported counts as `{ default }`.
 */
export type WasmSource =
  | WebAssembly.Module
  | BufferSource
  | Response
  | URL
  | string
  | { default: WebAssembly.Module }
  | Promise<WasmSource>
  | (() => WasmSource);

export interface TracerOptions {
  /** As `service.name`. Default: 'unknown_service'. */
  service?: string;
  /** As `service.version`. */
  version?: string;
  /** As `deployment.environment.name`. */
  environment?: string;
  /** Further resource attributes; they win over the above. */
  resource?: Record<string, unknown>;
  exporters?: readonly Exporter[];
  /** `false`: functions run untraced. Default: true. */
  enabled?: boolean;
  /** Share of traces to record, or a decision on each root: true, false or a share. Default: 1. */
  sample?: number | ((root: { kind: Kind; name: string }) => boolean | number);
  /** `false` exports neither arguments nor results, nor the model and finish reasons that a result names. Error messages, metadata, token counts and what is annotated otherwise still are. */
  capture?: boolean | CaptureOptions;
  mask?: Mask;
  /** `false` is `{ policy: 'off' }`. */
  links?: boolean | LinkOptions;
  queue?: QueueOptions;
  /** Milliseconds after which the span of a stream that nobody reads on ends. Default: 300,000. */
  streamTimeout?: number;
  /**
   * Milliseconds after which the span of a promise that does not settle ends, if nothing happens in it: no span below it starts or ends. Its result is
   * lost then. Default: `streamTimeout` where that is given, else 3,600,000.
   */
  promiseTimeout?: number;
  /** Default: AsyncLocalStorage where the runtime has it, else what `awaitHook` describes. */
  context?: ContextManager;
  /**
   * Where the runtime has no AsyncLocalStorage (browsers): whether spans stay active over native `await`. For that,
   * `Promise.prototype.constructor` becomes an accessor that still answers `Promise`. `false` leaves it alone; spans are then active
   * until the first `await` of a function, and behind it by `span.run`, `spanloom/plugin` or the values of a call. Default: true.
   */
  awaitHook?: boolean;
  /** Gets every failure of spanloom's own, and the first loss of each reason. Default: the first of each goes to `console.warn`. */
  onError?(error: unknown): void;
  /** Default: the package's own file, as JavaScript where a page's policy forbids WebAssembly. */
  wasm?: WasmSource;
}

/** A decorator for methods, of the standard and of TypeScript's legacy kind; also wraps a function. */
export interface KindDecorator {
  <F extends AnyFunction>(fn: F): F;
  <This, F extends (this: This, ...args: any[]) => any>(method: F, context: ClassMethodDecoratorContext<This, F>): F;
  <F extends AnyFunction>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<F>,
  ): TypedPropertyDescriptor<F>;
}

/**
 * Wraps a function so that each call is a span of this kind: `tool(fn, { name })`. The result has the same type, `this`, name, length and properties;
 * what it returns and throws is untouched, and a sync function stays sync. Also a decorator: `@tool` and `@tool({ name })`.
 * Throws DecoratorError on what is not a function or is a class, ConfigurationError on a wrong option.
 */
export interface KindFunction {
  <This, F extends (this: This, ...args: any[]) => any>(method: F, context: ClassMethodDecoratorContext<This, F>): F;
  <F extends AnyFunction>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<F>,
  ): TypedPropertyDescriptor<F>;
  (options?: SpanOptions): KindDecorator;
  <F extends AnyFunction>(fn: F, options?: SpanOptions & { kind?: never }): F;
}

export interface Tracer {
  workflow: KindFunction;
  agent: KindFunction;
  task: KindFunction;
  tool: KindFunction;
  llm: KindFunction;
  retrieval: KindFunction;
  embedding: KindFunction;
  /** Runs `fn(span)` now in a new span; its result is the span's output. */
  trace<R>(options: string | StartOptions, fn: (span: Span) => R): R;
  /** A span below the active one that does not become active (see `Span.run`) and that the caller ends. */
  startSpan(options: string | StartOptions): Span;
  /** The active span of this tracer. */
  currentSpan(): Span | undefined;
  /** Says something about the active span; without one, nothing happens. */
  annotate(fields: Annotations): void;
  /**
   * Writes the active span into `carrier` as W3C `traceparent`, and the `tracestate` that came with its trace, and returns the carrier:
   * `fetch(url, { headers: inject({}) })`, `worker.postMessage({ job, context: inject({}) })`. Without an active span it stays as it is.
   * Within a trace that is not sampled it says so. Never throws: a carrier that refuses is counted in `stats().propagation` and told to `onError`.
   */
  inject<T extends Carrier>(carrier: T): T;
  /**
   * Reads what `inject`, or any W3C Trace Context library, wrote: `extract(request.headers).run(() => handle(request))`.
   * Never throws: what is not valid is ignored and counted in `stats().propagation`. The sender's decision on sampling holds, not `sample`.
   */
  extract(carrier: Carrier | null | undefined): RemoteSpan;
  /** Settles when everything that ended so far is delivered or given up. Never rejects. */
  flush(): Promise<void>;
  /** Flushes, then stops recording: functions go on untraced. Safe to call twice. */
  shutdown(): Promise<void>;
  /** What became of everything so far; `undefined` before `init`. */
  stats(): Stats | undefined;
  /**
   * Says for each link of a span, as `memory()` or an exporter of your own got it, why it is there. Names are taken from `spans`.
   * Throws TypeError on what is no finished span.
   */
  explain(span: FinishedSpan, spans?: Iterable<FinishedSpan>): Explanation[];
}

/** Configures the default tracer, on which the functions below work. May come before or after functions are wrapped; again replaces it. Throws ConfigurationError. */
export function init(options?: TracerOptions): Tracer;
/** An independent tracer, with its own links, queue and exporters. Throws ConfigurationError. */
export function createTracer(options?: TracerOptions): Tracer;

export const workflow: KindFunction;
export const agent: KindFunction;
export const task: KindFunction;
export const tool: KindFunction;
export const llm: KindFunction;
export const retrieval: KindFunction;
export const embedding: KindFunction;
export const trace: Tracer['trace'];
export const startSpan: Tracer['startSpan'];
export const currentSpan: Tracer['currentSpan'];
export const annotate: Tracer['annotate'];
export const inject: Tracer['inject'];
export const extract: Tracer['extract'];
export const flush: Tracer['flush'];
export const shutdown: Tracer['shutdown'];
export const stats: Tracer['stats'];
export const explain: Tracer['explain'];

export * from './exporters.js';
export * from './links.js';
export * from './stats.js';

/** An option has the wrong name, type or range. Thrown while setting up. */
export class ConfigurationError extends TypeError {}
/** A wrapper or decorator was applied to something that it cannot trace. Thrown while setting up. */
export class DecoratorError extends TypeError {}
