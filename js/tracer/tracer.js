// The tracer: starts and ends spans and notes what goes in and comes out. Nothing here may throw into the user's code.
import createContext from '#context';
import { isObject } from '../identity/object-ids.js';
import * as SHAPE from '../log/records/shape.js';
import * as SIDE from '../log/records/side.js';
import { NONE } from '../log/records.js';
import { addAttributes, checkAnnotations, fieldAttributes } from './annotate.js';
import { microseconds, settleClock } from './clock.js';
import { Content } from './content.js';
import { describeFailure, failureAttributes } from './errors.js';
import { OpenResults } from './open-results.js';
import { Pipeline } from './pipeline.js';
import { random32 } from './random.js';
import { Recorder } from './recorder.js';
import { resourceAttributes, SCOPE } from './resource.js';
import { isSampled } from './sampling.js';
import { Span } from './span.js';
import { SpanState } from './span-state.js';
import { Templates } from './templates.js';
import { makeTrace, nextNumber } from './trace.js';
import { UnrecordedSpan } from './unrecorded-span.js';

/** @typedef {import('../options/tracer-options.js').Settings} Settings */
/** @typedef {import('./templates.js').Template} Template */
/** @typedef {import('../index.js').Kind} Kind */
/** @typedef {import('../index.js').SpanOptions} SpanOptions */
/** @typedef {import('../context/from-storage.js').Context} Context */

/** Active while exporters run: what they call is not part of the program. For all tracers. */
const SUPPRESSED = { tracer: undefined, outer: undefined, isUnsampled: true };
const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const SPAN_ID = /^(?!0{16})[0-9a-f]{16}$/;

/** Ends of a result that may have more to give than was seen. */
const UNFINISHED = { cancelled: 1, collected: 1, timeout: 1, unobservable: 1 };

/** Set while user code runs that spanloom itself called (getters, toJSON, mask): it is not part of the program, for any tracer. */
let isObserving = false;
/** Spans that were ended meanwhile: the log is in the middle of a record. @type {SpanState[]} */
const endedMeanwhile = [];

/** One for all tracers: each finds its own spans in it. @type {Context | undefined} */
let sharedContext;

export class Tracer {
  templates;
  settings;
  openResults;
  /** @type {Context} */
  #context;
  #content;
  #recorder;
  #pipeline;
  #isOpen;
  /** @type {{ injected: number, extracted: number, ignored: Record<string, number> }} */
  propagation = { injected: 0, extracted: 0, ignored: {} };
  #counts = { started: 0, ended: 0, unsampled: 0, unrecorded: 0, manualLinks: 0, recovered: 0, unknown: 0 };

