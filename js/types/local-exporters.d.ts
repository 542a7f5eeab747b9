// The exporters that send nothing over the network: an array in memory, and the console.
import type { SpanExporter } from './exporter.js';
import type { FinishedSpan } from './span.js';

/**
 * An exporter that keeps spans in an array.
 * @example
 * ```ts
 * import { createTracer, type MemoryExporter, memory } from 'spanloom';
 *
 * const sink: MemoryExporter = memory({ limit: 1_000 });
 * const { trace, flush } = createTracer({ exporters: [sink] });
 * trace('step', () => 1);
 * await flush();
 * console.log(sink.spans.map(({ name }) => name)); // [ 'step' ]
 * sink.reset();
 * ```
 */
export interface MemoryExporter extends SpanExporter {
  /** Spans received so far, in the order in which they ended. */
  readonly spans: FinishedSpan[];
  /** Empties `spans`. */
  reset(): void;
}

/**
 * Creates an exporter that keeps spans in an array, for tests and for pages that show them.
 * @param options how many spans to keep
 * @throws {ConfigurationError} an option has the wrong name or type
 * @example
 * ```ts
 * import { createTracer, memory } from 'spanloom';
 *
 * const sink = memory();
 * const { tool, flush } = createTracer({ exporters: [sink] });
 * const search = tool(async (query: string) => [`about ${query}`], { name: 'search' });
 *
 * await search('keys');
 * await flush();
 * console.log(sink.spans[0]?.output); // ["about keys"]
 * ```
 */
export function memory(options?: {
  /**
   * Number of spans to keep. The oldest are removed first.
   * @default all
   */
  limit?: number | undefined;
}): MemoryExporter;

/**
 * Options of {@link consoleExporter}.
 * @example
 * ```ts
 * import { type ConsoleOptions, consoleExporter, init } from 'spanloom';
 *
 * const options: ConsoleOptions = { explain: true, color: false };
 * init({ exporters: [consoleExporter(options)] });
 * ```
 */
export interface ConsoleOptions {
  /**
   * Function that receives the text of each trace.
   * @default console.log
   */
  write?: ((text: string) => void) | undefined;
  /**
   * Whether the text is coloured.
   * @default true if standard output is a terminal and NO_COLOR is not set
   */
  color?: boolean | undefined;
  /**
   * Whether to print one line of input and one line of output for each span.
   * @default false
   */
  content?: boolean | undefined;
  /**
   * Whether the evidence for each link is printed in words, as {@link explain} returns it.
   * @default false
   */
  explain?: boolean | undefined;
}

/**
 * Creates an exporter that prints each trace as a tree, with its links as arrows. A trace is printed when its root span ends. A result
 * that did not reach its end is named behind the time, such as `cancelled`.
 * @param options what to print, and where
 * @throws {ConfigurationError} an option has the wrong name or type
 * @example
 * ```ts
 * import { consoleExporter, init } from 'spanloom';
 *
 * init({ exporters: [consoleExporter({ content: true })] });
 * ```
 */
export function consoleExporter(options?: ConsoleOptions): SpanExporter;
