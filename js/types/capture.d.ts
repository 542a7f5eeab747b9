// Which content is exported.
import type { Kind } from './span-options.js';

/**
 * Which content is exported.
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
   * Whether arguments are exported.
   * @default true
   */
  input?: boolean | undefined;
  /**
   * Whether results are exported.
   * @default true
   */
  output?: boolean | undefined;
  /**
   * Longest input or output that is exported whole, in bytes of UTF-8. In a longer value, the longest strings are shortened first.
   *
   * The limit is at most 67,108,864.
   * @default 262_144
   */
  maxValueBytes?: number | undefined;
}

/**
 * Redacts content before it is exported. Receives the value and returns, synchronously, the value to export instead; `undefined`
 * exports nothing. For an error message, an error code and a model's name, `null` exports nothing either.
 *
 * It is called with arguments (one argument as it is, several as a list, as an object with `args`), results, error messages and
 * stacks, an error's name if its class did not set it, metadata, the model that a request names, and the model and finish reasons
 * that a result names. It receives text or plain data, complete, before anything is shortened.
 *
 * It fails closed. If it throws, returns a promise, or gets a value too long to see whole (4,194,304 characters), the content is
 * dropped. Names, ids, tags and attributes that you set yourself, and `model` and `provider` options, do not pass through it.
 * Links are found from the original values; they carry positions, never content.
 * @param value text or plain data
 * @param about the span, and where the value is from
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
    /** Where the value is from. */
    direction: 'input' | 'output' | 'error' | 'metadata';
  },
) => unknown;
