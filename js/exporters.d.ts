// What an exporter is, and those that come with the package.
import type { Fields } from './fields.js';
import type { FinishedSpan } from './index.js';
import type { AbortSignal, Bytes, Fetch, URL } from './platform.js';

/** What an exporter with an `encoding` gets instead of spans. */
export interface EncodedBatch {
  body: Bytes;
  spanCount: number;
  contentType: string;
  /** What it was joined from, where it was. */
  parts?: EncodedBatch[] | undefined;
}

export interface ExportContext {
  /** Aborted when the tracer gives up on this export. */
  signal: AbortSignal;
  /** Adds to the tracer's counters. */
  count(what: 'attempts' | 'retries' | 'failures'): void;
  /** Says that an attempt failed and that another one follows: `onError` hears of the first for each `reason` of an error. */
  retrying?: ((error: Error) => void) | undefined;
  /** Present where what fails stays in a store: has nothing sent before `time`, in milliseconds since the epoch. */
  postpone?: ((time: number) => void) | undefined;
}

/** How many spans of a batch the other side refused, and why. */
export interface ExportResult {
  rejected?: number | undefined;
  message?: string | undefined;
}

interface AnyExporter {
  /** For `stats()`. */
  name?: string | undefined;
  /** Whether links between a span and its own ancestor or descendant are wanted. Default: true. */
  treeLinks?: boolean | undefined;
  /** Milliseconds after which an export counts as hanging. Default: 30,000. */
  timeout?: number | undefined;
  shutdown?: (() => Promise<void> | void) | undefined;
}

/**
 * An exporter of span objects; each exporter gets its own copies, and the last tracer that uses it shuts it down. A rejected promise means: given up;
 * its error's `reason` is the reason in `stats()`.
 */
export interface SpanExporter extends AnyExporter {
  encoding?: undefined;
  export(spans: FinishedSpan[], context: ExportContext): Promise<ExportResult | void> | ExportResult | void;
}

/** An exporter of encoded batches: OTLP as protobuf or JSON, encoded by the core. */
export interface EncodedExporter extends AnyExporter {
  encoding: 'otlp-protobuf' | 'otlp-json';
  export(batch: EncodedBatch, context: ExportContext): Promise<ExportResult | void> | ExportResult | void;
}

export type Exporter = SpanExporter | EncodedExporter;

type HeaderFields = Fields<string | undefined>;

export interface OtlpOptions {
  /** Where to POST. Default: 'http://localhost:4318/v1/traces'. */
  url?: string | URL | undefined;
  /** Request headers, or a function that gives them for each request. What is undefined is left out. */
  headers?: HeaderFields | (() => HeaderFields | Promise<HeaderFields>) | undefined;
  /** Default: 'protobuf'. */
  format?: 'protobuf' | 'json' | undefined;
  /** Default: 'auto', which compresses bodies from 4 KiB on, except to the own machine. */
  gzip?: boolean | 'auto' | undefined;
  /** Milliseconds for one attempt. Default: 10,000. */
  timeout?: number | undefined;
  /** Default: the global `fetch`. */
  fetch?: Fetch | undefined;
  /** Default: true. */
  treeLinks?: boolean | undefined;
  /** After 429, 502, 503, 504 and no answer at all. */
  retry?:
    | {
        /** Requests for one batch, the first one included. Default: 6. */
        attempts?: number | undefined;
        /** Most milliseconds before the second request; twice as many before each later one. How many is chance. Default: 500. */
        baseDelay?: number | undefined;
        /** Most milliseconds before any request. Default: 30,000. */
        maxDelay?: number | undefined;
      }
    | undefined;
  /**
   * In pages and their workers: ended spans are written to IndexedDB until they are delivered, and what an earlier visit left is sent, by one tab
   * at a time. `false` keeps nothing beyond the page. Elsewhere of no effect. Default: true.
   */
  store?: boolean | StoreOptions | undefined;
}

/**
 * What a page keeps of undelivered spans, in all of its tabs. The limits hold for all that spanloom keeps in the origin: what passes a size is not kept, it is
 * delivered now or dropped, and makes room by dropping the oldest of what no exporter of the page sends (`store_full`). What could not be written although it
 * counted as stored is dropped as `store_failed`, what is damaged or of another version as `store_broken`, and what was deleted by `clearStore()`, or with the
 * site's data, as `store_cleared`.
 */
export interface StoreOptions {
  /**
   * Whose spans these are, such as an id of the user who is logged in. What one owner left is sent only while the same one is there; only a hash of it is kept.
   * A function is asked when a trace begins and before its spans are sent; while it gives none, spans are not kept. Default: each `url`, `format` and fixed
   * `headers` are one owner. Where `headers` is a function, or cookies or a `fetch` of yours say who it is, nobody else can tell: without an owner,
   * function `headers` keep nothing for a next visit.
   * @example
   * otlp({ url, headers: () => ({ authorization: `Bearer ${session.token}` }), store: { owner: () => session.userId } })
   */
  owner?: string | (() => string | undefined) | undefined;
  /** Bytes before compression. Default: 16 MiB. */
  maxBytes?: number | undefined;
  /** Default: 8,192. */
  maxSpans?: number | undefined;
  /** Milliseconds; what is older is dropped as `store_expired`. Default: 7 days. */
  maxAge?: number | undefined;
}

/**
 * Exports by OTLP over HTTP. A batch that is refused as too large (413) is sent again in halves, down to single spans, or in pages to parts of 16 KiB;
 * for ten minutes, batches of such a size are divided before they are sent. Throws ConfigurationError.
 */
export function otlp(options?: OtlpOptions): EncodedExporter;

export interface MemoryExporter extends SpanExporter {
  /** What arrived, in order of end. */
  readonly spans: FinishedSpan[];
  reset(): void;
}

/** Keeps spans in an array, the last `limit` of them (default: all): for tests, and for pages that show them. */
export function memory(options?: { limit?: number | undefined }): MemoryExporter;

export interface ConsoleOptions {
  /** Gets the text of a trace. Default: `console.log`. */
  write?: ((text: string) => void) | undefined;
  /** Default: whether standard output is a terminal and NO_COLOR is unset. */
  color?: boolean | undefined;
  /** Whether a line of input and output is shown. Default: false. */
  content?: boolean | undefined;
  /** Whether each link is shown in words, as `explain` gives them. Default: false. */
  explain?: boolean | undefined;
}

/** Prints each trace as a tree, with its links as arrows. */
export function consoleExporter(options?: ConsoleOptions): SpanExporter;
