import type { Callback } from './callback.js';
import type { Exporter } from './exporters.js';
import type { Fields } from './fields.js';
import type { Explanation, Link, LinkOptions } from './links.js';
import type { Response, URL, WasmModule } from './platform.js';
import type { Stats } from './stats.js';
import type { AnyFunction, KindFunction } from './wrapping.js';

/** The seven kinds of step in an LLM app. */
export type Kind = 'workflow' | 'agent' | 'task' | 'tool' | 'llm' | 'retrieval' | 'embedding';

/** Options of a span, given when a function is wrapped or a span is started. */
export interface SpanOptions {
  /** Name of the span. Default: the function's name, else the kind. */
  name?: string | undefined;
  /** Model that is asked for, as `gen_ai.request.model`. */
  model?: string | undefined;
  /** Who provides the model, as `gen_ai.provider.name`: 'openai', 'anthropic', ... */
  provider?: string | undefined;
  /** Session (conversation) of the span and of those below it, as `session.id`. */
  sessionId?: string | undefined;
  /** End user of the span and of those below it, as `user.id`. */
  userId?: string | undefined;
  /** Labels, as a list or as key and value. */
  tags?: readonly string[] | Fields<string | undefined> | undefined;
  /** Anything worth knowing; exported as JSON. Takes no part in linking. */
  metadata?: Fields | undefined;
  /** OpenTelemetry attributes; they win over those that spanloom sets. */
  attributes?: Fields | undefined;
  /** Whether the arguments are exported. Default: the tracer's `capture.input`. Linking sees them in any case, and nothing of them leaves. */
  captureInput?: boolean | undefined;
  /** Whether the result is exported. Default: the tracer's `capture.output`. */
  captureOutput?: boolean | undefined;
  /** `false` leaves this function out of linking. */
  links?: boolean | undefined;
  /** Names for the positional arguments: the input is then exported as `{ name: value }`. Paths on links keep their positions. */
  args?: readonly string[] | undefined;
}

/** Options of `trace` and `startSpan`. */
export interface StartOptions extends SpanOptions {
  /** Default: 'task'. */
  kind?: Kind | undefined;
}

/** Token counts of a model call, as they are exported. Input and output include cached and reasoning tokens. */
export interface Usage {
  input_tokens?: number | undefined;
  output_tokens?: number | undefined;
  total_tokens?: number | undefined;
  cache_read_input_tokens?: number | undefined;
  cache_write_input_tokens?: number | undefined;
  reasoning_output_tokens?: number | undefined;
}

/** What can be said about a span by hand. */
export interface Annotations {
  /** Replaces the captured input, and counts as an input of the span for linking. */
  input?: unknown | undefined;
  /** Replaces the captured output, and counts as an output of the span for linking. */
  output?: unknown | undefined;
  /** Merged with what was said before. */
  metadata?: Fields | undefined;
  /** Numbers; names that are not token counts are exported as `spanloom.metric.<name>`. */
  metrics?: Fields<number | undefined> | undefined;
  tags?: readonly string[] | Fields<string | undefined> | undefined;
  model?: string | undefined;
  provider?: string | undefined;
  /**
   * Token counts, or what an API reported as it is: that of OpenAI, Anthropic, Bedrock, Gemini, Cohere, LangChain and the AI SDK is understood. What Anthropic
   * and Bedrock count apart for their caches is added to the input; the total is computed where it is missing. What is no finite number is left out, and
   * numbers that are no token counts are exported as `spanloom.metric.<name>`.
   * @example span.annotate({ usage: response.usage });
   */
  usage?: Usage | Fields | null | undefined;
  attributes?: Fields | undefined;
  /** Session and end user, of this span and of those that start below it from now on. */
  sessionId?: string | undefined;
  userId?: string | undefined;
  /** Marks the span as failed. */
  error?: unknown | undefined;
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
  link(other: SpanIds, attributes?: Fields): void;
  /** Runs `fn` with this span active, whatever else tells where it belongs: in callbacks of timers and events, say. */
  run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R;
  /** Ends a span from `startSpan`. Safe to call twice. */
  end(): void;
}

/**
 * Where a context travels: an object whose properties are the fields, `Headers`, a `Map`, or anything with `get` or `set`. An object's fields are
 * found in any case; a field may be a list of strings, as some servers give it.
 */
export type Carrier =
  | Fields<string | readonly string[] | undefined>
  | (object & { readonly [Symbol.hasInstance]?: never });

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
  status: { code: 'ok' | 'error'; message?: string | undefined };
  attributes: Record<string, unknown>;
  /** The captured arguments: text, or JSON. */
  input: string | undefined;
  /** The captured result: text, or JSON. */
  output: string | undefined;
  links: Link[];
}

