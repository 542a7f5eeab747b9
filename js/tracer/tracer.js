// A tracer: puts its parts together. Nothing that is thrown inside reaches the user's code; callers catch what a stack overflow interrupts.
import { Notes } from './notes.js';
// The import above comes first: js/index.js says why.

import createContext from '#context';
import { hasStack } from '../base/has-stack.js';
import { realm } from '../base/realm.js';
import { SUPPRESSED } from '../context/frame.js';
import { addEnd, ends, logEnds } from '../pipeline/ends.js';
import { Pipeline } from '../pipeline/pipeline.js';
import { Content } from './content.js';
import { logEnd, loseEnd } from './end-span.js';
import { OpenSpans } from './open-spans.js';
import { Recorder } from './recorder.js';
import { resourceAttributes } from './resource.js';

/** @typedef {import('../options/tracer-options.js').Settings} Settings */
/** @typedef {import('./span-state.js').SpanState} SpanState */
/** @typedef {import('../context/from-storage.js').Context} Context */

export class Tracer {
  settings;
  owner;
  /** Keeps the active span. All tracers share one, unless the options name another. @type {Context} */
  context;
  /** Only where the runtime may lose the active span. @type {import('../context/open-code.js').OpenCode | undefined} */
  openCode;
  openSpans;
  content;
  notes;
  recorder;
  pipeline;
  /** Whether spans may start. */
  acceptsSpans;
  /** Settles when the tracer has shut down. @type {Promise<void> | undefined} */
  closing;
  /** Called when no span is open. */
  onIdle = () => {};
  /** @type {{ injected: number, extracted: number, ignored: Record<string, number> }} */
  propagation = { injected: 0, extracted: 0, ignored: {} };
  counts = {
    started: 0,
    ended: 0,
    evicted: 0,
    timedOut: 0,
    unsampled: 0,
    unrecorded: 0,
    recovered: 0,
    unknown: 0,
    failedNotes: 0,
    reportedNotes: 0,
    unsettled: 0,
    omitted: 0,
  };

  /** @param {Settings} settings @param {import('../context/frame.js').Owner} owner */
  constructor(settings, owner) {
    this.settings = settings;
    this.owner = owner;
    const keepsContent = settings.exporters.some(({ encoding }) => !encoding);
    const limits = settings.links.isOn ? settings.links.limits : undefined;
    this.recorder = new Recorder(limits, keepsContent, resourceAttributes(settings));
    this.openSpans = new OpenSpans(settings);
    this.content = new Content(settings, this.recorder);
    const shared = realm();
    shared.context ??= createContext();
    this.context = /** @type {Context | undefined} */ (settings.context) ?? shared.context;
    this.openCode = this.context.createOpenCode?.();
    this.notes = new Notes(this, this.content, this.recorder);
    this.pipeline = new Pipeline(settings, this.recorder, this.openSpans, this.counts, (fn) =>
      this.context.run(SUPPRESSED, fn, undefined, []),
    );
    this.acceptsSpans = settings.enabled;
    if (!settings.enabled) return;
    for (const exporter of settings.exporters) exporter.claim();
    this.pipeline.load();
  }

  /** Whether calls are traced: not within `recordSafely()`, whose user code is not part of the program. */
  get isOpen() {
    return this.acceptsSpans && !ends.isRecording;
  }

  /** Whether the event log has room. */
  get hasRoom() {
    return this.pipeline.hasRoom;
  }

  get templates() {
    return this.recorder.templates;
  }

  /** Counts a carrier, or a field of it, that is not used. @param {string} reason */
  ignoreCarrier(reason) {
    const { ignored } = this.propagation;
    ignored[reason] = (ignored[reason] ?? 0) + 1;
    return undefined;
  }

  /** Calls `fn` with the span active. @param {SpanState} state @param {Function} fn @param {unknown} thisArg @param {unknown[]} args */
  runIn(state, fn, thisArg, args) {
    this.openCode?.opened(state);
    const result = this.context.run(state.frames, fn, thisArg, args);
    this.openCode?.ran(state, fn, result);
    return result;
  }

  /**
   * Runs code that records, reports what it throws, and never throws itself. Such code may call the user's (`mask`, `ignore`), from which nothing is
   * recorded: neither a call nor the end of a span.
   * @param {() => void} record
   */
  recordSafely(record) {
    if (ends.isRecording) return;
    ends.isRecording = true;
    try {
      record();
    } catch (error) {
      if (hasStack()) {
        this.counts.reportedNotes += 1;
        this.settings.onError(error);
      } else this.counts.failedNotes += 1;
    } finally {
      ends.isRecording = false;
      logEnds();
    }
    this.pipeline.relieve();
  }

  /** Ends the span with an error. @param {SpanState} state @param {unknown} error */
  fail(state, error) {
    if (!state.ended) state.thrown = { error };
    this.finish(state);
  }

  /** Ends the span, once. @param {SpanState} state */
  finish(state) {
    addEnd(state);
    logEnds();
  }

  /** Called by pipeline/ends.js. @param {SpanState} state */
  logEnd(state) {
    logEnd(state);
  }

  /** Called by pipeline/ends.js. @param {SpanState} state @param {unknown} error */
  loseEnd(state, error) {
    loseEnd(state, error);
  }
}
