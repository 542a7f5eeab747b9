// Options of a linker, and of its methods.
import type { WasmSource } from './tracer-options.js';

/**
 * What one attribute of an instrumentation holds: a row in the table of conventions, in addition to those that spanloom knows. The
 * attribute belongs to the span, or to its events or log records of one name. A key that ends with `.*` covers all keys below it, as
 * those of a list of messages with an attribute for each member.
 * @example
 * ```ts
 * import { type Convention, createLinker } from 'spanloom/core';
 *
 * const ours: Convention[] = [
 *   { attribute: 'acme.request', holds: 'input' },
 *   { event: 'acme.answer', attribute: 'text', holds: 'output' },
 *   { log: 'acme.prompt', body: true, holds: 'input' },
 * ];
 * const linker = await createLinker({ conventions: ours });
 * ```
 */
export type Convention = (
  | {
      /** Key of the attribute. */
      attribute: string;
      /** Name of the events that have it. Without one, the span itself has it. */
      event?: string | undefined;
    }
  | {
      /** Key of the attribute. */
      attribute: string;
      /** Name of the log records that have it. */
      log: string;
    }
  | {
      /** The body of the log records. */
      body: true;
      /** Name of the log records. */
      log: string;
    }
) & {
  /**
   * - `'input'`, `'output'`: what the step was given, and what it returned: text, JSON, or messages.
   * - `'conversation'`: messages of both; what a model wrote last is output.
   * - `'instructions'`: a system prompt, to which only outputs link.
   * - `'kind'`: a word for the kind of the step, such as `llm` or `execute_tool`.
   * - `'step'`: a name that tells the steps of the app apart.
   * - `'toolCall'`: the ID of the tool call that the step runs.
   * - `'model'`: the name of a model.
   * - `'nothing'`: no content, although another row says so.
   */
  holds: 'input' | 'output' | 'conversation' | 'instructions' | 'kind' | 'step' | 'toolCall' | 'model' | 'nothing';
};

/**
 * Options of a linker.
 * @example
 * ```ts
 * import { createLinker, type LinkerOptions } from 'spanloom/core';
 *
 * const options: LinkerOptions = { grace: 30_000, maxBytes: 128 * 2 ** 20 };
 * const linker = await createLinker(options);
 * ```
 */
export interface LinkerOptions {
  /**
   * Milliseconds. A trace is complete when its root has ended and nothing has come for so long. `Infinity`: only `done` completes it.
   * A trace whose root does not come is complete after six times as long.
   * @default 5000
   */
  grace?: number | undefined;
  /**
   * Returns the time that `grace` is measured with, in milliseconds. For spans from a file, it can return how much of the file was
   * read; `grace` has the same unit then. If it goes back, time stands still.
   * @default performance.now
   */
  clock?: (() => number) | undefined;
  /**
   * Maximum number of traces that wait at a time. Beyond it, the oldest trace is given back without links, and counted as evicted.
   * @default 10_000
   */
  maxTraces?: number | undefined;
  /**
   * Maximum size of a trace, in bytes of its spans and log records. A larger trace is given back without links.
   * @default 64 MiB
   */
  maxTraceBytes?: number | undefined;
  /**
   * Maximum size of all that is kept, in bytes; more than 1 GiB counts as 1 GiB. Traces that wait may take three quarters of it: beyond that, the oldest
   * trace is given back without links. The rest is for evicted and late spans until they are taken.
   * @default 512 MiB
   */
  maxBytes?: number | undefined;
  /**
   * Which traces this linker keeps, if several share the work: all get the same requests, as in one Worker each, and each keeps one of
   * `count` shares. A trace is always whole in one of them.
   * @default { index: 0, count: 1 }
   */
  share?:
    | {
        /** Which share, from 0. */
        index: number;
        /** How many shares there are. */
        count: number;
      }
    | undefined;
  /** How links are found. */
  links?:
    | {
        /** How shared text is found. */
        text?:
          | {
              /**
               * Number of letters and digits that two texts must share in a row, from 8 to 1,024. Fewer are enough in some places, as
               * `links.text.minLength` of a tracer says.
               * @default 40
               */
              minLength?: number | undefined;
            }
          | undefined;
      }
    | undefined;
  /**
   * Conventions in addition to those that spanloom knows. They come first, so a row for the same attribute replaces a known one.
   * @default []
   */
  conventions?: readonly Convention[] | undefined;
  /**
   * Where the WebAssembly module of `spanloom/core` is loaded from. It has to be `dist/linker.wasm` of the same version.
   * @default the package's own file
   */
  wasm?: WasmSource | undefined;
}

/**
 * Options of {@link Linker.add}.
 * @example
 * ```ts
 * import type { AddOptions } from 'spanloom/core';
 *
 * const ofPath = (path: string): AddOptions => ({ signal: path.endsWith('/v1/logs') ? 'logs' : 'traces' });
 * ```
 */
export interface AddOptions {
  /**
   * What the request contains: an `ExportTraceServiceRequest` or an `ExportLogsServiceRequest`.
   * @default what the JSON says by its key, `resourceSpans` or `resourceLogs`; `'traces'` for protobuf
   */
  signal?: 'traces' | 'logs' | undefined;
}

/**
 * Options of {@link Linker.process}.
 * @example
 * ```ts
 * import type { ProcessOptions } from 'spanloom/core';
 *
 * const all: ProcessOptions = { done: true };
 * ```
 */
export interface ProcessOptions {
  /**
   * Whether everything has come. If so, all traces are linked; otherwise those that are complete.
   * @default false
   */
  done?: boolean | undefined;
}

/**
 * Options of {@link Linker.take}.
 * @example
 * ```ts
 * import type { TakeOptions } from 'spanloom/core';
 *
 * const asText: TakeOptions & { format: 'json' } = { format: 'json', done: true };
 * ```
 */
export interface TakeOptions {
  /**
   * Encoding of the request that is returned.
   * @default 'protobuf'
   */
  format?: 'protobuf' | 'json' | undefined;
  /**
   * Whether everything has come: of all traces, or of the trace with this ID. Only these are returned then, even if their root has
   * not ended.
   * @default false
   */
  done?: boolean | string | undefined;
  /**
   * About how large the request may be, in bytes. Traces stay whole, so one that is larger is returned alone. JSON has 256 MiB at
   * most.
   * @default Infinity
   */
  maxBytes?: number | undefined;
}

/**
 * Options of {@link Linker.explain}.
 * @example
 * ```ts
 * import type { ExplainOptions } from 'spanloom/core';
 *
 * const whereTo: ExplainOptions = { reverse: true };
 * ```
 */
export interface ExplainOptions {
  /**
   * Whether to tell where the span's parts went, instead of where they came from.
   * @default false
   */
  reverse?: boolean | undefined;
}