export interface CaptureOptions {
  /** Whether arguments are exported. Default: true. */
  input?: boolean | undefined;
  /** Whether results are exported. Default: true. */
  output?: boolean | undefined;
  /** Largest size of one captured value, in characters. Default: 262,144. */
  maxValueBytes?: number | undefined;
}

export interface QueueOptions {
  /** Ended spans that may wait, for the core and for each exporter. Default: 8,192. */
  maxSpans?: number | undefined;
  /** The same in bytes. Default: 64 MiB. */
  maxBytes?: number | undefined;
  /** Milliseconds between exports. Default: 1,000. */
  flushInterval?: number | undefined;
  /** Largest batch in bytes before compression. Default: 4 MiB. */
  maxBatchBytes?: number | undefined;
  /** Largest batch in spans. Default: 512. */
  maxBatchSpans?: number | undefined;
  /** Spans that may be open at once; beyond it the one that has been open longest ends, with `spanloom.result: evicted`. Default: 16,384. */
  maxOpenSpans?: number | undefined;
  /** Characters of content that all open spans may hold; beyond it the oldest ends as `evicted`. Default: 67,108,864. */
  maxOpenBytes?: number | undefined;
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
  | (WasmModule & object)
  | ArrayBuffer
  | ArrayBufferView
  | Response
  | URL
  | string
  | { default: WasmModule & object }
  | Promise<WasmSource>
  | (() => WasmSource);

export interface TracerOptions {
  /** As `service.name`. Default: 'unknown_service'. */
  service?: string | undefined;
  /** As `service.version`. */
  version?: string | undefined;
  /** As `deployment.environment.name`. */
  environment?: string | undefined;
  /** Further resource attributes; they win over the above. */
  resource?: Fields | undefined;
  exporters?: readonly Exporter[] | undefined;
  /** `false`: functions run untraced. Default: true. */
  enabled?: boolean | undefined;
  /** Share of traces to record, or a decision on each root: true, false or a share. Default: 1. */
  sample?: number | ((root: { kind: Kind; name: string }) => boolean | number) | undefined;
  /** `false` exports neither arguments nor results, nor the model and finish reasons that a result names. Error messages, metadata, token counts and what is annotated otherwise still are. */
  capture?: boolean | CaptureOptions | undefined;
  mask?: Mask | undefined;
  /** `false` is `{ policy: 'off' }`. */
  links?: boolean | LinkOptions | undefined;
  queue?: QueueOptions | undefined;
  /** Milliseconds after which the span of a stream that nobody reads on ends. Default: 300,000. */
  streamTimeout?: number | undefined;
  /**
   * Milliseconds after which the span of a promise that does not settle ends, if nothing happens in it: no span below it starts or ends. Its result is
   * lost then. Default: `streamTimeout` where that is given, else 3,600,000.
   */
  promiseTimeout?: number | undefined;
  /**
   * Default: AsyncLocalStorage where the runtime has it. Elsewhere (browsers) spans are active until the first `await` of a function, and behind each
   * `await` of what a traced `async` function returned; in Chromium any code for which a traced `async` function waits is found in its span.
   */
  context?: ContextManager | undefined;
  /** @deprecated Has no effect: `Promise` is not patched any more. */
  awaitHook?: boolean | undefined;
  /** Gets every failure of spanloom's own, and the first loss of each reason. Default: the first of each goes to `console.warn`. */
  onError?: Callback<[error: unknown], void> | undefined;
  /** Default: the package's own file, as JavaScript where a page's policy forbids WebAssembly. */
  wasm?: WasmSource | undefined;
}

export interface FlushOptions {
  /**
   * Whether to wait first until the spans that are open, and what starts in their traces meanwhile, have ended; not for those
   * around the call itself. Default: false.
   */
  open?: boolean | undefined;
  /**
   * Milliseconds that the delivery is waited for, at most; what is left then goes on in the background. With `open` they count for the open spans first
   * and then for the delivery anew. Default: 10,000 for open spans, and for the delivery as long as exporters may take: a minute for `otlp()`.
   */
  timeout?: number | undefined;
}

/** The functions of one tracer: they need no `this`, so they may be taken apart, as in `const { tool, trace } = createTracer()`. */
export interface Tracer {
  workflow: KindFunction;
  agent: KindFunction;
  task: KindFunction;
  tool: KindFunction;
  llm: KindFunction;
  retrieval: KindFunction;
  embedding: KindFunction;
  trace: typeof trace;
  startSpan: typeof startSpan;
  currentSpan: typeof currentSpan;
  annotate: typeof annotate;
  inject: typeof inject;
  extract: typeof extract;
  flush: typeof flush;
  clearStore: typeof clearStore;
  shutdown: typeof shutdown;
  stats: typeof stats;
  explain: typeof explain;
}

/**
 * Configures the default tracer, on which the functions below work; before or after functions are wrapped. Throws ConfigurationError.
 * Called again, the tracer before starts nothing new, exports what is open as it ends, within `promiseTimeout`, and shuts down; `flush` and `shutdown`
 * include it. In a second copy of the package it makes a second tracer, in the same traces; a copy in which nobody calls it uses the tracer of the
 * first that has one, and a warning says so.
 */
export function init(options?: TracerOptions): Tracer;
/** An independent tracer, with its own links, queue and exporters. Throws ConfigurationError. */
export function createTracer(options?: TracerOptions): Tracer;

/** Wraps a function, or decorates a method, as the whole of what an app does for one request. */
export const workflow: KindFunction;
/** Wraps a function, or decorates a method, as a loop in which a model decides what is done. */
export const agent: KindFunction;
/** Wraps a function, or decorates a method, as a step of any other kind. */
export const task: KindFunction;
/** Wraps a function, or decorates a method, as what a model may call. */
export const tool: KindFunction;
/** Wraps a function, or decorates a method, as a call of a model. */
export const llm: KindFunction;
/** Wraps a function, or decorates a method, as a search for documents. */
export const retrieval: KindFunction;
/** Wraps a function, or decorates a method, as a text made into a vector. */
export const embedding: KindFunction;
/** Runs `fn(span)` now in a new span; its result is the span's output. */
export function trace<R>(options: string | StartOptions, fn: (span: Span) => R): R;
/** A span below the active one that does not become active (see `Span.run`) and that the caller ends. */
export function startSpan(options: string | StartOptions): Span;
/** The active span of this tracer. */
export function currentSpan(): Span | undefined;
/** Says something about the active span; without one, nothing happens. */
export function annotate(fields: Annotations): void;
/**
 * Writes the active span into `carrier` as W3C `traceparent`, and the `tracestate` that came with its trace, and returns the carrier:
 * `fetch(url, { headers: inject({}) })`, `worker.postMessage({ job, context: inject({}) })`. Without an active span it stays as it is.
 * Within a trace that is not sampled it says so. Never throws: a carrier that refuses is counted in `stats().propagation` and told to `onError`.
 */
export function inject<T extends Carrier>(carrier: T): T;
/**
 * Reads what `inject`, or any W3C Trace Context library, wrote: `extract(request.headers).run(() => handle(request))`.
 * Never throws: what is not valid is ignored and counted in `stats().propagation`. The sender's decision on sampling holds, not `sample`.
 */
export function extract(carrier: Carrier | null | undefined): RemoteSpan;
/**
 * Settles when everything that ended so far is delivered or given up, or after `timeout`; with `open`, what is still running as well. Never rejects, and
 * resolves to nothing: `stats()` says what is left. A wrong option is left out and reported to `onError`.
 * @example
 * await flush({ timeout: 2_000 });
 * @example
 * ctx.waitUntil(flush({ open: true, timeout: 5_000 }));
 */
export function flush(options?: FlushOptions): Promise<void>;
/**
 * In pages, for a logout: deletes all that is kept in this origin for a next visit, of every destination and every owner, and drops what was not sent yet of
 * traces that began before, open spans included (as `store_cleared`); other tabs hear of it, and what they write before is deleted. Flush before to send it. Never rejects, and
 * settles within seconds.
 * @example
 * await flush({ timeout: 2_000 });
 * await clearStore();
 */
export function clearStore(): Promise<void>;
/** Flushes, then stops recording: functions go on untraced. Safe to call twice. */
export function shutdown(): Promise<void>;
/** What became of everything so far; `undefined` before `init`. */
export function stats(): Stats | undefined;
/**
 * Says for each link of a span, as `memory()` or an exporter of your own got it, why it is there. Names are taken from `spans`.
 * Throws TypeError on what is no finished span.
 */
export function explain(span: FinishedSpan, spans?: Iterable<FinishedSpan>): Explanation[];

export * from './exporters.js';
export type { Fields } from './fields.js';
export * from './links.js';
export * from './stats.js';
export type { AnyFunction, KindDecorator, KindFunction } from './wrapping.js';

/** An option has the wrong name, type or range. Thrown while setting up. */
export class ConfigurationError extends TypeError {}
/** A wrapper or decorator was applied to something that it cannot trace. Thrown while setting up. */
export class DecoratorError extends TypeError {}
