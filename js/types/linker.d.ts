// The link engine for spans that somebody else recorded.

import type { Link, TextRange } from './link.js';
import type { AddOptions, ExplainOptions, LinkerOptions, ProcessOptions, TakeOptions } from './linker-options.js';
import type { ContentGap, LinkerStats } from './linker-stats.js';
import type { Bytes, Disposable } from './platform.js';
import type { Kind } from './span-options.js';

/**
 * A part of a span's input or output.
 * @example
 * ```ts
 * import type { SpanPart } from 'spanloom/core';
 *
 * const show = ({ path, range }: SpanPart) => `${path} ${range.join('-')}`;
 * ```
 */
export interface SpanPart {
  /** Which side of the span it is on. */
  side: 'input' | 'output';
  /** Key of the attribute whose string contains it. */
  attribute: string;
  /** Where it is: the attribute's key, then the path inside its JSON, as in `input.value.messages[0].content`. */
  path: string;
  /** Where it is in the attribute's string. */
  range: TextRange;
}

/**
 * A part of another span.
 * @example
 * ```ts
 * import type { PartOfSpan } from 'spanloom/core';
 *
 * const key = ({ spanId, side }: PartOfSpan) => `${spanId} ${side}`;
 * ```
 */
export interface PartOfSpan extends SpanPart {
  /** ID of the span: 16 lower-case hex digits. */
  spanId: string;
}

/**
 * A part of a span, and where it came from.
 * @example
 * ```ts
 * import type { PartOrigin } from 'spanloom/core';
 *
 * const show = ({ path, from }: PartOrigin) => `${path} is ${from.path} of ${from.spanId}`;
 * ```
 */
export interface PartOrigin extends SpanPart {
  /** The kind of evidence, as in `spanloom.via`. */
  via: 'identity' | 'member' | 'structure' | 'text';
  /** The part of an earlier span that it came from. */
  from: PartOfSpan;
}

/**
 * A part of a span, and where it went.
 * @example
 * ```ts
 * import type { PartUse } from 'spanloom/core';
 *
 * const show = ({ path, to }: PartUse) => `${path} went to ${to.path} of ${to.spanId}`;
 * ```
 */
export interface PartUse extends SpanPart {
  /** The kind of evidence, as in `spanloom.via`. */
  via: 'identity' | 'member' | 'structure' | 'text';
  /** The part of a later span that it went to. */
  to: PartOfSpan;
}

/**
 * A string of a span's input or output: one that {@link SpanPart} points into.
 * @example
 * ```ts
 * import type { SpanContent, SpanPart } from 'spanloom/core';
 *
 * const textOf = (contents: SpanContent[], { attribute, range }: SpanPart) =>
 *   contents.find((content) => content.attribute === attribute)?.value.slice(...range);
 * ```
 */
export interface SpanContent {
  /** Which side of the span it is on. */
  side: 'input' | 'output';
  /** Key of the attribute, named as in {@link SpanPart}. If the attribute is a list or a map, the path to this string follows. */
  attribute: string;
  /** The same without that path: equal for all strings of a list or a map. */
  key: string;
  /**
   * What the convention says of the attribute: `value` is text, JSON or a list of messages; `message` one message; `conversation`
   * messages of both sides; `instructions` a system prompt.
   */
  holds: 'value' | 'message' | 'conversation' | 'instructions';
  /** The attribute's string, or a string or number in a list or a map. */
  value: string;
  /**
   * Of a conversation that is one string: where this side is in it. Such an attribute comes once for each side that says something.
   */
  range?: TextRange;
}

/**
 * Links spans that somebody else recorded. {@link createLinker} makes one.
 *
 * Spans come in any order and in pieces. The linker keeps them by trace, as they came, until it gives them back. A trace is linked
 * when its root has ended and nothing has come for the grace time, or when you say that it is done.
 *
 * Every method throws a {@link LinkerDeletedError} after `delete()`, and a {@link LinkerFailedError} after the linker has failed.
 * @example
 * ```ts
 * import { createLinker } from 'spanloom/core';
 *
 * const linker = await createLinker();
 * linker.add(await request.arrayBuffer());
 * await linker.process({ done: true });
 * const linked = linker.take({ done: true });
 * if (linked) await fetch('https://collector.example/v1/traces', { method: 'POST', body: linked });
 * linker.delete();
 * ```
 */
