// Context propagation across processes, threads and realms, as W3C Trace Context.
import type { Fields, NotAFunction } from './fields.js';
import type { SpanIds } from './span.js';

/**
 * An object that carries trace context between processes, threads or realms: an object with the fields as properties, `Headers`, a
 * `Map`, or anything with `get` or `set`. Property names match in any case; a field may be a list of strings, as some servers
 * provide it.
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
 * A span of another process, thread or realm, read from a carrier. Its ids are zeros if the carrier named none.
 * @example
 * ```ts
 * import { extract, type RemoteSpan, trace } from 'spanloom';
 *
 * const caller: RemoteSpan = extract(request.headers);
 * await caller.run(() => trace('handle', () => handle(request)));
 * ```
 */
export interface RemoteSpan extends SpanIds {
  /** Whether the carrier named a span. */
  readonly isValid: boolean;
  /** Whether its trace is recorded. If not, nothing below the span is recorded here either. */
  readonly isSampled: boolean;
  /**
   * Runs a function with the remote span as the parent of the spans that start in it, and returns its result. Without a remote span,
   * just runs the function.
   * @param fn function to run
   * @param args arguments for `fn`
   * @throws {TypeError} `fn` is not a function; whatever `fn` throws passes through
   */
  run<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): R;
}

/**
 * Writes the active span into a carrier, as `traceparent` and `tracestate`. Without an active span the carrier is unchanged.
 * In a trace that is not sampled, the receiver learns so. Never throws: a failure is counted in `stats().propagation` and reported to
 * `onError`.
 * @param carrier object, `Headers` or `Map` to write to
 * @returns the carrier
 * @see https://www.w3.org/TR/trace-context/
 * @example
 * ```ts
 * import { inject, trace } from 'spanloom';
 *
 * await trace('ask', async () => {
 *   await fetch('https://search.example/', { headers: inject({}) });
 *   worker.postMessage({ job: 'embed', context: inject({}) });
 * });
 * ```
 */
export function inject<T extends Carrier>(carrier: T): T;

/**
 * Reads the span that `inject`, or any W3C Trace Context library, wrote into a carrier. The sender's sampling decision applies;
 * `sample` is not consulted. Never throws: an invalid field is ignored and counted in `stats().propagation`.
 * @param carrier object, `Headers` or `Map` to read from
 * @returns the remote span; `isValid` is false if there is none
 * @see https://www.w3.org/TR/trace-context/
 * @example
 * ```ts
 * import { extract } from 'spanloom';
 *
 * const response = await extract(request.headers).run(() => handle(request));
 * ```
 */
export function extract(carrier: Carrier | null | undefined): RemoteSpan;
