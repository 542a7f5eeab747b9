// The tracer: starts and ends spans. Nothing here may throw into the user's code.
import createContext from '#context';
import { timeIn } from '../base/clock.js';
import { hasStack } from '../base/has-stack.js';
import { fromHex, random32 } from '../base/random.js';
import { realm } from '../base/realm.js';
import { SUPPRESSED, stateOf, within } from '../context/frame.js';
import * as PRIVACY from '../log/records/privacy.js';
import { addEnd, ends, logEnds } from '../pipeline/ends.js';
import { Pipeline } from '../pipeline/pipeline.js';
import { fieldAttributes } from './annotate.js';
import { addAttributes } from './attributes.js';
import { Content } from './content.js';
import { flush } from './flush.js';
import { NonRecordingSpan } from './non-recording-span.js';
import { Notes } from './notes.js';
import { OpenSpans } from './open-spans.js';
import { Recorder } from './recorder.js';
import { remoteTrace } from './remote-trace.js';
import { resourceAttributes } from './resource.js';
import { isSampled } from './sampling.js';
import { Span } from './span.js';
import { SpanState } from './span-state.js';
import { makeTrace, nextNumber } from './trace.js';

/** @typedef {import('../options/tracer-options.js').Settings} Settings */
/** @typedef {import('./templates.js').Template} Template */
/** @typedef {import('../index.js').Kind} Kind */
/** @typedef {import('../index.js').SpanOptions} SpanOptions */
/** @typedef {import('../context/from-storage.js').Context} Context */
/** @typedef {import('../context/frame.js').Frame} Frame */

/** At one time, so that starting a span stays cheap. */
const MAX_EVICTED = 8;

export class Tracer {
  settings;
  notes;
  content;
  openSpans;
  owner;
  /** What keeps the active span: one for all tracers, each finds its own spans in it. @type {Context} */
  context;
  /** @type {import('../context/open-code.js').OpenCode | undefined} */
  openCode;
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

  /** @param {Settings} settings @param {import('../context/frame.js').Owner} owner */
  constructor(settings, owner) {
    this.settings = settings;
    this.owner = owner;
    const keepsContent = settings.exporters.some(({ encoding }) => !encoding);
    const limits = settings.links.isOn ? settings.links.limits : undefined;
    this.#recorder = new Recorder(limits, keepsContent, resourceAttributes(settings));
    this.openSpans = new OpenSpans(settings);
    this.content = new Content(settings, this.#recorder);
    const shared = realm();
    shared.context ??= createContext();
    this.context = /** @type {Context | undefined} */ (settings.context) ?? shared.context;
    this.openCode = this.context.createOpenCode?.();
    this.notes = new Notes(this, this.content, this.#recorder);
    this.#pipeline = new Pipeline(settings, this.#recorder, this.openSpans, this.counts, (fn) =>
      this.context.run(SUPPRESSED, fn, undefined, []),
    );
    this.#isOpen = settings.enabled;
    if (!this.#isOpen) return;
    for (const exporter of settings.exporters) exporter.claim();
    this.#pipeline.load();
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
    const frame = this.#find(this.store, true);
    const state = frame && stateOf(frame);
    return state instanceof SpanState ? state : undefined;
  }

  /** What is active, of whatever tracer. @returns {Frame[] | undefined} */
  get store() {
    return this.context.get() ?? this.#certain(this.context.find?.());
  }

  /** What is active in the code that waits for the code that runs, as far as it is certain. @param {Frame[] | undefined} found */
  #certain(found) {
    const frame = this.#find(found, true);
    const state = frame && stateOf(frame);
    return state instanceof SpanState && this.openCode?.mayHide(state) ? undefined : found;
  }

  /** The span that what is called elsewhere belongs to. */
  get propagatedFrame() {
    const found = this.#find(this.store);
    return found?.owner && found;
  }

  /** Counts what a carrier held or lacked in vain. @param {string} reason */
  ignoreCarrier(reason) {
    const { ignored } = this.propagation;
    ignored[reason] = (ignored[reason] ?? 0) + 1;
    return undefined;
  }

  /**
   * The innermost frame that counts for this tracer: those of its owner, and of others where both are made by `init`; or the mark that nothing is traced.
   * @param {Frame[] | undefined} frames @param {boolean} [isOwn] of its owner alone
   */
  #find(frames, isOwn = !this.owner.isDefault) {
    return frames?.find(({ owner }) => !owner || owner === this.owner || (!isOwn && owner.isDefault));
  }

