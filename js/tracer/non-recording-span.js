import { toHex } from '../base/random.js';

/** @typedef {import('./trace.js').Trace} Trace */

/** A parent that is not recorded here: a span of another process or tracer, or the beginning of a trace that was not sampled. */
export class NonRecordingSpan {
  number = 0;
  /** Nothing can be said about it any more, and each child tells the core its trace anew. */
  ended = true;
  /** What came with it, to be passed on. @type {{ flags: number, tracestate?: string } | undefined} */
  traceContext;
  /** What its children are to have of it. @type {string | undefined} */
  sessionId;
  /** @type {string | undefined} */
  userId;

  /**
   * @param {import('./tracer.js').Tracer} tracer @param {Trace} trace @param {number[]} words of its id @param {boolean} isUnsampled whether what is below it is not recorded either
   */
  constructor(tracer, trace, [id0, id1], isUnsampled) {
    this.tracer = tracer;
    this.trace = trace;
    this.id0 = id0;
    this.id1 = id1;
    this.isUnsampled = isUnsampled;
  }

  get traceId() {
    const { id0, id1, id2, id3 } = this.trace;
    return toHex(id0, id1, id2, id3);
  }

  get spanId() {
    return toHex(this.id0, this.id1);
  }
}
