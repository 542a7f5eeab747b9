// Options of a tracer.
import type { Callback } from './callback.js';
import type { CaptureOptions, Mask } from './capture.js';
import type { Exporter } from './exporter.js';
import type { PropagateOptions } from './fetch.js';
import type { Fields } from './fields.js';
import type { LinkOptions } from './link-options.js';
import type { Response, URL, WasmModule } from './platform.js';
import type { QueueOptions } from './queue-options.js';
import type { Kind } from './span-options.js';
import type { AnyFunction } from './wrapping.js';

/**
 * Carries the active span from a function to everything that the function starts. Supply one if the default of `context` does not
 * suit your runtime.
 * @example
 * ```ts
 * import { AsyncLocalStorage } from 'node:async_hooks';
 * import { type ContextManager, init } from 'spanloom';
 *
 * const storage = new AsyncLocalStorage();
 * const context: ContextManager = {
 *   get: () => storage.getStore(),
 *   run: (value, fn, thisArg, args) => storage.run(value, () => fn.apply(thisArg, args)),
 * };
 * init({ context });
 * ```
 */
export interface ContextManager {
  /** Returns the active value, or `undefined`. */
  get(): unknown;
  /**
   * Calls `fn` and returns its result, with `value` active in it and in everything that it starts.
   * @param value value to make active
   * @param fn function to call
   * @param thisArg its `this`
   * @param args its arguments
   */
  run(value: unknown, fn: AnyFunction, thisArg: unknown, args: unknown[]): unknown;
}

/**
 * Where the WebAssembly core is loaded from: a module, its bytes, a URL, a `Response`, a namespace with a `default` export, or a
 * promise or function that returns one of them. A URL is fetched; in Node it may be a `file:` URL. Workers and Vercel Edge forbid
 * compiling, so there only a module can be used. If the source cannot be used, the reason is reported to `onError` and spans are
 * exported without automatic links.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { init, type WasmSource } from 'spanloom';
 *
 * const wasm: WasmSource = () => readFile(new URL(import.meta.resolve('spanloom/spanloom.wasm')));
 * init({ wasm });
 * ```
 */
export type WasmSource =
  | (WasmModule & object)
  | ArrayBuffer
  | ArrayBufferView
  | Response
  | URL
  | string
  | {
      /** The module. */
      default: WasmModule & object;
    }
  | Promise<WasmSource>
  | (() => WasmSource);

/**
 * Options of {@link init} and {@link createTracer}. `undefined` counts as not given.
 * @example
 * ```ts
 * import { init, otlp, type TracerOptions } from 'spanloom';
 *
 * const options: TracerOptions = {
 *   service: 'docs-bot',
 *   version: '1.4.0',
 *   exporters: [otlp()],
 *   sample: ({ name }) => (name === 'health' ? false : 0.1),
 *   onError: (error) => console.warn(error),
 * };
 * init(options);
 * ```
 */
export interface TracerOptions {
  /**
   * Name of the service, as `service.name`.
   * @default 'unknown_service'
   */
  service?: string | undefined;
  /** Version of the service, as `service.version`. */
  version?: string | undefined;
  /** Deployment environment, such as `'production'`, as `deployment.environment.name`. */
  environment?: string | undefined;
  /**
   * Further resource attributes. They override `service`, `version` and `environment`.
   * @default {}
   */
  resource?: Fields | undefined;
  /**
   * The exporters that receive the spans. They work independently: a slow or failing one does not delay the others.
   * @default []
   */
  exporters?: readonly Exporter[] | undefined;
  /**
   * Whether functions are traced. With `false` they run as if they were not wrapped.
   * @default true
   */
  enabled?: boolean | undefined;
  /**
   * Share of traces to record, from 0 to 1, or a function that decides for each root span: true, false or a share.
   * @default 1
   */
  sample?:
    | number
    | ((root: {
        /** Kind of the step. */
        kind: Kind;
        /** Name of the span. */
        name: string;
      }) => boolean | number)
    | undefined;
  /**
   * Which content is exported. With `false`, arguments and results are not exported, nor are the model and provider that a request
   * names, and the model and finish reasons that a result names. Error messages, metadata, token counts and other annotations are
   * still exported. Use `mask` for error messages and metadata.
   * @default true
   */
  capture?: boolean | CaptureOptions | undefined;
  /**
   * Function that edits content before it is exported.
   * @default none
   */
  mask?: Mask | undefined;
  /**
   * How links are found. `false` means `{ policy: 'off' }`.
   * @default true
   */
  links?: boolean | LinkOptions | undefined;
  /**
   * Limits on the spans that the tracer holds, and on the size of batches.
   * @default {}
   */
  queue?: QueueOptions | undefined;
  /**
   * Which requests of `tracedFetch` carry trace context.
   * @default those to the same origin in pages and their workers, otherwise none
   */
  propagate?: PropagateOptions | undefined;
  /**
   * Milliseconds until the span of a stream ends if nobody reads the stream, with `spanloom.result: timeout`.
   * @default 300_000 (5 minutes)
   */
  streamTimeout?: number | undefined;
  /**
   * Milliseconds after which the span of a pending promise ends, with `spanloom.result: timeout`. The time restarts whenever a span
   * below that span starts or ends. A later result is not recorded.
   * @default 3_600_000 (1 hour), or `streamTimeout` if given
   */
  promiseTimeout?: number | undefined;
  /**
   * What carries the active span.
   *
   * In a runtime without AsyncLocalStorage (browsers, and Workers without a compatibility flag), the default keeps a span active
   * until the first `await` of a function, and restores it after each `await` of a traced `async` function. In runtimes with V8 it
   * also restores the span in all code that a traced `async` function waits for. `spanloom/plugin` restores the span after every
   * `await`, in every browser.
   * @default AsyncLocalStorage where the runtime has it
   */
  context?: ContextManager | undefined;
  /** @deprecated Has no effect, because spanloom no longer patches `Promise`. */
  awaitHook?: boolean | undefined;
  /**
   * Which inherited attributes also cross to other processes, as W3C Baggage: `inject` writes them, and `extract` reads them. `true`
   * means `session.id`, `user.id` and `tag.tags`; a list names these and any attributes of {@link withAttributes}. On the other side,
   * attributes are strings. Baggage of others is passed on.
   *
   * Everyone whom you call can read it, and everyone whose carriers you extract can set it.
   * @default []
   * @see https://www.w3.org/TR/baggage/
   * @example
   * ```ts
   * import { createTracer } from 'spanloom';
   *
   * const { extract, inject } = createTracer({ baggage: ['session.id', 'tenant'] });
   * ```
   */
  baggage?: boolean | readonly string[] | undefined;
  /**
   * Called with each error of spanloom itself, and with the first loss of spans for each reason.
   * @default the first error of each kind goes to `console.warn`
   */
  onError?: Callback<[error: unknown], void> | undefined;
  /**
   * Where the WebAssembly core is loaded from.
   * @default the package's own file; its JavaScript build where a page's Content-Security-Policy forbids WebAssembly
   */
  wasm?: WasmSource | undefined;
}