  /** The parent of what starts there: a span of another tracer is known by its ids. @param {Frame[] | undefined} frames @returns {any} a SpanState, or what has as much of one as a parent needs */
  #parent(frames) {
    const frame = this.#find(frames);
    const state = frame && stateOf(frame);
    if (!frame || state?.tracer === this || frame.isUnsampled) return state ?? frame;
    const { traceId, spanId, traceContext } = frame.ids;
    const own = this.#find(frames, true);
    const trace = own?.ids.traceId === traceId ? stateOf(own)?.trace : undefined;
    const words = fromHex(spanId);
    const parent = new NonRecordingSpan(this, trace ?? remoteTrace(this, fromHex(traceId)), words, false);
    return Object.assign(parent, { traceContext, sessionId: state?.sessionId, userId: state?.userId });
  }

  /** @param {SpanState} state @param {Function} fn @param {unknown} thisArg @param {unknown[]} args */
  runIn(state, fn, thisArg, args) {
    this.openCode?.opened(state);
    const result = this.context.run(state.frames, fn, thisArg, args);
    this.openCode?.ran(state, fn, result);
    return result;
  }

  /** What is active where nothing is recorded: in a call of a whole trace, or below a span for which there was no room. */
  unsampled() {
    const outer = this.store;
    const parent = this.#parent(outer);
    if (parent?.isUnsampled) return outer;
    const ids = [random32(), random32()];
    return within(this.owner, new NonRecordingSpan(this, parent?.trace ?? makeTrace(), ids, true), outer);
  }

  /**
   * Starts a span below the active one. `undefined` when it is not recorded.
   * @param {Template} template @param {SpanOptions} options @param {number} fn number of the called function
   * @param {unknown[]} [args] of the call, where there is one @param {number} [parameters] how many of them it can read; 0 where that is not known
   * @returns {SpanState | undefined}
   */
  start(template, options, fn, args, parameters = 0) {
    const { outer, parent, origin, before } = this.#place();
    if (parent ? parent.isUnsampled : !isSampled(this, template)) {
      this.counts.unsampled += 1;
      return undefined;
    }
    if (!this.#pipeline.hasRoom) {
      this.counts.unrecorded += 1;
      return undefined;
    }
    const state = new SpanState(this, parent ? parent.trace : this.#newTrace(), parent, template, outer);
    state.number = nextNumber();
    state.fn = fn;
    state.parameters = parameters;
    state.before = before;
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
    state.start = timeIn(state.trace);
    state.activeAt = state.start;
    // The core forgets traces that are done, and a child that comes later tells it again.
    if (parent?.ended) this.#recorder.trace(parent.trace);
    this.openSpans.add(state);
    this.#recorder.start(state);
    // From here on it is there, and ends, whatever fails.
    this.counts.started += 1;
    try {
      // Who logs out leaves what is open behind.
      state.whose = parent?.whose ?? this.#pipeline.whose;
      this.#evict();
      if (args) this.openCode?.opened(state);
      if (origin) {
        this.counts[origin] += 1;
        state.isLost = origin === 'unknown';
        addAttributes(state, { 'spanloom.context': origin });
      }
    } catch {
      this.counts.failedNotes += 1;
    }
    return state;
  }

  /** Ends what has been open longest, where there is too much of it. */
  #evict() {
    for (let left = MAX_EVICTED; left > 0; left--) {
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
   * Where a span starts: below what is active, as far as that can be told.
   * @returns {{ outer: Frame[] | undefined, parent?: SpanState, origin?: 'recovered' | 'unknown', before?: SpanState['before'] }}
   */
  #place() {
    const { context } = this;
    const active = context.get();
    const before = active || !context.find ? undefined : { found: context.find() };
    const outer = active ?? this.#certain(before?.found);
    const parent = this.#parent(outer);
    if (parent) return { outer, parent, before, origin: before || context.isRestored?.() ? 'recovered' : undefined };
    return { outer, before, origin: this.openCode?.hasGoneOn ? 'unknown' : undefined };
  }

  #newTrace() {
    const trace = makeTrace();
    this.#recorder.trace(trace);
    return trace;
  }

  /** Runs code of spanloom that may call the user's (mask, ignore) and must not throw. @param {() => void} note */
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
    if (state.end === 0) state.end = Math.max(state.start, timeIn(state.trace));
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
    this.openCode?.closed(state);
    this.openSpans.delete(state);
    if (parent && !parent.ended) parent.activeAt = state.end;
    const refusal = this.#closing ? 'shut_down' : this.#pipeline.refusal;
    this.#recorder.end(state, refusal !== undefined);
    // Only assignments until it is counted: it must not be logged again.
    this.counts.ended += 1;
    if (refusal) this.#pipeline.refused[refusal] = (this.#pipeline.refused[refusal] ?? 0) + 1;
    try {
      if (refusal || !this.#recorder.keepsContent) state.release();
      this.#pipeline.ended(state.end, state.whose);
      if (!this.#hasOpen) this.#emptied();
    } catch {
      // The stack is used up; there will be another span, or a flush.
    }
  }

  currentSpan() {
    const state = this.activeState;
    return state && Span.of(state);
  }

  /** @param {import('../index.js').FlushOptions} [options] */
  flush(options) {
    return flush(this, this.#pipeline, options).catch(this.settings.onError);
  }

  /** @type {Promise<void> | undefined} */
  #closing;

  get #hasOpen() {
    return this.counts.started > this.counts.ended;
  }

  /** Called when nothing is open any more. */
  #emptied = () => {};

  /** Starts nothing new. Settles when what is open has ended, or was given up as a promise that does not settle, and the tracer has shut down. */
  async retire() {
    this.#isOpen = false;
    if (this.#hasOpen) {
      /** @type {any} */
      let timer;
      await new Promise((resolve) => {
        this.#emptied = () => resolve(undefined);
        timer = setTimeout(resolve, this.settings.promiseTimeout);
        timer.unref?.();
      });
      clearTimeout(timer);
    }
    await this.shutdown();
  }

  shutdown() {
    this.#isOpen = false;
    this.#emptied();
    this.openSpans.rest();
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
        ...this.content.counts,
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
