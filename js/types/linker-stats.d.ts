// Counters of a linker.
import type { Linker } from './linker.js';

/**
 * What a linker has done so far, as {@link Linker.stats} returns it.
 * @example
 * ```ts
 * import type { LinkerStats } from 'spanloom/core';
 *
 * const isComplete = ({ refused, evictedSpans, lateSpans }: LinkerStats) => refused + evictedSpans + lateSpans === 0;
 * ```
 */
export interface LinkerStats {
  /** Spans that were added. */
  spans: number;
  /** Log records that were added. */
  logs: number;
  /** Requests that were added. */
  requests: number;
  /** Requests that were malformed. */
  refused: number;
  /** Spans that are not yet taken. */
  waitingSpans: number;
  /** Traces that are not yet taken. */
  waitingTraces: number;
  /** Size of what is not yet taken, in bytes. */
  waitingBytes: number;
  /** Traces that were linked, of those that were taken. */
  linkedTraces: number;
  /** Traces that had to go before they were linked, to stay within the limits. */
  evictedTraces: number;
  /** Spans of these traces. They are given back without links. */
  evictedSpans: number;
  /** Spans that came after their trace was taken or evicted. They are given back without links. */
  lateSpans: number;
  /** Spans with the IDs of a span that waited already. They are given back without links. */
  duplicateSpans: number;
  /** Spans that had no room: evicted or late ones that were not taken before the next requests filled `maxBytes`. */
  droppedSpans: number;
  /** Log records that did not fit, or whose span never came. */
  droppedLogs: number;
  /** Spans that were taken. */
  takenSpans: number;
  /** Links that were found on these spans, also those that a span had already. */
  takenLinks: number;
  /** The same by `spanloom.via`. `identity` is 0: recorded spans have no objects that could be the same. */
  links: {
    /** The same object. */
    identity: number;
    /** An object inside of a value. */
    member: number;
    /** An equal copy. */
    structure: number;
    /** Shared text. */
    text: number;
  };
  /** Memory of the WebAssembly module, in bytes. It never shrinks; {@link Linker.delete} frees it. */
  memoryBytes: number;
}

/**
 * Spans that were linked and taken, but show no content, so that they have no links.
 * @example
 * ```ts
 * import type { ContentGap } from 'spanloom/core';
 *
 * const show = ({ scope, reason, spans }: ContentGap) => `${spans} spans of ${scope}: ${reason}`;
 * ```
 */
export interface ContentGap {
  /** Name of the instrumentation scope that recorded them. Empty for those beyond the 64th scope. */
  scope: string;
  /**
   * `unknown`: no convention knows any attribute of theirs. `empty`: one does, but no content was recorded. `cut`: there is no output,
   * and the SDK dropped attributes, of which it keeps 128 by default.
   */
  reason: 'unknown' | 'empty' | 'cut';
  /** How many. */
  spans: number;
}
