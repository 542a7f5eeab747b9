// Which content is exported.
import type { Kind } from './span-options.js';

/**
 * Options that decide which content is exported. Content is the arguments and results of the traced functions.
 * @example
 * ```ts
 * import { type CaptureOptions, init } from 'spanloom';
 *
 * const capture: CaptureOptions = { output: false, maxValueBytes: 16_384 };
 * init({ capture });
 * ```
 */
export interface CaptureOptions {
  /**
   * Whether arguments are exported, and the model and provider that spanloom reads from them.
   * @default true
   */
  input?: boolean | undefined;
  /**
   * Whether results are exported, and the model and finish reasons that they name.
   * @default true
   */
  output?: boolean | undefined;
  /**
   * Maximum size of an exported input or output, in bytes of UTF-8. In a longer value, the longest strings are shortened first. The
   * largest allowed limit is 67,108,864.
   * @default 262_144
   */
  maxValueBytes?: number | undefined;
}

/**
 * Edits content before it is exported. Receives a value and returns, synchronously, the value to export in its place. If it returns
 * `undefined`, nothing is exported. For an error message, an error code and a model's name, `null` has the same effect.
 *
 * It is called with:
 *
 * - arguments: a single argument as it is, several as a list, and with the option `args` as an object
 * - results and metadata
 * - error messages and stacks, and the name of an error if its class did not set it
 * - the model that a request names, and the model and finish reasons that a result names
 *
 * It receives the complete text or plain data, before anything is shortened.
 *
 * It fails closed: if it throws or returns a promise, or if a value is longer than 4,194,304 characters, the content is dropped.
 * Names, IDs, tags and attributes that you set yourself, and the options `model` and `provider`, are not passed to it. Links are
 * found from the original values. With a mask, the paths of links have `*` in place of keys.
 * @param value text or plain data
 * @param about the span, and the place of the value in it
 * @returns the value to export
 * @example
 * ```ts
 * import { init, type Mask } from 'spanloom';
 *
 * const mask: Mask = (value, { direction }) =>
 *   direction === 'metadata' ? value : JSON.parse(JSON.stringify(value ?? null).replaceAll(/[\w.]+@[\w.]+/g, '[email]'));
 * init({ mask });
 * ```
 */
export type Mask = (
  value: unknown,
  about: {
    /** Kind of the step. */
    kind: Kind;
    /** Name of the span. */
    name: string;
    /** Place of the value in the span. */
    direction: 'input' | 'output' | 'error' | 'metadata';
  },
) => unknown;
