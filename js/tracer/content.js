// Capturing content: a bounded snapshot now, masked before it can leave.
import { captureArgs } from '../capture/args.js';
import { captureForLater } from '../capture/capture-value.js';
import { ignoreRejection } from './ignore-rejection.js';

/** @typedef {import('../capture/capture-value.js').CapturedForLater} Captured */
/** @typedef {'input' | 'output' | 'error' | 'metadata'} Direction */
/** @typedef {import('./span-state.js').SpanState} SpanState */

export class Content {
  #settings;
  counts = { truncated: 0, maskFailed: 0 };

  /** @param {import('../options/tracer-options.js').Settings} settings */
  constructor(settings) {
    this.#settings = settings;
  }

  /** @param {SpanState} state @param {unknown[]} args @param {readonly string[] | undefined} names @returns {Captured | undefined} */
  args(state, args, names) {
    return this.#masked(state, 'input', captureArgs(args, names, this.#settings.capture.maxValueBytes));
  }

  /** @param {SpanState} state @param {Direction} direction @param {unknown} value @returns {Captured | undefined} */
  value(state, direction, value) {
    return this.#masked(state, direction, captureForLater(value, this.#settings.capture.maxValueBytes));
  }

  /**
   * A mask sees what would leave: the text, or what its JSON stands for. If it throws, or answers with a promise, the content is dropped.
   * @param {SpanState} state @param {Direction} direction @param {Captured | undefined} captured
   */
  #masked(state, direction, captured) {
    if (!captured) return undefined;
    if (captured.truncated) this.counts.truncated += 1;
    const { mask, capture, onError } = this.#settings;
    if (!mask) return captured;
    try {
      const { kind, name } = state.template;
      const masked = mask(contentOf(captured), { kind, name, direction });
      ignoreRejection(masked);
      if (typeof (/** @type {any} */ (masked)?.then) === 'function')
        throw new TypeError('mask() must answer at once, not with a promise');
      return captureForLater(masked, capture.maxValueBytes);
    } catch (error) {
      this.counts.maskFailed += 1;
      onError(new Error('mask() failed, so the content was dropped', { cause: error }));
      return undefined;
    }
  }
}

/** What a mask sees: data where it can be had. A snapshot that was cut may not be JSON any more. @param {Captured} captured */
function contentOf({ text, json }) {
  if (typeof text !== 'string') return text.data;
  try {
    return json ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}
