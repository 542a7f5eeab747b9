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
   * - `flow`: few, precise links. Each part of a value is credited to the one span that produced it: output to input; input to
   *   input only down the tree; output to output only up the tree.
   * - `every-use`: each earlier use of the same whole object or function links to each later one. Ignores members, copies and text.
   * - `off`: no automatic links.
   * @default 'flow'
   */
  policy?: 'flow' | 'every-use' | 'off' | undefined;
  /**
   * Whether the same object is evidence, as a whole value or inside one.
   * @default true
   */
  identity?: boolean | undefined;
  /**
   * How far spanloom searches inside values for known objects. `false` compares whole values only.
   * @default { depth: 6, nodes: 256 }
   */
  members?:
    | boolean
    | {
        /**
         * Levels below the value.
         * @default 6
         */
        depth?: number | undefined;
        /**
         * Objects visited per value.
         * @default 256
         */
        nodes?: number | undefined;
      }
    | undefined;
  /**
   * Whether an equal copy is evidence, including JSON inside a string. Applies to `flow`.
   * @default true
   */
  structure?: boolean | undefined;
  /**
   * Whether shared text is evidence: templates, quotes, excerpts. Applies to `flow`.
   * @default { minLength: 40, ranges: false }
   */
  text?:
    | boolean
    | {
        /**
         * Letters and digits that two texts must share in a row, from 8 to 1,024. A shared run of this length is always found;
         * a shorter one only if it is a whole string on both sides.
         * @default 40
         */
        minLength?: number | undefined;
        /**
         * Whether links carry the ranges of shared text, as `spanloom.from.ranges` and `spanloom.to.ranges`. Only positions are
         * exported, never text.
         * @default false
         */
        ranges?: boolean | undefined;
      }
    | undefined;
  /**
   * Whether links carry `gen_ai.attribution.link_type`: `CAUSED_BY_GENERATION` from a model to a tool, otherwise `INFORMED_BY`.
   * @default false
   */
  attribution?: boolean | undefined;
  /**
   * Returns true for values to leave out of linking, with everything in them. Called with arguments, results, streamed items and
   * their members.
   */
  ignore?: Callback<[value: unknown], boolean> | undefined;
  /**
   * Traces remembered at once.
   * @default 1024
   */
  maxTraces?: number | undefined;
  /**
   * Objects remembered per trace.
   * @default 1_048_576
   */
  maxObjects?: number | undefined;
  /**
   * Bytes of text remembered per trace. The oldest text is dropped first.
   * @default 16 MiB
   */
  maxTextBytes?: number | undefined;
}