export interface Linker extends Disposable {
  /**
   * Adds a request. It is copied.
   * @param otlp protobuf as bytes; JSON as text, or as bytes that begin with `{`; or the object that the JSON means
   * @param options what the request contains
   * @throws {OtlpError} the request is malformed, or there is no memory for it; nothing of it was added
   * @throws {ConfigurationError} an option is wrong
   * @throws {TypeError} `otlp` is something else
   */
  add(otlp: string | ArrayBuffer | ArrayBufferView | object, options?: AddOptions): void;
  /**
   * Returns the links of a trace, of what has come so far. Each stands on the later span and points to the earlier one.
   * @param traceId 32 hex digits
   * @returns the links of each span, by its ID; empty if the trace is unknown or already taken
   * @throws {TypeError} `traceId` is no trace ID
   */
  links(traceId: string): Record<string, Link[]>;
  /**
   * Tells where the parts of a span's input and output went.
   * @param traceId 32 hex digits
   * @param spanId 16 hex digits
   * @param options which direction
   * @returns the parts that went somewhere; empty if the span is unknown
   * @throws {TypeError} an ID is wrong
   * @throws {ConfigurationError} an option is wrong
   */
  explain(traceId: string, spanId: string, options: ExplainOptions & { reverse: true }): PartUse[];
  /**
   * Tells where the parts of a span's input and output came from.
   * @param traceId 32 hex digits
   * @param spanId 16 hex digits
   * @param options which direction
   * @returns the parts that came from somewhere; empty if the span is unknown
   * @throws {TypeError} an ID is wrong
   * @throws {ConfigurationError} an option is wrong
   */
  explain(traceId: string, spanId: string, options?: ExplainOptions & { reverse?: false | undefined }): PartOrigin[];
  /**
   * Returns a span's input and output as they were recorded: attributes of the span, of its events, and its log records. It links
   * nothing.
   * @param traceId 32 hex digits
   * @param spanId 16 hex digits
   * @returns the strings, in the order of the recording; empty if the span is unknown or already taken
   * @throws {TypeError} an ID is wrong
   */
  contents(traceId: string, spanId: string): SpanContent[];
  /**
   * Returns the kinds of a trace's spans, as far as the conventions tell. It links nothing.
   * @param traceId 32 hex digits
   * @returns the kind of each span that says one, by its ID; empty if the trace is unknown or already taken
   * @throws {TypeError} `traceId` is no trace ID
   */
  kinds(traceId: string): Record<string, Kind>;
  /**
   * Links complete traces, a few milliseconds at a time, and lets the event loop run in between. `take()` and `links()` link what is
   * not linked yet, all at once.
   * @param options whether everything has come
   * @throws {ConfigurationError} an option is wrong; as a rejection
   */
  process(options?: ProcessOptions): Promise<void>;
  /**
   * Returns complete traces with their links, as an `ExportTraceServiceRequest`, and forgets them. But for the links, spans are as
   * they came, unknown fields included.
   * @param options format, size, and what is complete
   * @returns the request, or `undefined` if nothing is complete
   * @throws {ConfigurationError} an option is wrong
   */
  take(options: TakeOptions & { format: 'json' }): string | undefined;
  /**
   * The same, in protobuf.
   * @param options size, and what is complete
   * @returns the request, or `undefined` if nothing is complete
   * @throws {ConfigurationError} an option is wrong
   */
  take(options?: TakeOptions & { format?: 'protobuf' | undefined }): Bytes | undefined;
  /**
   * The same, in a format that is only known when it runs.
   * @param options format, size, and what is complete
   * @returns the request, or `undefined` if nothing is complete
   * @throws {ConfigurationError} an option is wrong
   */
  take(options: TakeOptions): Bytes | string | undefined;
  /** Returns how many of the spans that were linked and taken show no content, by scope and reason. */
  withoutContent(): ContentGap[];
  /** Returns counters. */
  stats(): LinkerStats;
  /** Frees the linker and what it holds. Calling it again does nothing. `using` calls it where the runtime has `Symbol.dispose`. */
  delete(): void;
}

/**
 * Makes a linker. Loads the WebAssembly module of `spanloom/core` once per process; each linker has an instance with memory of its
 * own.
 * @param options limits, and how links are found
 * @throws {ConfigurationError} an option is wrong; as a rejection. It rejects with another error if the module cannot be loaded
 * @example
 * ```ts
 * import { createLinker } from 'spanloom/core';
 *
 * const linker = await createLinker({ grace: 1000 });
 * console.log(linker.stats().memoryBytes);
 * linker.delete();
 * ```
 */
export function createLinker(options?: LinkerOptions): Promise<Linker>;
