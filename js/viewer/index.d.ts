/**
 * The lineage viewer: an element that shows traces, and for each part of a step where it came from.
 * @module spanloom/viewer
 */

import type { Exporter } from '../types/exporter.js';
import type { FinishedSpan } from '../types/span.js';

/**
 * What was read.
 * @example
 * ```ts
 * import type { AddResult } from 'spanloom/viewer';
 *
 * const tell = ({ spans, problems }: AddResult) => console.log(`${spans} spans`, ...problems);
 * ```
 */
export interface AddResult {
  /** How many spans were read. */
  spans: number;
  /** IDs of the traces that they belong to. */
  traces: string[];
  /** What could not be read, by reason. */
  problems: string[];
}

/**
 * What the event `spanloom-select` tells.
 * @example
 * ```ts
 * import type { SpanSelection } from 'spanloom/viewer';
 *
 * document.addEventListener('spanloom-select', ({ detail }) => {
 *   const { traceId, spanId }: SpanSelection = detail;
 *   console.log(traceId, spanId);
 * });
 * ```
 */
export interface SpanSelection {
  /** 32 lower-case hex digits. */
  traceId: string;
  /** 16 lower-case hex digits. */
  spanId: string;
}

/**
 * The element `<spanloom-trace>`. Importing the module defines it. On a server the module can be imported, but not constructed.
 *
 * Attributes: `src`, the address of a file of OTLP; `theme`; `hash`, which keeps the open trace, the selected span and the view in
 * the fragment of the page's address and the history; `compact`, which hides the list of traces. The slot `start` is for how to send
 * traces to the page: it is shown while there are none. It fires `spanloom-select` when a span is selected.
 * @example
 * ```ts
 * import { init, memory } from 'spanloom';
 * import { SpanloomTrace } from 'spanloom/viewer';
 *
 * const viewer = document.body.appendChild(new SpanloomTrace());
 * init({ exporters: [viewer.exporter()] });
 * ```
 */
export declare class SpanloomTrace extends HTMLElement {
  /** Replaces all traces by those of these spans, as {@link memory} has them. */
  set spans(spans: readonly FinishedSpan[]);
  /**
   * The colours.
   * @default that of the system
   */
  theme: 'light' | 'dark' | null;
  /** The address of a file of OTLP, of the same origin or one that allows it. */
  src: string | null;
  /**
   * Adds traces.
   * @param otlp OTLP of any SDK: protobuf, JSON or JSON lines, as bytes, text, a file, or the object that the JSON means
   * @returns what was read; it never rejects
   */
  add(otlp: string | ArrayBuffer | ArrayBufferView | Blob | object): Promise<AddResult>;
  /** Makes an exporter that shows spans as they end. */
  exporter(): Exporter;
  /**
   * Opens a trace, and selects a span of it. One that has not come yet is opened when it comes.
   * @param traceId 32 hex digits
   * @param spanId 16 hex digits
   */
  open(traceId: string, spanId?: string): void;
  /** Removes all traces. */
  clear(): Promise<void>;
  /** The open trace as OTLP JSON with its links; `undefined` if none is open. */
  exportTrace(): Promise<string | undefined>;
}

declare global {
  interface HTMLElementTagNameMap {
    'spanloom-trace': SpanloomTrace;
  }
  interface GlobalEventHandlersEventMap {
    'spanloom-select': CustomEvent<SpanSelection>;
  }
}
