// The exporters that come with the package.
import type { EncodedExporter, FinishedSpan, SpanExporter } from './index.js';

export interface OtlpOptions {
  /** Where to POST. Default: 'http://localhost:4318/v1/traces'. */
  url?: string | URL;
  /** Request headers, or a function that gives them for each request. */
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
  /** Default: 'protobuf'. */
  format?: 'protobuf' | 'json';
  /** Default: 'auto', which compresses bodies from 4 KiB on, except to the own machine. */
  gzip?: boolean | 'auto';
  /** Milliseconds for one attempt. Default: 10,000. */
  timeout?: number;
  /** Default: the global `fetch`. */
  fetch?: typeof fetch;
  /** Default: true. */
  treeLinks?: boolean;
  /** Delays in milliseconds. */
  retry?: { attempts?: number; baseDelay?: number; maxDelay?: number };
  /**
   * In pages and their workers: ended spans are written to IndexedDB until they are delivered, and what an earlier visit left is sent, by one tab
   * at a time. `false` keeps nothing beyond the page. Elsewhere of no effect. Default: true.
   */
  store?: boolean | StoreOptions;
}

/**
 * How much of undelivered spans a page keeps for one destination, in all of its tabs. Exporters share what is kept where `url`, `format` and `headers` are the
 * same; all functions count as the same headers. What passes a size is not kept: it is delivered now or dropped. What could not be
 * written although it counted as stored is dropped as `store_failed`.
 */
export interface StoreOptions {
  /** Bytes before compression. Default: 16 MiB. */
  maxBytes?: number;
  /** Default: 8,192. */
  maxSpans?: number;
  /** Milliseconds; what is older is dropped as `store_expired`. Default: 7 days. */
  maxAge?: number;
}

/** Exports by OTLP over HTTP. Throws ConfigurationError. */
export function otlp(options?: OtlpOptions): EncodedExporter;

export interface MemoryExporter extends SpanExporter {
  /** What arrived, in order of end. */
  readonly spans: FinishedSpan[];
  reset(): void;
}

/** Keeps spans in an array: for tests, and for pages that show them. */
export function memory(options?: { limit?: number }): MemoryExporter;

export interface ConsoleOptions {
  /** Gets the text of a trace. Default: `console.log`. */
  write?(text: string): void;
  /** Default: whether standard output is a terminal and NO_COLOR is unset. */
  color?: boolean;
  /** Whether a line of input and output is shown. Default: false. */
  content?: boolean;
  /** Whether each link is shown in words, as `explain` gives them; also those along the tree. Default: false. */
  explain?: boolean;
}

/** Prints each trace as a tree, with its links as arrows. */
export function consoleExporter(options?: ConsoleOptions): SpanExporter;
