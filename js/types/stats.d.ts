// Counters of a tracer.

/**
 * What a tracer has done so far, as {@link stats} returns it.
 * @example
 * ```ts
 * import { type Stats, stats } from 'spanloom';
 *
 * const lost = ({ spans }: Stats) => Object.values(spans.dropped).reduce((sum, count) => sum + count, 0);
 * const now = stats();
 * if (now) console.log(`${lost(now)} of ${now.spans.ended} spans were lost`);
 * ```
 */
export interface Stats {
  /** Spans that started where the runtime did not know the active span. They carry the attribute `spanloom.context`. */
  context: {
    /** Their parent was found by other means. */
    recovered: number;
    /** Their parent was not found: each started a trace of its own. */
    unknown: number;
  };
  /** Spans, by outcome. */
  spans: {
    /** Started so far. */
    started: number;
    /** Ended so far. */
    ended: number;
    /** Started, but not ended yet. */
    open: number;
    /** Delivered by at least one exporter. */
    exported: number;
    /** Not delivered by any exporter yet, but kept in a page's store, to be sent later in this visit or in the next. */
    stored: number;
    /**
     * Not delivered by any exporter, by reason: `queue_full`, `http_400`, `not_otlp`, `retries_exhausted`, `rejected`, `process_exit`,
     * `core_failed` and so on.
     */
    dropped: Record<string, number>;
    /**
     * Ended early because open spans exceeded `queue.maxOpenSpans` or `queue.maxOpenBytes`. They are exported with what was known by
     * then.
     */
    evicted: number;
    /** Ended by `streamTimeout` or `promiseTimeout`. Later results are not recorded. */
    timedOut: number;
    /** Not recorded because their trace is not sampled. */
    unsampled: number;
    /** Not recorded because the event log (the buffer between JavaScript and the core) was full, the stack was exhausted, or an event could not be read. */
    unrecorded: number;
  };
  /** Links, by `spanloom.via`; `manual` counts those of `span.link()`. */
  links: Record<string, number>;
  /** Context propagation. */
  propagation: {
    /** Carriers that `inject` wrote to. */
    injected: number;
    /** Carriers in which `extract` found a span. */
    extracted: number;
    /**
     * Carriers and fields that could not be used, by reason: `invalid_traceparent`, `invalid_tracestate`, `invalid_baggage`,
     * `baggage_too_large`, `invalid_lineage`, `foreign_lineage` (of an answer that another span asked for, such as one from a cache),
     * `lineage_too_large`, `values_too_large` and `core_not_loaded` (lineage was not written), `too_many_unread` (answers that are
     * still being read: the oldest loses its lineage), `unreadable_carrier`, `unwritable_carrier`.
     */
    ignored: Record<string, number>;
  };
  /** Inputs, outputs and annotations. */
  content: {
    /** Values that were shortened to `capture.maxValueBytes`. */
    truncated: number;
    /** Values that were dropped because `mask` failed. */
    maskFailed: number;
    /** Attributes and metadata beyond a span's limits, and content that did not fit into the event log. */
    omitted: number;
    /** Failures to record a value, its content or an annotation. */
    failed: number;
    /** Values of more than 4,194,304 characters; only their beginning takes part in linking. */
    linkTruncated: number;
    /**
     * Values whose content took no part in linking: the streamed items of a span beyond the first 4,096 items or 4,194,304
     * characters, and values that were recorded while the event log was nearly full.
     */
    linkSkipped: number;
  };
  /** Ended spans that wait for delivery. */
  queue: {
    /** Number of spans. */
    spans: number;
    /** Their size. */
    bytes: number;
  };
  /** State of the WebAssembly core, with further counters. */
  core: {
    /** Whether it is loaded. */
    isReady: boolean;
    /** Memory that it uses. */
    memoryBytes: number;
    /** Spans exported without automatic links because the core could not be loaded. */
    unlinked?: number | undefined;
    [counter: string]: unknown;
  };
  /** Exports, summed over all exporters. */
  export: {
    /** Exports and requests that were tried. */
    attempts: number;
    /** Requests that were tried again. */
    retries: number;
    /** Exports and requests that failed. */
    failures: number;
  };
  /** Counters of each exporter, in the order of `exporters`. */
  exporters: ExporterStats[];
}

/**
 * Counters of one exporter.
 * @example
 * ```ts
 * import { type ExporterStats, stats } from 'spanloom';
 *
 * const summary = ({ name, exported, queued }: ExporterStats) => `${name}: ${exported} sent, ${queued.spans} waiting`;
 * console.log(stats()?.exporters.map(summary));
 * ```
 */
export interface ExporterStats {
  /** Name of the exporter. */
  name: string;
  /** Spans delivered. */
  exported: number;
  /** Spans lost, by reason. */
  dropped: Record<string, number>;
  /** Spans that wait for delivery. */
  queued: {
    /** Number of spans. */
    spans: number;
    /** Their size. */
    bytes: number;
  };
  /** Exports and requests that were tried. */
  attempts: number;
  /** Requests that were tried again. */
  retries: number;
  /** Exports and requests that failed. */
  failures: number;
  /** Spans in a page's store. Absent outside pages and with `store: false`. */
  store?:
    | {
        /** Spans that were left in the store to be sent later. */
        stored: number;
        /** Spans delivered from the store, including those of earlier visits. */
        resent: number;
        /** Spans in the store that will never be sent, by reason: `store_expired`, `http_400` and so on. */
        dropped: Record<string, number>;
      }
    | undefined;
}

/**
 * Returns the counters of the default tracer: spans, links, exports, losses.
 * @returns the counters so far; `undefined` before `init`
 * @example
 * ```ts
 * import { stats } from 'spanloom';
 *
 * const { spans, links } = stats() ?? {};
 * console.log(spans?.dropped, links?.text);
 * ```
 */
export function stats(): Stats | undefined;
