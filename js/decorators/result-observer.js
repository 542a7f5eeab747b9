// What a traced function gives, told to its span.
import { noteSettled } from '../identity/object-ids.js';
import { Collector } from '../results/collect.js';
import { responseFacts } from '../results/usage.js';

/** @typedef {import('../tracer/span-state.js').SpanState} SpanState */
/** @typedef {import('../results/index.js').Observer} Observer */

/** @implements {Observer} */
export class ResultObserver {
  #state;
  /** The complete result; never what can still be read, which has to stay collectable. @type {unknown} */
  #result;
  /** @type {Collector | undefined} */
  #items;
  #count = 0;
  /** A promise that has not settled. */
  #isPending = false;

  /** @param {SpanState} state */
  constructor(state) {
    this.#state = state;
  }

  /** @type {Observer['value']} */
  value(value, stage, promise) {
    const { tracer } = this.#state;
    if (promise && tracer.settings.links.isOn) noteSettled(promise, value);
    tracer.notes.output(this.#state, value);
    if (stage === 'completed' && this.#items) tracer.notes.returned(this.#state, value);
    else this.#result = value;
  }

  /** @type {Observer['item']} */
  item(item) {
    const state = this.#state;
    const { notes } = state.tracer;
    this.#items ??= new Collector(notes.assembledLimit(state));
    notes.item(state, item, this.#count++, this.#items.add(item));
  }

  /** @type {Observer['end']} */
  end(how, error) {
    const state = this.#state;
    const { tracer } = state;
    const result = this.#result;
    if (how === 'timeout') {
      tracer.counts.timedOut += 1;
      if (this.#isPending) tracer.counts.unsettled += 1;
    }
    try {
      tracer.notes.response(state, () => this.#items?.result() ?? factsOf(state, result), how);
    } catch {
      tracer.counts.failedNotes += 1;
    }
    this.#result = undefined;
    if (how === 'error') tracer.fail(state, error);
    else tracer.finish(state);
  }

  /** @type {Observer['run']} */
  run(fn, thisArg, args) {
    return this.#state.tracer.runIn(this.#state, fn, thisArg, args);
  }

  /** @type {Observer['bind']} */
  bind(fn) {
    return this.#state.tracer.bind(fn);
  }

  /** @type {Observer['watching']} */
  watching(kind, watch, promise) {
    this.#result = undefined;
    const { openSpans, settings } = this.#state.tracer;
    this.#isPending = kind === 'promise';
    const timeout = this.#isPending ? settings.promiseTimeout : settings.streamTimeout;
    openSpans.watch(this.#state, watch, timeout, promise);
  }
}

/** Only models report usage, and looking for it costs. @param {SpanState} state @param {unknown} value */
const factsOf = ({ template }, value) =>
  template.kind === 'llm' || template.kind === 'embedding' ? { ...responseFacts(value), value } : { value };
