// What is active, as every copy of the package in a realm sees it: ids of spans, and no way to what they hold.

/** @typedef {import('../tracer/span-state.js').SpanState | import('../tracer/non-recording-span.js').NonRecordingSpan} State */
/** A tracer, where others see it, and those that take its place. Tracers of `init` go on from each other. @typedef {{ isDefault: boolean }} Owner */

/** Tracers that are known around one another; of more, the outermost are forgotten. */
const MAX_OWNERS = 16;

/** What a frame of this copy stands for. @type {(frame: Frame) => State | undefined} */
export let stateOf;

/** That a span is active. */
export class Frame {
  #state;

  /** @param {Owner | undefined} owner none where nothing is to be traced @param {State} state */
  constructor(owner, state) {
    this.owner = owner;
    this.#state = state;
    this.isUnsampled = state.isUnsampled;
  }

  static {
    stateOf = (frame) => (#state in frame ? frame.#state : undefined);
  }

  /** `traceContext` came with the trace, to be passed on. */
  get ids() {
    const { traceId, spanId, traceContext } = this.#state;
    return { traceId, spanId, traceContext };
  }
}

/**
 * What is active within a span: it, and the innermost span of each other tracer around it. No more than that: what runs below a span may run for ever.
 * @param {Owner} owner @param {State} state @param {Frame[]} [outer]
 */
export function within(owner, state, outer) {
  const frames = [new Frame(owner, state)];
  if (outer) for (const frame of outer) if (frame.owner !== owner && frames.length < MAX_OWNERS) frames.push(frame);
  return frames;
}

/** Active while exporters run: what they call is not part of the program. For all tracers. */
export const SUPPRESSED = [new Frame(undefined, /** @type {any} */ ({ isUnsampled: true }))];
