// How links are found.
import type { Callback } from './callback.js';

/**
 * Options of automatic linking.
 * @example
 * ```ts
 * import { init, type LinkOptions } from 'spanloom';
 *
 * const settings = { retries: 3 };
 * const links: LinkOptions = { text: { minLength: 60 }, ignore: (value) => value === settings };
 * init({ links });
 * ```
 */
export interface LinkOptions {
  /**
   * Which uses of a value become links.
   *
   * - `flow`: few, precise links. Each part of a value belongs to the one span that it came from. Values flow from an output to
   *   an input; from an input to an input only down the tree of spans; from an output to an output only up the tree.
   * - `every-use`: each use of an object or function links to each earlier use. Compares whole values only, not members, copies or
   *   text.
   * - `off`: no automatic links.
   * @default 'flow'
   */
  policy?: 'flow' | 'every-use' | 'off' | undefined;
  /**
   * Whether the same object, as a whole value or inside another value, is evidence for a link.
   * @default true
   */
  identity?: boolean | undefined;
  /**
   * How far spanloom searches inside values for known objects. With `false` it compares whole values only.
   * @default { depth: 6, nodes: 256 }
   */
  members?:
    | boolean
    | {
        /**
         * Number of levels below the value that are searched.
         * @default 6
         */
        depth?: number | undefined;
        /**
         * Number of objects that are visited per value.
         * @default 256
         */
        nodes?: number | undefined;
      }
    | undefined;
  /**
   * Whether an equal copy, including one that is JSON inside a string, is evidence. Applies to `flow` only.
   * @default true
   */
  structure?: boolean | undefined;
  /**
   * Whether shared text is evidence, as in filled templates, quotes and excerpts. Applies to `flow` only.
   * @default { minLength: 40, ranges: false }
   */
  text?:
    | boolean
    | {
        /**
         * Number of letters and digits that two texts must share in a row, from 8 to 1,024. Fewer are enough if the shared text is
         * a whole string on one side (24), or if that string is a whole argument or result (16), or if a string of the earlier span
         * makes up at least half of the later span's text (16). Equal strings need fewer still.
         * @default 40
         */
        minLength?: number | undefined;
        /**
         * Whether links have the ranges of shared text, as `spanloom.from.ranges` and `spanloom.to.ranges`. The ranges are
         * positions, never text.
         * @default false
         */
        ranges?: boolean | undefined;
      }
    | undefined;
  /**
   * Whether links carry `gen_ai.attribution.link_type`: `CAUSED_BY_GENERATION` if a tool uses what a model generated, otherwise
   * `INFORMED_BY`.
   * @default false
   */
  attribution?: boolean | undefined;
  /**
   * Function that returns true for a value to ignore: neither the value nor anything in it takes part in linking. It is called with
   * arguments, results, streamed items and their members.
   */
  ignore?: Callback<[value: unknown], boolean> | undefined;
  /**
   * Maximum number of traces that spanloom remembers at a time.
   * @default 1024
   */
  maxTraces?: number | undefined;
  /**
   * Maximum number of objects that spanloom remembers per trace.
   * @default 1_048_576
   */
  maxObjects?: number | undefined;
  /**
   * Maximum size of the text that spanloom remembers per trace, in bytes. It forgets the oldest text first.
   * @default 16 MiB
   */
  maxTextBytes?: number | undefined;
}
