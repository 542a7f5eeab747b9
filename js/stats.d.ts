// What `stats()` answers.

/** What became of everything, as plain numbers. */
export interface Stats {
  /** Spans whose parent was found though the runtime had lost it (`recovered`), or could not be told (`unknown`): their attribute `spanloom.context`. */
  context: { recovered: number; unknown: number };
  spans: {
    started: number;
    ended: number;
    /** Started and not ended. */
    open: number;
    /** Delivered by at least one exporter. */
    exported: number;
    /** Delivered by none, but left in a page's store: sent later in this visit or at the next. */
    stored: number;
    /** Delivered by none, by reason: `queue_full`, `http_400`, `not_otlp`, `retries_exhausted`, `rejected`, `process_exit`, `core_failed`, ... */
    dropped: Record<string, number>;
    /** Ended early because too many were open, or held too much content: `queue.maxOpenSpans`, `queue.maxOpenBytes`. Exported as far as known. */
    evicted: number;
    /** Ended by `streamTimeout` or `promiseTimeout`, without what came later. */
    timedOut: number;
    /** Not recorded because their trace was not sampled. */
    unsampled: number;
    /** Not recorded because the event log was full, or the stack was used up. */
    unrecorded: number;
  };
  /** Links by `spanloom.via`, and `manual`. */
  links: Record<string, number>;
  propagation: {
    injected: number;
    extracted: number;
    /** Carriers and fields that were of no use, by reason: `invalid_traceparent`, `invalid_tracestate`, `unreadable_carrier`, `unwritable_carrier`. */
    ignored: Record<string, number>;
  };
  content: {
    truncated: number;
    maskFailed: number;
    /** Attributes and metadata over a span's limits, and content that did not fit into the event log. */
    omitted: number;
    /** Times that something about a span could not be recorded: a value, a content, an annotation. */
    failed: number;
    /** Values of more than 4,194,304 characters, whose beginning only took part in linking. */
    linkTruncated: number;
    /** Values that took no part in linking by content: streamed items beyond 4,096 of a span or 4,194,304 characters, and values that came while the event log was too full. */
    linkSkipped: number;
  };
  queue: { spans: number; bytes: number };
  /** `isReady` once the WebAssembly core is there. Where it cannot be loaded, `unlinked` spans were taken without the links that it would have found. */
  core: { isReady: boolean; memoryBytes: number; unlinked?: number | undefined; [counter: string]: unknown };
  export: { attempts: number; retries: number; failures: number };
  exporters: ExporterStats[];
}

export interface ExporterStats {
  name: string;
  exported: number;
  dropped: Record<string, number>;
  queued: { spans: number; bytes: number };
  attempts: number;
  retries: number;
  failures: number;
  /** In pages, of `otlp({ store })`. */
  store?:
    | {
        /** Spans that were given up on for now and left in the store. */
        stored: number;
        /** Spans delivered out of the store, also those of earlier visits. */
        resent: number;
        /** Spans of the store that will never be sent, by reason: `store_expired`, `http_400`, ... */
        dropped: Record<string, number>;
      }
    | undefined;
}
