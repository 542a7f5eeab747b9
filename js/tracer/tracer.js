// The tracer: starts and ends spans. Nothing here may throw into the user's code.
import createContext from '#context';
import { hasStack } from '../core/has-stack.js';
import * as PRIVACY from '../log/records/privacy.js';
import { fieldAttributes } from './annotate.js';
import { addAttributes } from './attributes.js';
import { microseconds, settleClock } from './clock.js';
import { Content } from './content.js';
import { addEnd, ends, logEnds } from './ends.js';
import { Notes } from './notes.js';
import { OpenSpans } from './open-spans.js';
import { Pipeline } from './pipeline.js';
import { random32 } from './random.js';
import { Recorder } from './recorder.js';
import { resourceAttributes } from './resource.js';
import { isSampled } from './sampling.js';
import { Span } from './span.js';
import { SpanState } from './span-state.js';
import { makeTrace, nextNumber } from './trace.js';
import { UnrecordedSpan } from './unrecorded-span.js';

/** @typedef {import('../options/tracer-options.js').Settings} Settings */
/** @typedef {import('./templates.js').Template} Template */
/** @typedef {import('../index.js').Kind} Kind */
/** @typedef {import('../index.js').SpanOptions} SpanOptions */
/** @typedef {import('../context/from-storage.js').Context} Context */

/** Active while exporters run: what they call is not part of the program. For all tracers. */
const SUPPRESSED = { tracer: undefined, outer: undefined, isUnsampled: true };

/** At one time, so that starting a span stays cheap. */
const MOST_EVICTED = 8;

/** One for all tracers: each finds its own spans in it. @type {Context | undefined} */
let sharedContext;

export class Tracer {
  settings;
  notes;
  openSpans;
  /** What keeps the active span. @type {Context} */
  context;
  #content;
  #recorder;
  #pipeline;
  #isOpen;
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

  /** @param {Settings} settings */
  constructor(settings) {
    this.settings = settings;
    const keepsContent = settings.exporters.some(({ encoding }) => !encoding);
    const limits = settings.links.isOn ? settings.links.limits : undefined;
    this.#recorder = new Recorder(limits, keepsContent, resourceAttributes(settings));
    this.openSpans = new OpenSpans(settings);
    this.#content = new Content(settings, this.#recorder);
    sharedContext ??= createContext();
    this.context = /** @type {Context | undefined} */ (settings.context) ?? sharedContext;
    if (settings.awaitHook) this.context.keepOverAwait?.();
    this.notes = new Notes(this, this.#content, this.#recorder, this.context.scopes);
    this.#pipeline = new Pipeline(settings, this.#recorder, this.openSpans, this.counts, (fn) =>
      this.runIn(SUPPRESSED, fn, undefined, []),
    );
    this.#isOpen = settings.enabled;
    if (this.#isOpen) this.#pipeline.load();
  }

  get isOpen() {
    return this.#isOpen && !ends.isObserving;
  }

  /** Whether what happens can be logged. */
  get hasRoom() {
    return this.#pipeline.hasRoom;
  }

  get templates() {
    return this.#recorder.templates;
  }

  get activeState() {
    const found = this.#find(this.store);
    return found instanceof SpanState ? found : undefined;
  }

  /** What is active, of whatever tracer. */
  get store() {
    return this.context.get();
  }

  /** The span that what is called elsewhere belongs to. @returns {SpanState | UnrecordedSpan | undefined} */
  get carried() {
    const found = this.#find(this.store);
    return found === SUPPRESSED ? undefined : found;
  }

  /** Counts what a carrier held or lacked in vain. @param {string} reason */
  ignoreCarrier(reason) {
    const { ignored } = this.propagation;
    ignored[reason] = (ignored[reason] ?? 0) + 1;
    return undefined;
  }

  /** What is active for this tracer within `store`, which may be another tracer's: a span, or the mark of a trace that is not recorded. @param {any} store */
  #find(store) {
    let found = store;
    while (found && found.tracer !== this && found !== SUPPRESSED) found = found.outer;
    return found;
  }

