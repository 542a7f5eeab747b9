// Context propagation across processes, threads and workers, as W3C Trace Context.
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
 * Writes the IDs of the active span into a carrier, as `traceparent` and `tracestate`. Without an active span it leaves the carrier
 * unchanged. The fields also say whether the trace is sampled. Never throws: a failure is counted in `stats().propagation` and
 * reported to `onError`.
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
 * Reads the span that `inject`, or any W3C Trace Context library, wrote into a carrier. The sender's sampling decision applies, and
 * the option `sample` is ignored. Never throws: an invalid field is ignored and counted in `stats().propagation`.
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
