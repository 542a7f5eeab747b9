// What spanloom keeps about a span while it is open. The user's handle, Span, is made from it only when somebody asks.

import { toHex } from '../base/random.js';
import { within } from '../context/frame.js';

/** @typedef {import('./templates.js').Template} Template */

/** @typedef {import('./trace.js').Trace} Trace */

export class SpanState {
  /** @type {import('./tracer.js').Tracer} */
  tracer;
  /** @type {Trace} */
  trace;
  /** The nearest open span of the same tracer around this one. @type {SpanState | undefined} */
  parent;
  /** What is active within it. @type {import('../context/frame.js').Frame[]} */
  frames;
  /** What came with the trace from elsewhere, to be passed on. @type {import('./non-recording-span.js').NonRecordingSpan['traceContext']} */
  traceContext;
  /** @type {Template} */
  template;
  number = 0;
  /** Number of the function that was called. */
  fn = 0;
  /** How many arguments it can read; 0 where that is not known. */
  parameters = 0;
  /** Which keys are not to leave: bits of log/records/privacy.js. */
  privacy = 0;
  /** Which log its start is in: `takes` of that time. Negative until it is logged. */
  loggedAt = -1;
  id0 = 0;
  id1 = 0;
  start = 0;
  end = 0;
  ended = false;
  /** Whether its values take part in linking. */
  isLinked = true;
  isUnsampled = false;
  /** Whether it is a root because nothing told where it belongs. */
  isLost = false;
  /** What was found where it started, if nothing was active, until the call has returned. @type {{ found: unknown } | undefined} */
  before;
  /** As its trace began. @type {import('../pipeline/runs.js').OwnerStamps | undefined} */
  ownerStamps;
  captureInput = true;
  captureOutput = true;
  /** What was captured, kept where an exporter wants objects. @type {{ toString(): string } | undefined} */
  input;
  /** @type {{ toString(): string } | undefined} */
  output;
  hasOutput = false;
  /** Characters so far that are exported. */
  size = 0;
  /** Characters so far that were logged. */
  held = 0;
  /** Characters so far of items by which links are found. */
  itemLength = 0;
  /** Whether links are found by its items alone and not by what they are together. */
  isLinkedByItems = false;
  /** What was said so far, as plain data. @type {Record<string, unknown> | undefined} */
  metadata;
  metadataLength = 0;
  /** @type {Record<string, unknown> | undefined} */
  attributes;
  /** How many attributes it and its links have, and their length. */
  entries = 0;
  entryLength = 0;
  /** Set when the template's attributes no longer hold. */
  overrides = false;
  /** @type {import('../failures/describe-failure.js').Failure | undefined} */
  failure;
  /** @type {string | undefined} */
  sessionId;
  /** @type {string | undefined} */
  userId;
  /** @type {import('./span.js').Span | undefined} */
  handle;
  /** Of a result that has more to give. @type {import('../results/watch.js').Watch | undefined} */
  watch;
  /** Milliseconds without anything happening after which it is given up. */
  timeout = 0;
  /** A promise that has not settled, until somebody has asked to be told when it is garbage. @type {object | undefined} */
  pending;
  /** Microseconds since the epoch at which something last happened in it. */
  activeAt = 0;
  /** Its neighbours among the open spans. @type {SpanState | undefined} */
  older;
  /** @type {SpanState | undefined} */
  newer;
  /** What was thrown, in a box. @type {{ error: unknown } | undefined} */
  thrown;
  /** The next of those whose end is to be logged. @type {SpanState | undefined} */
  nextToEnd;

  /**
   * @param {import('./tracer.js').Tracer} tracer @param {Trace} trace @param {SpanState | undefined} parent @param {Template} template
   * @param {import('../context/frame.js').Frame[] | undefined} outer what was active when it started, of whatever tracer
   */
  constructor(tracer, trace, parent, template, outer) {
    this.frames = within(tracer.owner, this, outer);
    this.tracer = tracer;
    this.trace = trace;
    this.parent = parent;
    this.traceContext = parent?.traceContext;
    this.template = template;
  }

  get traceId() {
    const { id0, id1, id2, id3 } = this.trace;
    return toHex(id0, id1, id2, id3);
  }

  get spanId() {
    return toHex(this.id0, this.id1);
  }

  /** Lets go of what was exported: a span may be remembered for as long as a timer that was set in it. */
  release() {
    this.input = undefined;
    this.output = undefined;
    this.attributes = undefined;
    this.failure = undefined;
    this.metadata = undefined;
    this.parent = undefined;
    // Those around it may go, and what runs below it has a list of its own.
    if (this.frames.length > 1) this.frames = [this.frames[0]];
    this.pending = undefined;
    this.watch = undefined;
  }
}
