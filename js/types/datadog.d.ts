// The exporter for Datadog's LLM Observability.
import type { SpanExporter } from './exporter.js';
import type { Fetch, URL } from './platform.js';
import type { RetryOptions } from './retry-options.js';

/**
 * Options of {@link datadog}. Spans go straight to Datadog with `apiKey`, or through a Datadog Agent with `url`.
 * @example
 * ```ts
 * import { type DatadogOptions, datadog } from 'spanloom';
 *
 * const options: DatadogOptions = { mlApp: 'docs-bot', apiKey: config.datadogKey, site: 'datadoghq.eu' };
 * const exporter = datadog(options);
 * ```
 */
export interface DatadogOptions {
  /** Name of the app in LLM Observability: 1 to 193 characters. */
  mlApp: string;
  /**
   * API key, for spans that go straight to Datadog. Every visitor could read it in a page: let a page send to a proxy of yours.
   * @default none
   */
  apiKey?: string | undefined;
  /**
   * Site of the account, with `apiKey`.
   * @default 'datadoghq.com'
   */
  site?: string | undefined;
  /**
   * URL of a Datadog Agent, or of a proxy that passes `/evp_proxy/v2/api/v2/llmobs` on to one, in place of `apiKey` and `site`.
   * @default none
   */
  url?: string | URL | undefined;
  /**
   * Milliseconds until a single request is aborted. All requests of a batch together may take a minute, or `timeout` if it is longer.
   * @default 10_000
   */
  timeout?: number | undefined;
  /**
   * Function that sends requests.
   * @default the global `fetch`
   */
  fetch?: Fetch | undefined;
  /**
   * Whether links between a span and its own ancestors and descendants are sent. Datadog draws the tree from parents.
   * @default false
   */
  treeLinks?: boolean | undefined;
  /**
   * Retries after status 429, 502, 503 and 504, and after a network error.
   * @default {}
   */
  retry?: RetryOptions | undefined;
}

/**
 * Creates an exporter that sends spans to Datadog's LLM Observability, in the format of Datadog's own SDKs. Links become edges of the
 * Execution Graph.
 *
 * The content of a span of 5 MB or more is dropped, as Datadog's SDKs do; its links and metadata stay.
 * @param options destination, name of the app, retries
 * @returns an exporter for `init({ exporters })`
 * @throws {ConfigurationError} an option is missing, or has the wrong name or type, or `url` is combined with `apiKey` or `site`
 * @see https://docs.datadoghq.com/llm_observability/
 * @example
 * ```ts
 * import { datadog, init } from 'spanloom';
 *
 * init({ service: 'docs-bot', exporters: [datadog({ mlApp: 'docs-bot', url: 'http://localhost:8126' })] });
 * ```
 */
export function datadog(options: DatadogOptions): SpanExporter;