  /** @param {unknown} store @param {Function} fn @param {unknown} thisArg @param {unknown[]} args */
  runIn(store, fn, thisArg, args) {
    if (store instanceof SpanState) this.context.scopes?.opened(store);
    return this.context.run(store, fn, thisArg, args);
  }

  /** A function that calls `fn` with what is active now. @param {Function} fn */
  bind(fn) {
    const { context } = this;
    const store = context.get();
    /** @this {unknown} @param {...unknown} args */
    return function (...args) {
      return context.run(store, fn, this, args);
    };
  }

  /** What is active where nothing is recorded: in a call of a whole trace, or below a span for which there was no room. */
  unsampled() {
    const outer = this.store;
    const found = this.#find(outer);
    if (found?.isUnsampled) return outer;
    return new UnrecordedSpan(this, outer, found?.trace ?? makeTrace(0), [random32(), random32()], true);
  }

  /**
   * Starts a span below the active one. `undefined` when it is not recorded.
   * @param {Template} template @param {SpanOptions} options @param {number} fn number of the called function
   * @param {unknown[]} [args] of the call, where there is one
   * @returns {SpanState | undefined}
   */
  start(template, options, fn, args) {
    const { outer, parent, origin } = this.#place(template, fn, args);
    if (parent ? parent.isUnsampled : !isSampled(this, template)) {
      this.counts.unsampled += 1;
      return undefined;
    }
    if (!this.#pipeline.hasRoom) {
      this.counts.unrecorded += 1;
      return undefined;
    }
    const state = new SpanState(this, parent ? parent.trace : this.#newTrace(), parent, template);
    state.outer = outer;
    state.number = nextNumber();
    state.fn = fn;
    state.id0 = random32();
    state.id1 = random32();
    state.isLinked = options.links !== false;
    state.captureInput = options.captureInput ?? this.settings.capture.input;
    state.captureOutput = options.captureOutput ?? this.settings.capture.output;
    const isMasked = this.settings.mask !== undefined;
    state.privacy =
      (isMasked || !state.captureInput ? PRIVACY.INPUT : 0) | (isMasked || !state.captureOutput ? PRIVACY.OUTPUT : 0);
    state.sessionId = options.sessionId ?? parent?.sessionId;
    state.userId = options.userId ?? parent?.userId;
    state.start = microseconds(state.trace.offset);
    state.activeAt = state.start;
    // The core forgets traces that are done, and a child that comes later tells it again.
    if (parent?.ended) this.#recorder.trace(parent.trace);
    this.openSpans.add(state);
    this.#recorder.start(state);
    // From here on it is there, and ends, whatever fails.
    this.counts.started += 1;
    try {
      this.#evict();
      if (args) this.context.scopes?.opened(state);
      if (origin) {
        this.counts[origin] += 1;
        addAttributes(state, { 'spanloom.context': origin });
      }
    } catch {
      this.counts.failedNotes += 1;
    }
    return state;
  }

  /** Ends what has been open longest, where there is too much of it. */
  #evict() {
    for (let left = MOST_EVICTED; left > 0; left--) {
      const state = this.openSpans.surplus;
      if (!state) return;
      // That one never began: the stack had come to its end.
      if (state.loggedAt < 0) this.openSpans.delete(state);
      else if (!state.ended) {
        this.counts.evicted += 1;
        if (state.watch) state.watch.expire('evicted');
        else addAttributes(state, { 'spanloom.result': 'evicted' });
        this.finish(state);
      }
    }
  }

