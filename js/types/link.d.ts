// Links, and why each one exists.
import type { FinishedSpan } from './span.js';

/**
 * Part of a string: `[start, end]` in UTF-16 code units, the arguments of `slice`.
 * @example
 * ```ts
 * import type { TextRange } from 'spanloom';
 *
 * const range: TextRange = [4, 9];
 * console.log('the quote'.slice(...range)); // quote
 * ```
 */
export type TextRange = [start: number, end: number];

/**
 * A place in the input or output of a span.
 * @example
 * ```ts
 * import type { LinkPlace } from 'spanloom';
 *
 * const place: LinkPlace = { path: '$[0].docs[2]', range: [0, 80] };
 * ```
 */
export interface LinkPlace {
  /** Path that starts at the list of arguments or at the result: `$`, `$[0].docs[2]`. */
  path: string;
  /** The matching part of the string at `path`. Without it, the whole value at `path` matches. */
  range?: TextRange | undefined;
}

/**
 * One piece of a link's evidence: a value of the earlier span (the producer) that occurs in the later one (the consumer).
 * @example
 * ```ts
 * import type { LinkPiece } from 'spanloom';
 *
 * const show = ({ from, to }: LinkPiece) => `${from.path} -> ${to.path}`;
 * console.log(show({ from: { path: '$.text' }, to: { path: '$[0]', range: [5, 90] } }));
 * ```
 */
export interface LinkPiece {
  /** Where the value is in the earlier span. */
  from: LinkPlace;
  /** Where the value is in the later span. */
  to: LinkPlace;
}

/**
 * A link from a span (the consumer) to an earlier span (the producer), as exporters receive it.
 *
 * Attributes of an automatic link:
 *
 * | attribute | value |
 * |---|---|
 * | `from`, `to` | the side of the earlier span, and the side of this span: `output` or `input`. They have no prefix because Datadog's Execution Graph reads these names |
 * | `spanloom.via` | the strongest evidence: `identity`, `member`, `structure` or `text` |
 * | `spanloom.from.path`, `spanloom.to.path` | where the value is on each side: `$`, `$[0].docs[2]`. With `*` in place of keys if the content of that side is masked or not captured |
 * | `spanloom.overlap` | for `text`: the share of this span's text that is from the earlier span, 0 to 1 |
 * @see https://docs.datadoghq.com/llm_observability/instrument/otel_instrumentation/
 * @example
 * ```ts
 * import { type Link, memory } from 'spanloom';
 *
 * const isQuote = ({ attributes }: Link) => attributes['spanloom.via'] === 'text';
 * const quotes = memory().spans.flatMap(({ links }) => links.filter(isQuote));
 * ```
 */
export interface Link {
  /** ID of the earlier span's trace: 32 lower-case hex digits. */
  traceId: string;
  /** ID of the earlier span: 16 lower-case hex digits. */
  spanId: string;
  /** Attributes of the link. */
  attributes: Record<string, unknown>;
  /**
   * For `text`: where the shared text is in the strings at `spanloom.from.path` and `spanloom.to.path`. Exported as attributes only
   * if `links.text.ranges` is true.
   */
  ranges?: {
    /** Ranges in the string of the earlier span. */
    from: TextRange[];
    /** Ranges in the string of this span. */
    to: TextRange[];
  };
  /** The evidence, at most 16 pieces. Available in this process; never exported. */
  pieces?: LinkPiece[] | undefined;
}

/**
 * Why a link exists, as {@link explain} returns it.
 * @example
 * ```ts
 * import { type Explanation, explain, memory } from 'spanloom';
 *
 * const sink = memory();
 * const print = ({ from, evidence }: Explanation) => console.log(`${from}: ${evidence}`);
 * for (const span of sink.spans) explain(span, sink.spans).forEach(print);
 * ```
 */
export interface Explanation {
  /** The link. */
  link: Link;
  /**
   * Name of the earlier span, or its ID if the span is not among `spans`. Spans that share a name are numbered in the order in
   * which they started: `chat (2)`.
   */
  from: string;
  /** The evidence in words: `input $[0] is the output of retrieve: the same object`. */
  evidence: string;
  /** The link's pieces; empty if it has none. */
  pieces: LinkPiece[];
  /** The link's ranges, if it has any. */
  ranges: Link['ranges'];
}

/**
 * Explains each link of a finished span: which earlier span it points to, and the evidence for it.
 * @param span a span that `memory()` keeps, or that your exporter received
 * @param spans the spans to look up names in, usually all spans of the trace. Without them, `from` is an ID
 * @returns one explanation for each link, in the order of `span.links`
 * @throws {TypeError} `span`, or an item of `spans`, is not a finished span
 * @example
 * ```ts
 * import { createTracer, explain, memory } from 'spanloom';
 *
 * const sink = memory();
 * const { task, trace, flush } = createTracer({ exporters: [sink] });
 * const find = task(() => ({ title: 'Keys' }), { name: 'find' });
 * const use = task((page: { title: string }) => page.title, { name: 'use' });
 *
 * trace('run', () => use(find()));
 * await flush();
 * const used = sink.spans.find(({ name }) => name === 'use');
 * if (used) console.log(explain(used, sink.spans)[0]?.evidence); // input $[0] is the output of find: the same object
 * ```
 */
export function explain(span: FinishedSpan, spans?: Iterable<FinishedSpan>): Explanation[];
