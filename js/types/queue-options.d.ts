/**
 * Limits on the spans that a tracer holds, and on the size of batches. Beyond a limit, ended spans are dropped and counted, and the
 * oldest open spans end early, so that tracing never exhausts an app's memory.
 * @example
 * ```ts
 * import { init, type QueueOptions } from 'spanloom';
 *
 * const queue: QueueOptions = { maxSpans: 1_000, maxBytes: 8 * 2 ** 20, flushInterval: 5_000 };
 * init({ queue });
 * ```
 */
export interface QueueOptions {
  /**
   * Number of ended spans that may wait in the core, and again for each exporter. Further spans are dropped, with the reason
   * `queue_full`.
   * @default 8192
   */
  maxSpans?: number | undefined;
  /**
   * Bytes of ended spans that may wait in the core, and again for each exporter.
   * @default 64 MiB
   */
  maxBytes?: number | undefined;
  /**
   * Milliseconds between exports.
   * @default 1000
   */
  flushInterval?: number | undefined;
  /**
   * Maximum size of a batch in bytes, before compression.
   * @default 4 MiB
   */
  maxBatchBytes?: number | undefined;
  /**
   * Maximum number of spans in a batch.
   * @default 512
   */
  maxBatchSpans?: number | undefined;
  /**
   * Number of spans that may be open at a time. Beyond the limit, the oldest open span ends early, with `spanloom.result: evicted`.
   * @default 16_384
   */
  maxOpenSpans?: number | undefined;
  /**
   * Maximum content that all open spans together hold, in UTF-16 code units (`string.length`). Beyond the limit, the oldest open
   * span ends early, with `spanloom.result: evicted`.
   * @default 64 MiB
   */
  maxOpenBytes?: number | undefined;
}
