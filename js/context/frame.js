// The active span as every copy of the package in a realm sees it: only its ids, without access to its content.

/** @typedef {import('../tracer/span-state.js').SpanState | import('../tracer/non-recording-span.js').NonRecordingSpan} State */
/** Identifies a tracer to other copies, together with the tracers that replace it. All tracers of `init` share one. What their spans inherit is in frames of another owner, `inheritance`. @typedef {{ isDefault: boolean, inheritance?: Owner }} Owner */

/** How many tracers can be active around one another. Of more, the outermost are forgotten. */
const MAX_OWNERS = 16;

/** The state behind a frame that this copy made. @type {(frame: Frame) => State | undefined} */
export let stateOf;

/** Says that a span is active. */
export class Frame {
  #state;

  /** @param {Owner | undefined} owner undefined if nothing is to be traced @param {State} state */
  constructor(owner, state) {
    this.owner = owner;
    this.#state = state;
    this.isUnsampled = state.isUnsampled;
  }

  static {
    stateOf = (frame) => (#state in frame ? frame.#state : undefined);
  }

  /** The ids of the span, and `traceContext`, which arrived with the trace and is passed on. */
  get ids() {
    const { traceId, spanId, traceContext } = this.#state;
    return { traceId, spanId, traceContext };
  }
}

/**
 * Returns what is active within a span: the span, and the innermost span of each other tracer around it. Nothing else is kept, because code below a span may
 * run for ever.
 * @param {Owner} owner @param {State} state @param {Frame[]} [outer]
 */
export function within(owner, state, outer) {
  const frames = [new Frame(owner, state)];
  if (outer) for (const frame of outer) if (frame.owner !== owner && frames.length < MAX_OWNERS) frames.push(frame);
  return frames;
}

/** Active while exporters run, for all tracers: their calls are not part of the program. */
export const SUPPRESSED = [new Frame(undefined, /** @type {any} */ ({ isUnsampled: true }))];