  /**
   * Where a span starts: below what is active, or where its values say that it belongs.
   * @param {Template} template @param {number} fn @param {unknown[]} [args]
   * @returns {{ outer: unknown, parent?: SpanState, origin?: 'recovered' | 'unknown' }}
   */
  #place({ kind }, fn, args = []) {
    const { scopes, isRestored } = this.context;
    const outer = this.store;
    if (outer !== undefined || !scopes) {
      const parent = this.#find(outer);
      return { outer, parent, origin: parent && isRestored?.() ? 'recovered' : undefined };
    }
    /** @type {import('../context/value-scopes.js').Place} */
    let place = {};
    this.observe(() => {
      place = scopes.find(this, fn, kind, args);
    });
    const { parent, isUnknown } = place;
    return { outer: parent, parent, origin: isUnknown ? 'unknown' : parent && 'recovered' };
  }

  #newTrace() {
    const trace = makeTrace(settleClock());
    this.#recorder.trace(trace);
    return trace;
  }

  /** Runs code of spanloom that may call the user's (getters, toJSON, mask) and must not throw. @param {() => void} note */
  observe(note) {
    if (ends.isObserving) return;
    ends.isObserving = true;
    try {
      note();
    } catch (error) {
      if (hasStack()) {
        this.counts.reportedNotes += 1;
        this.settings.onError(error);
      } else this.counts.failedNotes += 1;
    } finally {
      ends.isObserving = false;
      logEnds();
    }
    this.#pipeline.relieve();
  }

  /** The end of a span cannot be logged. @param {SpanState} state @param {unknown} error */
  loseEnd(state, error) {
    this.openSpans.delete(state);
    this.counts.ended += 1;
    this.#pipeline.drop('failed', 1, error);
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

  /** Logs the end of a span; called again where it threw. @param {SpanState} state */
  logEnd(state) {
    if (state.end === 0) state.end = Math.max(state.start, microseconds(state.trace.offset));
    const { thrown, parent } = state;
    if (thrown) {
      this.notes.thrown(state, thrown.error);
      // Also where nothing could be said about it.
      state.failure ??= { type: 'Error', message: '' };
      state.thrown = undefined;
    }
    if (state.metadata) this.notes.metadata(state);
    state.metadata = undefined;
    if (state.sessionId !== undefined || state.userId !== undefined)
      addAttributes(state, fieldAttributes({ sessionId: state.sessionId, userId: state.userId }));
    this.context.scopes?.closed(state);
    this.openSpans.delete(state);
    if (parent && !parent.ended) parent.activeAt = state.end;
    const refusal = this.#isOpen ? this.#pipeline.refusal : 'shut_down';
    this.#recorder.end(state, refusal !== undefined);
    // Only assignments until it is counted: it must not be logged again.
    this.counts.ended += 1;
    if (refusal) this.#pipeline.refused[refusal] = (this.#pipeline.refused[refusal] ?? 0) + 1;
    try {
      if (refusal || !this.#recorder.keepsContent) state.release();
      this.#pipeline.ended(state.end);
    } catch {
      // The stack is used up; there will be another span, or a flush.
    }
  }

  currentSpan() {
    const state = this.activeState;
    return state && Span.of(state);
  }

  async flush() {
    try {
      if (this.settings.enabled) await this.#pipeline.flush();
    } catch (error) {
      this.settings.onError(error);
    }
  }

  /** @type {Promise<void> | undefined} */
  #closing;

  shutdown() {
    this.#isOpen = false;
    this.#closing ??= this.settings.enabled ? this.#pipeline.shutdown() : Promise.resolve();
    return this.#closing;
  }

  stats() {
    const { recovered, unknown, failedNotes, reportedNotes, unsettled, omitted, ...spans } = this.counts;
    const { exported, stored, dropped, queue, core, export: attempts, exporters } = this.#pipeline.stats();
    const { links: { dropped: droppedLinks = 0, ...links } = {}, memoryBytes = 0, ...rest } = core ?? {};
    return {
      spans: { ...spans, open: spans.started - spans.ended, exported, stored, dropped },
      links: { ...links, manual: this.notes.manualLinks },
      context: { recovered, unknown },
      propagation: structuredClone(this.propagation),
      content: {
        ...this.#content.counts,
        failed: failedNotes + reportedNotes,
        omitted: omitted + this.#recorder.log.omitted,
      },
      queue,
      core: { isReady: core !== undefined, memoryBytes, droppedLinks, ...rest },
      export: attempts,
      exporters,
    };
  }
}
