// Requests that carry trace context.
import type { Tracer } from './tracer.js';
import type { AnyFunction } from './wrapping.js';

/** The platform's `fetch`, or any function in a project without types for it. */
type PlatformFetch = typeof globalThis extends { fetch: infer Fetch extends AnyFunction } ? Fetch : AnyFunction;

/**
 * Which requests carry trace context. The headers are `traceparent`, `tracestate`, and `spanloom-lineage`, which says by hashes which
 * spans produced the values in the body.
 * @example
 * ```ts
 * import { init, type PropagateOptions } from 'spanloom';
 *
 * const propagate: PropagateOptions = {
 *   to: ['https://api.example.com', /^https:\/\/[a-z]+\.internal\.example\.com\//, (url) => url.endsWith('/ask')],
 * };
 * init({ propagate });
 * ```
 */
export interface PropagateOptions {
  /**
   * Destinations. A string is an origin, or the beginning of a URL up to a `/`, `?` or `#`: `https://a.example/v1` covers
   * `https://a.example/v1/chat`, but not `https://a.example/v10` or `https://a.example.org`. A regular expression or function gets
   * the whole URL as a string. A host that is called from a page has to allow the headers by CORS.
   *
   * A server is asked to redirect one step at a time, so that other hosts do not get the headers. In a page, a redirected or failed
   * GET or HEAD request is sent again without them. For other methods the browser follows redirects with them, because to send such
   * a request twice could have an effect; so does a server with a `Request` that has a body of its own, and so may a function of your
   * own that you gave to `traceFetch`: on a server only redirects of `globalThis.fetch` are followed one step at a time.
   * @default same origin in pages and their workers, otherwise none
   */
  to?: readonly (string | RegExp | ((url: string) => boolean))[] | undefined;
}

/**
 * Options of {@link traceFetch}.
 * @example
 * ```ts
 * import { createTracer, type TraceFetchOptions, traceFetch } from 'spanloom';
 *
 * const options: TraceFetchOptions = { tracer: createTracer(), propagate: { to: ['https://api.example.com'] } };
 * const request = traceFetch(fetch, options);
 * ```
 */
export interface TraceFetchOptions {
  /**
   * The tracer whose active span the requests name.
   * @default the tracer that the function belongs to; for the export of the package, that of `init`
   */
  tracer?: Tracer | undefined;
  /**
   * Which requests carry trace context.
   * @default the tracer's option `propagate`
   */
  propagate?: PropagateOptions | undefined;
}

/**
 * `fetch` that names the active span in the headers of a request, and links what the response contains to the steps of the other side
 * that produced it. The option `propagate` says to which URLs. It makes no span of its own, and the result, errors, streams and aborts
 * are those of `fetch`.
 *
 * Headers of your own have precedence: with a `traceparent` of yours, nothing is added. Without an active span it only calls `fetch`.
 * `spanloom-lineage` is sent once the core is loaded: `await flush()` after `init` waits for it.
 * @param input URL or `Request`
 * @param init options of `fetch`
 * @returns the promise of a response
 * @throws whatever `fetch` throws
 * @example
 * ```ts
 * import { init, llm, tracedFetch } from 'spanloom';
 *
 * init({ propagate: { to: ['https://api.example.com'] } });
 * const ask = llm((question: string) =>
 *   tracedFetch('https://api.example.com/ask', { method: 'POST', body: JSON.stringify({ question }) }),
 * );
 * ```
 */
export const tracedFetch: PlatformFetch;

/**
 * Makes a function like {@link tracedFetch} out of any `fetch`, for the clients of APIs that take one. It has the name and properties
 * of the given function, and throws what that throws. For a URL that is no destination, it returns what that returns; only a plain promise
 * is replaced by one that settles alike.
 * @param fetch function to call
 * @param options tracer and destinations
 * @returns the traced function
 * @throws {ConfigurationError} `fetch` is not a function, or an option is wrong
 * @example
 * ```ts
 * import { traceFetch } from 'spanloom';
 *
 * // OpenAI is the default export of the package openai.
 * const client = new OpenAI({ fetch: traceFetch(fetch, { propagate: { to: ['https://models.example.com/v1'] } }) });
 * ```
 */
export function traceFetch<F extends AnyFunction>(fetch: F, options?: TraceFetchOptions): F;
