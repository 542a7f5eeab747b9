import { toHex } from '../base/random.js';

/** @typedef {import('./trace.js').Trace} Trace */

/** A parent that this tracer does not record: a span of another process or tracer, or the root of an unsampled trace. */
export class NonRecordingSpan {
  /** Set by `noteLineage()`, so that the core finds what is known of it. */
  number = 0;
  /** Whether it is in another process. */
  isRemote = false;
  /** What arrived with it; logged with each child. @type {import('./recorder.js').Lineage | undefined} */
  lineage;
  /** So that nothing is recorded about it, and each child logs the trace again. */
  ended = true;
  /** What arrived with it, and is passed on. @type {{ flags: number, tracestate?: string } | undefined} */
  traceContext;
  /** Its children inherit these. @type {string | undefined} */
  sessionId;
  /** @type {string | undefined} */
  userId;

  /**
   * @param {import('./tracer.js').Tracer} tracer @param {Trace} trace @param {number[]} words of its id @param {boolean} isUnsampled whether spans below it are not recorded either
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
