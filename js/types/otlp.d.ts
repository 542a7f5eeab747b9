// The exporter for OpenTelemetry Collectors and other backends.
import type { EncodedExporter } from './exporter.js';
import type { Fields } from './fields.js';
import type { Fetch, URL } from './platform.js';
import type { RetryOptions } from './retry-options.js';

type HeaderFields = Fields<string | undefined>;

/**
 * Options of {@link otlp}.
 * @example
 * ```ts
 * import { otlp, type OtlpOptions } from 'spanloom';
 *
 * const options: OtlpOptions = {
 *   url: 'https://collector.example/v1/traces',
 *   headers: async () => ({ authorization: `Bearer ${await session.token()}` }),
 *   retry: { attempts: 3 },
 * };
 * const exporter = otlp(options);
 * ```
 */
export interface OtlpOptions {
  /**
   * URL that receives the spans, including its path. In a page, a path alone is enough.
   * @default 'http://localhost:4318/v1/traces'
   */
  url?: string | URL | undefined;
  /**
   * Request headers, or a function that returns them for each request. `undefined` values are omitted.
   * @default none
   */
  headers?: HeaderFields | (() => HeaderFields | Promise<HeaderFields>) | undefined;
  /**
   * Encoding of the spans.
   * @default 'protobuf'
   */
  format?: 'protobuf' | 'json' | undefined;
  /**
   * Whether request bodies are compressed. `'auto'` compresses bodies of at least 4 KiB, except those to localhost.
   * @default 'auto'
   */
  gzip?: boolean | 'auto' | undefined;
  /**
   * Milliseconds until a single request is aborted. All requests of a batch together may take a minute, or `timeout` if it is
   * longer. Then spanloom gives the batch up.
   * @default 10_000
   */
  timeout?: number | undefined;
  /**
   * Function that sends requests.
   * @default the global `fetch`
   */
  fetch?: Fetch | undefined;
  /**
   * Whether links between a span and its own ancestors and descendants are sent. Turn them off for a backend that draws the tree
   * from parents or confuses such a link with a parent, such as Datadog or Jaeger.
   * @default true
   */
  treeLinks?: boolean | undefined;
  /**
   * Retries after status 429, 502, 503 and 504, and after a network error. `Retry-After` takes precedence over the delays.
   * @default {}
   */
  retry?: RetryOptions | undefined;
  /**
   * Whether a page keeps undelivered spans in IndexedDB, and within which limits. If an earlier visit left spans, one tab at a time
   * sends them. Has no effect outside pages and their workers.
   * @default true
   */
  store?: boolean | StoreOptions | undefined;
}

/**
 * Limits and owner of the store in which a page keeps undelivered spans. The limits apply to everything that spanloom stores in the
 * origin, across tabs. A span that would exceed a limit is not stored. It is dropped if it cannot be sent.
 *
 * `stats()` counts each lost span by reason:
 *
 * | reason | cause |
 * |---|---|
 * | `store_full` | the span was removed to make room: first those that no exporter of the page sends, then the oldest |
 * | `store_failed` | the span already counted as stored, but could not be written |
 * | `store_broken` | a stored record was damaged, or written by another version |
 * | `store_cleared` | `clearStore()` or the user deleted the span |
 * | `store_expired` | the span was older than `maxAge` |
 * @example
 * ```ts
 * import { init, otlp } from 'spanloom';
 *
 * const headers = async () => ({ authorization: `Bearer ${await session.token()}` });
 * init({ exporters: [otlp({ headers, store: { owner: () => session.userId, maxBytes: 4 * 2 ** 20 } })] });
 * ```
 */
export interface StoreOptions {
  /**
   * Whom the spans belong to, such as the ID of the logged-in user. One user's spans are never sent with another user's
   * credentials: the spans of an owner are sent only while that owner is present. Only a hash of the owner is stored.
   *
   * A function is called when a trace starts, and again before its spans are sent. While it returns `undefined`, spans are not stored.
   * @default one owner for each combination of `url`, `format` and fixed `headers`; with function `headers`, spans are not stored
   */
  owner?: string | (() => string | undefined) | undefined;
  /**
   * Maximum size of the store in bytes, before compression.
   * @default 16 MiB
   */
  maxBytes?: number | undefined;
  /**
   * Maximum number of spans in the store.
   * @default 8192
   */
  maxSpans?: number | undefined;
  /**
   * Milliseconds until a stored span is dropped.
   * @default 604_800_000 (7 days)
   */
  maxAge?: number | undefined;
}

/**
 * Creates an exporter that sends spans as OTLP over HTTP, to an OpenTelemetry Collector or any other backend that accepts OTLP.
 *
 * If the receiver refuses a batch as too large (status 413), its halves are sent, down to single spans; in pages, parts of 16 KiB
 * or less are not split. For the next ten minutes, batches of that size are split before they are sent.
 * @param options destination, headers, retries and storage
 * @returns an exporter for `init({ exporters })`
 * @throws {ConfigurationError} an option has the wrong name or type, or `url` is not an http(s) URL
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 * @example
 * ```ts
 * import { init, otlp } from 'spanloom';
 *
 * init({
 *   service: 'docs-bot',
 *   exporters: [otlp({ url: 'http://localhost:4318/v1/traces', headers: { 'x-team': 'docs' } })],
 * });
 * ```
 */
export function otlp(options?: OtlpOptions): EncodedExporter;