  /** @param {Settings} settings */
  constructor(settings) {
    this.settings = settings;
    const keepsContent = settings.exporters.some(({ encoding }) => !encoding);
    this.#recorder = new Recorder(settings.links.isOn ? settings.links.limits : undefined, keepsContent);
    this.templates = new Templates(this.#recorder.log);
    this.openResults = new OpenResults(settings.streamTimeout);
    this.#content = new Content(settings, this.#recorder);
    sharedContext ??= createContext();
    this.#context = /** @type {Context | undefined} */ (settings.context) ?? sharedContext;
    if (settings.awaitHook) this.#context.keepOverAwait?.();
    this.#pipeline = new Pipeline(settings, this.#recorder, (fn) => this.runIn(SUPPRESSED, fn, undefined, []));
    this.#isOpen = settings.enabled;
    this.#recorder.resource(resourceAttributes(settings), SCOPE.name, SCOPE.version);
    if (this.#isOpen) this.#pipeline.load();
  }

  get isOpen() {
    return this.#isOpen && !isObserving;
  }

  get activeState() {
    const found = this.#find(this.#context.get());
    return found instanceof SpanState ? found : undefined;
  }

  /** What is active, of whatever tracer. */
  get store() {
    return this.#context.get();
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
    if (store instanceof SpanState) this.#context.scopes?.opened(store);
    return this.#context.run(store, fn, thisArg, args);
  }

  /** A function that calls `fn` with what is active now. @param {Function} fn */
  bind(fn) {
    const context = this.#context;
    const store = context.get();
    /** @this {unknown} @param {...unknown} args */
    return function (...args) {
      return context.run(store, fn, this, args);
    };
  }

  /** @param {Function} fn @param {unknown} thisArg @param {unknown[]} args */
  runUnsampled(fn, thisArg, args) {
    return this.#context.run(this.#unsampled(), fn, thisArg, args);
  }

  /** What is active where nothing is recorded: in a call of a whole trace, or below a span for which there was no room. */
  #unsampled() {
    const outer = this.store;
    const found = this.#find(outer);
    if (found?.isUnsampled) return outer;
    return new UnrecordedSpan(this, outer, found?.trace ?? makeTrace(0), [random32(), random32()], true);
  }

  /**
   * Starts a span below the active one. `undefined` when it is not recorded.
   * @param {Template} template @param {SpanOptions} options @param {number} fn number of the wrapped function
   * @param {unknown[]} [args] of the call, where there is one
   * @returns {SpanState | undefined}
   */
  start(template, options, fn, args) {
    const { outer, parent, origin } = this.#place(template, fn, args);
    if (parent ? parent.isUnsampled : !isSampled(this, template)) {
      this.#counts.unsampled += 1;
      return undefined;
    }
    if (!this.#pipeline.hasRoom) {
      this.#counts.unrecorded += 1;
      return undefined;
    }
    const state = new SpanState(this, parent ? parent.trace : this.#newTrace(), parent, template);
    state.outer = outer;
    state.number = nextNumber();
    state.id0 = random32();
    state.id1 = random32();
    const { capture } = this.settings;
    state.isLinked = options.links !== false;
    state.captureInput = options.captureInput ?? capture.input;
    state.captureOutput = options.captureOutput ?? capture.output;
    state.sessionId = options.sessionId ?? parent?.sessionId;
    state.userId = options.userId ?? parent?.userId;
    state.start = microseconds(state.trace.offset);
    // The core forgets traces that are done, and a child that comes later tells it again.
    if (parent?.ended) this.#recorder.trace(parent.trace);
    this.#recorder.start(state, fn);
    this.#counts.started += 1;
    if (args) this.#context.scopes?.opened(state);
    if (origin) {
      this.#counts[origin] += 1;
      addAttributes(state, { 'spanloom.context': origin });
    }
    return state;
  }

  /**
   * Where a span starts: below what is active, or where its values say that it belongs.
   * @param {Template} template @param {number} fn @param {unknown[]} [args]
   * @returns {{ outer: unknown, parent?: SpanState, origin?: 'recovered' | 'unknown' }}
   */
  #place({ kind }, fn, args = []) {
    const { scopes, isRestored } = this.#context;
    const outer = this.#context.get();
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
    if (isObserving) return;
    isObserving = true;
    try {
      note();
    } catch (error) {
      this.settings.onError(error);
    } finally {
      isObserving = false;
      for (const state of endedMeanwhile.splice(0)) state.tracer.finish(state);
    }
    this.#pipeline.relieve();
  }

  /** @param {SpanState} state @param {unknown[]} args @param {SpanOptions} options */
  noteArguments(state, args, options) {
    this.observe(() => {
      for (let i = 0; i < args.length; i++) this.#recorder.value(state, SIDE.INPUT, SHAPE.ARGUMENT, i, args[i]);
      this.#context.scopes?.hold(state, args);
      this.#content.args(state, args, options.args);
    });
  }

  /** An object on the output side: a promise, a stream, a result. Its content comes when the span ends. @param {SpanState} state @param {unknown} value */
  noteOutput(state, value) {
    if (this.#context.scopes) this.observe(() => this.#context.scopes?.hold(state.parent, [value]));
    if (state.ended || !isObject(value) || !this.settings.links.isOn || !this.#pipeline.hasRoom) return;
    this.observe(() => this.#recorder.value(state, SIDE.OUTPUT, SHAPE.WHOLE, NONE, value));
  }

  /**
   * An item that is yielded or streamed.
   * @param {SpanState} state @param {unknown} item @param {number} index @param {string | undefined} json what the collector made of it
   */
  noteItem(state, item, index, json) {
    if (this.#context.scopes) this.observe(() => this.#context.scopes?.hold(state.parent, [item]));
    if (state.ended || !this.#content.isTaken(item) || !this.#pipeline.hasRoom) return;
    this.observe(() => {
      this.#recorder.value(state, SIDE.OUTPUT, SHAPE.ITEM, index, item);
      this.#content.item(state, item, index, json);
    });
  }

  /** What a generator returned after its items. @param {SpanState} state @param {unknown} value */
  noteReturned(state, value) {
    if (!state.ended && this.#pipeline.hasRoom)
      this.observe(() => this.#content.whole(state, SIDE.OUTPUT, value, false));
  }

  /** How many characters of a stream are to be assembled. @param {SpanState} state */
  assembledLimit(state) {
    return this.#content.assembledLimit(state);
  }

  /**
   * What the span gave in the end, as far as it was seen.
   * @param {SpanState} state @param {() => import('../results/collect.js').Collected} read @param {import('../results/index.js').How} how it ended
   */
  noteResponse(state, read, how) {
    if (state.ended) return;
    this.observe(() => {
      const { value, usage, model, finishReasons } = read();
      this.#content.whole(state, SIDE.OUTPUT, value, state.captureOutput && !state.hasOutput, !state.isLinkedByItems);
      if (!usage && !model && !finishReasons && !(how in UNFINISHED)) return;
      const attributes = fieldAttributes({ usage }, String);
      if (model) attributes['gen_ai.response.model'] = model;
      if (finishReasons?.length) attributes['gen_ai.response.finish_reasons'] = finishReasons;
      if (how in UNFINISHED) attributes['spanloom.result'] = how;
      // What was said by hand stands.
      addAttributes(state, { ...attributes, ...state.attributes });
    });
  }

  /** Ends the span with an error. @param {SpanState} state @param {unknown} thrown */
  fail(state, thrown) {
    if (state.ended) return;
    this.observe(() => {
      this.#recorder.value(state, SIDE.OUTPUT, SHAPE.THROWN, NONE, thrown);
      this.#setFailure(state, thrown);
    });
    this.finish(state);
  }

  /** @param {SpanState} state @param {unknown} thrown */
  #setFailure(state, thrown) {
    const failure = describeFailure(thrown);
    if (this.settings.mask) {
      failure.message = String(this.#content.value(state, 'error', failure.message)?.text ?? '');
      failure.stack = failure.stack && this.#content.value(state, 'error', failure.stack)?.text.toString();
    }
    state.failure = failure;
    addAttributes(state, { 'error.type': failure.type, ...failureAttributes(failure) });
  }

  /** Ends the span, once. @param {SpanState} state */
  finish(state) {
    if (state.ended) return;
    if (isObserving) {
      endedMeanwhile.push(state);
      return;
    }
    state.ended = true;
    state.end = Math.max(state.start, microseconds(state.trace.offset));
    this.#counts.ended += 1;
    this.#context.scopes?.closed(state);
    try {
      if (state.sessionId !== undefined || state.userId !== undefined) {
        addAttributes(state, fieldAttributes({ sessionId: state.sessionId, userId: state.userId }, String));
      }
      const refusal = this.#isOpen ? this.#pipeline.refusal : 'shut_down';
      this.#recorder.end(state, refusal !== undefined);
      if (refusal) this.#pipeline.refuse(refusal, state.end);
      else this.#pipeline.ended(state, state.size);
      if (refusal || !this.#recorder.keepsContent) state.release();
    } catch (error) {
      this.settings.onError(error);
    }
  }

  /** @param {SpanState} state @param {import('../index.js').Annotations} fields */
  annotateSpan(state, fields) {
    if (state.ended) return;
    this.observe(() => {
      checkAnnotations(fields);
      const { input, output, error } = fields;
      if (input !== undefined) this.#annotateContent(state, SIDE.INPUT, input);
      if (output !== undefined) this.#annotateContent(state, SIDE.OUTPUT, output);
      state.sessionId = fields.sessionId ?? state.sessionId;
      state.userId = fields.userId ?? state.userId;
      if (fields.metadata) state.metadata = { ...state.metadata, ...fields.metadata };
      const said = { ...fields, metadata: fields.metadata && state.metadata };
      const attributes = fieldAttributes(said, (metadata) =>
        this.#content.value(state, 'metadata', metadata)?.text.toString(),
      );
      if (Object.keys(attributes).length > 0) addAttributes(state, attributes);
      if (error !== undefined) this.#setFailure(state, error);
    });
  }

  /** @param {SpanState} state @param {number} side @param {unknown} value */
  #annotateContent(state, side, value) {
    this.#recorder.value(state, side, SHAPE.WHOLE, NONE, value);
    const isInput = side === SIDE.INPUT;
    this.#content.whole(state, side, value, isInput ? state.captureInput : state.captureOutput);
    if (!isInput) state.hasOutput = true;
  }

  /** @param {SpanState} state @param {{ traceId: string, spanId: string }} other @param {Record<string, unknown>} attributes */
  linkSpan(state, other, attributes) {
    if (state.ended) return;
    this.observe(() => {
      const { traceId, spanId } = other;
      if (!TRACE_ID.test(traceId) || !SPAN_ID.test(spanId))
        throw new TypeError('span.link() takes a span, or { traceId, spanId } in lower-case hex');
      this.#recorder.link(state, traceId, spanId, attributes);
      this.#counts.manualLinks += 1;
    });
  }

  currentSpan() {
    const state = this.activeState;
    return state && Span.of(state);
  }

  async flush() {
    if (this.settings.enabled) await this.#pipeline.flush();
  }

  /** @type {Promise<void> | undefined} */
  #closing;

  shutdown() {
    this.#isOpen = false;
    this.#closing ??= this.settings.enabled ? this.#pipeline.shutdown() : Promise.resolve();
    return this.#closing;
  }

  stats() {
    const { started, ended, unsampled, unrecorded, manualLinks, recovered, unknown } = this.#counts;
    const { exported, stored, dropped, queue, core, export: attempts, exporters } = this.#pipeline.stats();
    const { links: { dropped: droppedLinks = 0, ...links } = {}, memoryBytes = 0, ...rest } = core ?? {};
    return {
      spans: { started, ended, exported, stored, dropped, unsampled, unrecorded },
      links: { ...links, manual: manualLinks },
      context: { recovered, unknown },
      propagation: structuredClone(this.propagation),
      content: { ...this.#content.counts },
      queue,
      core: { isReady: core !== undefined, memoryBytes, droppedLinks, ...rest },
      export: attempts,
      exporters,
    };
  }
}
