// The state of an open span. The user's handle, Span, is created when it is first needed.

import { toHex } from '../base/random.js';
import { within } from '../context/frame.js';

/** @typedef {import('./templates.js').Template} Template */

/** @typedef {import('./trace.js').Trace} Trace */

/** @type {readonly string[]} */
const NO_TAGS = [];

export class SpanState {
  /** @type {import('./tracer.js').Tracer} */
  tracer;
  /** @type {Trace} */
  trace;
  /** The span around this one. @type {SpanState | undefined} */
  parent;
  /** The frames that are active within it. @type {import('../context/frame.js').Frame[]} */
  frames;
  /** What arrived with the trace, and is passed on. @type {import('./non-recording-span.js').NonRecordingSpan['traceContext']} */
  traceContext;
  /** @type {Template} */
  template;
  number = 0;
  /** Number of the function that was called. */
  fn = 0;
  /** How many arguments it declares; 0 if unknown. */
  parameters = 0;
  /** Sides whose keys are not exported: bits of log/records/privacy.js. */
  privacy = 0;
  /** The value of the log's `takes` when its start was logged; negative before. */
  loggedAt = -1;
  id0 = 0;
  id1 = 0;
  start = 0;
  end = 0;
  ended = false;
  /** Whether its values are recorded for links. */
  isLinked = true;
  isUnsampled = false;
  /** Whether its output belongs to the steps inside it, so that other spans link to those. */
  isCarrier = false;
  /** Whether it stands for a step in another process; it is not exported. */
  isStandIn = false;
  /** Whether it is a root because its parent could not be determined. */
  isLost = false;
  /** What `context.find()` found at its start, if nothing was active; until the call has returned. @type {{ found: unknown } | undefined} */
  before;
  /** As of the start of its trace. @type {import('../pipeline/runs.js').OwnerStamps | undefined} */
  ownerStamps;
  /** What it belongs to, where a platform ends what outlives its handler. @type {import('./invocation.js').Invocation | undefined} */
  invocation;
  captureInput = true;
  captureOutput = true;
  /** The captured content, if an exporter takes objects. @type {{ toString(): string } | undefined} */
  input;
  /** @type {{ toString(): string } | undefined} */
  output;
  hasOutput = false;
  /** Characters of content that are exported. */
  size = 0;
  /** Characters of content in the event log. */
  held = 0;
  /** Characters of its items that were recorded for links. */
  itemLength = 0;
  /** Whether links are found by its items only, not by the text assembled from them. */
  isLinkedByItems = false;
  /** From `annotate()`, as plain data. @type {Record<string, unknown> | undefined} */
  metadata;
  metadataLength = 0;
  /** @type {Record<string, unknown> | undefined} */
  attributes;
  /** The number of attributes of the span and its links, and their length. */
  entries = 0;
  entryLength = 0;
  /** Whether an attribute overrides one of the template. */
  overrides = false;
  /** @type {import('../failures/describe-failure.js').Failure | undefined} */
  failure;
  /** @type {string | undefined} */
  sessionId;
  /** @type {string | undefined} */
  userId;
  /** Its tags from `withAttributes()`, to which its own are added. @type {readonly string[]} */
  inheritedTags = NO_TAGS;
  /** @type {import('./span.js').Span | undefined} */
  handle;
  /** Watches a result that is not complete. @type {import('../results/watch.js').Watch | undefined} */
  watch;
  /** Milliseconds without activity after which it ends. */
  timeout = 0;
  /** A promise that has not settled, until it is watched for garbage collection. @type {object | undefined} */
  pending;
  /** The last activity in it, in microseconds since the epoch. */
  activeAt = 0;
  /** Its neighbours among the open spans. @type {SpanState | undefined} */
  older;
  /** @type {SpanState | undefined} */
  newer;
  /** The thrown value, which may be undefined. @type {{ error: unknown } | undefined} */
  thrown;
  /** The next span whose end is not logged yet. @type {SpanState | undefined} */
  nextToEnd;

  /**
   * @param {import('./tracer.js').Tracer} tracer @param {Trace} trace @param {SpanState | undefined} parent @param {Template} template
   * @param {import('../context/frame.js').Frame[] | undefined} outer the frames that were active at its start, of all tracers
   */
  constructor(tracer, trace, parent, template, outer) {
    this.frames = within(tracer.owner, this, outer);
    this.tracer = tracer;
    this.trace = trace;
    this.parent = parent;
    this.traceContext = parent?.traceContext;
    this.invocation = parent?.invocation;
    this.template = template;
  }

  get traceId() {
    const { id0, id1, id2, id3 } = this.trace;
    return toHex(id0, id1, id2, id3);
  }

  get spanId() {
    return toHex(this.id0, this.id1);
  }

  /** Releases its content after export. A timer that was set in the span may keep the state alive for long. */
  release() {
    this.input = undefined;
    this.output = undefined;
    this.attributes = undefined;
    this.failure = undefined;
    this.metadata = undefined;
    this.parent = undefined;
    // Frames around it are not needed: what runs below it has its own list.
    if (this.frames.length > 1) this.frames = [this.frames[0]];
    this.pending = undefined;
    this.watch = undefined;
  }
}
