// Context propagation across processes, threads and workers: W3C Trace Context, and lineage.
import type { Fields, NotAFunction } from './fields.js';
import type { SpanIds } from './span.js';

/**
 * An object that carries trace context between processes, threads or workers: an object with the fields as properties, `Headers`, a
 * `Map`, or anything with `get` or `set`. The case of property names does not matter. A field may be a list of strings, because
 * some servers provide one.
 * @example
 * ```ts
 * import { type Carrier, inject } from 'spanloom';
 *
 * const carriers: Carrier[] = [{}, new Headers(), new Map<string, string>()];
 * for (const carrier of carriers) inject(carrier);
 * ```
 */
export type Carrier = Fields<string | readonly string[] | undefined> | (object & NotAFunction);

/**
 * A span of another process, thread or worker, as {@link extract} reads it from a carrier. If the carrier names no span, the IDs
 * are zeros.
 * @example
 * ```ts
 * import { extract, type RemoteSpan, trace } from 'spanloom';
 *
 * const caller: RemoteSpan = extract(request.headers);
 * await caller.run(() => trace('handle', () => handle(request)));
 * ```
 */
export interface RemoteSpan extends SpanIds {
  /** Whether the carrier names a span. */
  readonly isValid: boolean;
  /** Whether its trace is sampled. If not, the spans that start below it are not recorded either. */
  readonly isSampled: boolean;
  /**
   * Runs a function and returns its result. The spans that start in the function become children of the remote span. If `isValid` is
   * false, it only runs the function.
   * @param fn function to run
   * @param args arguments for `fn`
   * @throws {TypeError} `fn` is not a function; whatever `fn` throws passes through
   */
  run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R;
}

/**
 * Options of {@link inject}. A wrong option is reported to `onError` and ignored.
 * @example
 * ```ts
 * import { inject, type InjectOptions } from 'spanloom';
 *
 * const job = { id: 7, text: 'What was found about the ports of the receiver.' };
 * const options: InjectOptions = { values: [job] };
 * await queue.send(inject({ job }, options));
 * ```
 */
export interface InjectOptions {
  /**
   * What travels in the same message: objects that will be serialised, or strings. The carrier then also says which spans produced
   * their parts, so that the other side links the steps that use them. It holds hashes and span IDs, no content.
   * @default []
   */
  values?: readonly unknown[] | undefined;
  /**
   * The name of the field that says so: `spanloom-lineage`, or `dev.spanloom/lineage` for the `_meta` of MCP (Model Context
   * Protocol). `extract` reads both.
   * @default 'headers'
   */
  format?: 'headers' | 'mcp' | undefined;
}

/**
 * Options of {@link extract}. A wrong option is reported to `onError` and ignored.
 * @example
 * ```ts
 * import { extract, type ExtractOptions } from 'spanloom';
 *
 * const options: ExtractOptions = { values: [message.job] };
 * await extract(message, options).run(() => embed(message.job.text.slice(0, 500)));
 * ```
 */
export interface ExtractOptions {
  /**
   * What arrived in the same message. Needed only if the steps get pieces of its strings: whole strings and objects are recognised
   * without it.
   * @default []
   */
  values?: readonly unknown[] | undefined;
}

/**
 * Writes the IDs of the active span into a carrier, as `traceparent` and `tracestate`, and with `values`, where these come from.
 * Call it in a step, in `trace`, or in the `run` of `extract`: without an active span it leaves the carrier unchanged. The fields also
 * say whether the trace is sampled. Never throws: a failure is counted in `stats().propagation` and reported to `onError`.
 *
 * Where the values come from is known once the core is loaded. `await flush()` after `init` waits for it, in Node and in pages;
 * handlers of `spanloom/edge` wait by themselves.
 * @param carrier object, `Headers` or `Map` to write to
 * @param options what travels with it
 * @returns the carrier
 * @see https://www.w3.org/TR/trace-context/
 * @example
 * ```ts
 * import { inject, trace } from 'spanloom';
 *
 * await trace('ask', async () => {
 *   const body = JSON.stringify({ question: 'Which port does the receiver listen on by default?' });
 *   await fetch('https://search.example/', { method: 'POST', body, headers: inject({}, { values: [body] }) });
 *   worker.postMessage({ job: 'embed', context: inject({}) });
 * });
 * ```
 */
export function inject<T extends Carrier>(carrier: T, options?: InjectOptions): T;

/**
 * Reads the span that `inject`, or any W3C Trace Context library, wrote into a carrier, and which spans of the sender produced the
 * values in the message. The sender's sampling decision applies, and the option `sample` is ignored. Never throws: an invalid field
 * is ignored and counted in `stats().propagation`.
 *
 * Call it for an answer, too: then steps of the caller are linked to the spans that produced it, without `run`.
 * @param carrier object, `Headers` or `Map` to read from
 * @param options what arrived with it
 * @returns the remote span; `isValid` is false if there is none
 * @see https://www.w3.org/TR/trace-context/
 * @example
 * ```ts
 * import { extract } from 'spanloom';
 *
 * const response = await extract(request.headers).run(() => handle(request));
 * ```
 */
export function extract(carrier: Carrier | null | undefined, options?: ExtractOptions): RemoteSpan;
