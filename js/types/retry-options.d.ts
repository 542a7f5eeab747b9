/**
 * How often an exporter sends a batch again, and when. `Retry-After` takes precedence over the delays.
 * @example
 * ```ts
 * import { otlp, type RetryOptions } from 'spanloom';
 *
 * const retry: RetryOptions = { attempts: 3, maxDelay: 5_000 };
 * const exporter = otlp({ retry });
 * ```
 */
export interface RetryOptions {
  /**
   * Requests per batch, including the first.
   * @default 6
   */
  attempts?: number | undefined;
  /**
   * Maximum delay before the second request, in milliseconds. This limit doubles with each further request. The actual delay is
   * random, between 0 and the limit.
   * @default 500
   */
  baseDelay?: number | undefined;
  /**
   * Maximum delay before any request, in milliseconds.
   * @default 30_000
   */
  maxDelay?: number | undefined;
}
