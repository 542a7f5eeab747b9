// Records what a traced function returned in the function's span.
import { instanceAnswer } from '#results';
import { asksModel } from '../base/kinds.js';
import { read } from '../providers/read.js';
import { hasClass, isObject } from '../reading/data.js';
import { noteSettled } from '../reading/settled.js';
import { withFacts } from '../results/answer.js';
import { Collector } from '../results/collect.js';
import { isSource } from '../results/source.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {import('../results/index.js').Observer} Observer */

/** @implements {Observer} */
export class ResultObserver {
  #state;
  /** The complete result. Never a stream or iterator, which must stay collectable. @type {unknown} */
  #result;
  /** @type {Collector | undefined} */
  #items;
  #count = 0;
  /** Whether the result is a promise that has not settled. */
  #isPending = false;

  /** @param {SpanState} state */
  constructor(state) {
    this.#state = state;
  }

  /** @type {Observer['value']} */
  value(value, stage, promise) {
    const { tracer, invocation } = this.#state;
    if (isObject(value)) invocation?.producers?.set(value, this.#state);
    if (promise) noteSettled(promise, value);
    tracer.notes.output(this.#state, value, isSource(value));
    if (stage === 'completed' && this.#items) tracer.notes.returned(this.#state, value);
    else this.#result = value;
  }

  /** @type {Observer['item']} */
  item(item) {
    const state = this.#state;
    const { content, notes } = state.tracer;
    this.#items ??= new Collector(content.assembledLimit(state));
    state.trace.streams ??= new Set();
    state.trace.streams.add(this);
    notes.item(state, item, this.#count++, this.#items.add(item));
  }

  get span() {
    return this.#state;
  }

  /** Reports what came so far: a consumer may receive a part of it next. */
  report() {
    const state = this.#state;
    for (const piece of this.#items?.news() ?? []) state.tracer.content.assembled(state, piece);
  }

  /** @type {Observer['end']} */
  end(how, error, failure) {
    const state = this.#state;
    const { tracer } = state;
    const result = this.#result;
    if (how === 'timeout' && !state.isStandIn) {
      tracer.counts.timedOut += 1;
      if (this.#isPending) tracer.counts.unsettled += 1;
    }
    /** @type {import('../results/collect.js').Collected | undefined} */
    let collected;
    const read = () => {
      collected = this.#items?.result() ?? resultOf(state, result);
      return collected;
    };
    try {
      tracer.notes.response(state, read, how);
    } catch {
      tracer.counts.failedNotes += 1;
    }
    state.trace.streams?.delete(this);
    this.#result = undefined;
    if (how === 'error') tracer.fail(state, error);
    else if (failure) tracer.fail(state, failure.error);
    else if (collected?.failure) tracer.fail(state, collected.failure);
    else tracer.finish(state);
  }

  get isOutermost() {
    return !this.#state.parent?.number;
  }

  place() {
    const { tracer, frames, before } = this.#state;
    this.#state.before = undefined;
    return { context: tracer.context, store: frames, before };
  }

  /** @type {Observer['watching']} */
  watching(kind, watch, promise) {
    const result = this.#result;
    this.#result = undefined;
    const { notes, openSpans, settings } = this.#state.tracer;
    // The rest of a record or list that holds a stream is all that is known of it.
    if ((kind === 'stream' || kind === 'iterator') && !hasClass(result)) notes.returned(this.#state, result);
    this.#isPending = kind === 'promise';
    const timeout = this.#isPending ? settings.promiseTimeout : settings.streamTimeout;
    openSpans.watch(this.#state, watch, timeout, promise);
  }
}

/** Returns a complete value and what it reports about itself. Only models report usage, and reading it takes time. @param {SpanState} state @param {unknown} value */
const resultOf = (state, value) =>
  instanceAnswer(state, value, read) ?? (asksModel(state.template.kind) ? withFacts(value) : { value });
